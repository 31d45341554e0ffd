import { isUtf8 } from 'node:buffer';

/**
 * Rows of a sheet in the shapes in which nearly all are written, by this program too. A parser takes longer to find out that
 * they are well formed than all the rest of writing a workbook takes; here their shape alone proves it: every element is one
 * of those below, with no attribute twice and none with a prefix, closed where it was opened, and no text holds a character
 * that XML does not allow. Rows of any other shape are left to the parser.
 */
const ROW =
  /<row r="\d{1,7}"(?: spans="\d{1,5}:\d{1,5}")?(?: s="\d{1,6}")?(?: customFormat="\w{1,5}")?(?: ht="\d{1,3}(?:\.\d{1,20})?")?(?: hidden="\w{1,5}")?(?: customHeight="\w{1,5}")?(?: outlineLevel="\d")?(?: collapsed="\w{1,5}")?>/y;
const CELL =
  /<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d{1,6}"(?: t="[a-zA-Z]{1,9}")?| t="[a-zA-Z]{1,9}"(?: s="\d{1,6}")?)?(?:\/>|>(?:<v>[\w.+-]{0,40}<\/v><\/c>|<is><t(?: xml:space="preserve")?>))/y;
/** Bytes of UTF-8, a character each; EF BF BE and EF BF BF are U+FFFE and U+FFFF, which XML does not allow. */
const TEXT =
  /[\t\n\r\x20-%'-;=\x3f-\x7f\x80-\xee\xf0-\xff]*(?:(?:\xef(?!\xbf[\xbe\xbf])|&(?:amp|lt|gt|quot);)[\t\n\r\x20-%'-;=\x3f-\x7f\x80-\xee\xf0-\xff]*)*<\/t><\/is><\/c>/y;
const END = '</row>';
const OPENED = '<sheetData>';

/**
 * A part in UTF-8 without its first rows, as far as their shape proves them well formed: what is left for a parser.
 * @returns the very same bytes where there are no such rows
 */
export function withoutPlainRows(contents: Buffer): Buffer {
  const opened = contents.indexOf(OPENED);
  if (opened < 0 || !isUtf8(contents)) return contents;
  // Within a comment the same characters would be something else.
  if (contents.subarray(0, opened).includes('<!')) return contents;
  const from = opened + OPENED.length;
  // Half the memory of decoding it.
  const bytes = contents.toString('latin1');
  let to = from;
  for (let end = endOfRow(bytes, to); end !== null; end = endOfRow(bytes, to)) to = end;
  return to === from ? contents : Buffer.concat([contents.subarray(0, from), contents.subarray(to)]);
}

/** Where the row that begins there ends; `null` where no row of that shape begins. */
function endOfRow(bytes: string, from: number): number | null {
  let at = after(ROW, bytes, from);
  while (at !== null && !bytes.startsWith(END, at)) at = endOfCell(bytes, at);
  return at === null ? null : at + END.length;
}

function endOfCell(bytes: string, from: number): number | null {
  const end = after(CELL, bytes, from);
  if (end === null) return null;
  // A cell ends in `/>` or `</c>`; anything else is where its text begins.
  const last = bytes[end - 2];
  return last === '/' || last === 'c' ? end : after(TEXT, bytes, end);
}

function after(shape: RegExp, bytes: string, from: number): number | null {
  shape.lastIndex = from;
  return shape.test(bytes) ? shape.lastIndex : null;
}
