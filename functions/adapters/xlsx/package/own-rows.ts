/**
 * The rows of a sheet in the shape in which this program writes them. A parser takes four times as long to find out that
 * they are well formed as all the rest of writing a workbook; here their shape alone proves it: every element is one of
 * those below, with these attributes in this order, closed where it was opened, and no text holds a character that XML
 * does not allow. Rows of any other shape are left to the parser.
 */
const ROW = /<row r="\d{1,7}"(?: ht="\d{1,3}")?(?: customHeight="1")?>/y;
const CELL =
  /<c r="[A-Z]{1,3}\d{1,7}" s="\d{1,6}"(?:\/>|(?: t="b")?><v>-?\d{1,25}(?:\.\d{1,25})?(?:e[+-]\d{1,3})?<\/v><\/c>|( t="inlineStr"><is><t xml:space="preserve">))/y;
const TEXT =
  /[\t\n\r\x20-%'-;=\x3f-\ud7ff\ue000-\ufffd]*(?:(?:[\ud800-\udbff][\udc00-\udfff]|&(?:amp|lt|gt|quot);)[\t\n\r\x20-%'-;=\x3f-\ud7ff\ue000-\ufffd]*)*<\/t><\/is><\/c>/y;
const END = '</row>';
const OPENED = '<sheetData>';

/** The text of a part without its first rows, as far as their shape proves them well formed: what is left for a parser. */
export function withoutOwnRows(text: string): string {
  const opened = text.indexOf(OPENED);
  if (opened < 0) return text;
  const from = opened + OPENED.length;
  let to = from;
  for (let end = endOfRow(text, to); end !== null; end = endOfRow(text, to)) to = end;
  return to === from ? text : text.slice(0, from) + text.slice(to);
}

/** Where the row that begins there ends; `null` where no row of that shape begins. */
function endOfRow(text: string, from: number): number | null {
  let at = after(ROW, text, from);
  while (at !== null && !text.startsWith(END, at)) at = endOfCell(text, at);
  return at === null ? null : at + END.length;
}

function endOfCell(text: string, from: number): number | null {
  CELL.lastIndex = from;
  const cell = CELL.exec(text);
  if (cell === null) return null;
  return cell[1] === undefined ? CELL.lastIndex : after(TEXT, text, CELL.lastIndex);
}

function after(shape: RegExp, text: string, from: number): number | null {
  shape.lastIndex = from;
  return shape.test(text) ? shape.lastIndex : null;
}
