import { MAX_CELL_TEXT, shortened } from '../../../../shared/sheet/cell-text.ts';
import type { RawCell, RawMerge } from '../../../../shared/sheet/raw.ts';
import { MAX_CELLS, MAX_COLUMNS, MAX_MERGED_ROWS, MAX_MERGES, MAX_ROWS } from '../limits.ts';
import { ownCopy, textOfCell, unescapeXml } from '../package/text.ts';
import { attribute, endOfTag, rootOf, XmlProblem } from '../package/xml.ts';
import { refused } from '../problem.ts';
import { REASONS, reasonTooManyMerges } from '../words.ts';
import { cellPosition } from './address.ts';
import { PlainCell } from './plain-cell.ts';
import { plainText } from './shared-strings.ts';

/** What the cells of every tab refer to. */
export interface CellContext {
  readonly strings: readonly string[];
  /** Days to add to a number with this style: the difference of the 1904 system, for dates only. */
  readonly daysToAdd: ((style: number) => number) | null;
}

/** What the grids of one workbook may still take: places, merged ranges, and rows that those cover, each counted apart. */
export interface Budget {
  places: number;
  merges: number;
  mergedRows: number;
}

export interface Grid {
  readonly rows: RawCell[][];
  readonly merges: RawMerge[];
}

/** Called for every number, where a caller wants to know its style. */
export type StyleListener = (row: number, column: number, style: number) => void;

export const newBudget = (): Budget => ({ places: MAX_CELLS, merges: MAX_MERGES, mergedRows: MAX_MERGED_ROWS });

/** A formula whose result no program has computed yet: no blank, because a blank would hide it. */
const NOT_COMPUTED: RawCell = { error: '#CALC!', uncalculated: true };

const NO_CELLS: RawCell[] = [];

/** Values of one worksheet. One pass over the text without building a tree: a tab has up to a million cells. */
export function scanSheet(xml: string, context: CellContext, budget: Budget, onStyle?: StyleListener): Grid {
  const root = openingOf(xml);
  const rows: RawCell[][] = [];
  // Nearly always the prefix of the root, but a program may declare another one for the cells.
  const data = /<((?:[\w.-]+:)?)sheetData[\s>/]/.exec(xml);
  if (data === null) {
    rootOf(xml); // no data at all is fine, a torn part is not
    return { rows, merges: [] };
  }
  const start = data.index;
  const prefix = data[1]!;
  const dataStart = endOfTag(xml, start);
  if (dataStart < 0) throw new XmlProblem('sheetData');
  let at = dataStart;
  if (xml.charCodeAt(dataStart - 2) !== 47) at = scanRows(xml, dataStart, prefix, context, budget, rows, onStyle);
  if (xml.indexOf(`</${root.prefix}worksheet`, at) < 0) throw new XmlProblem('worksheet');
  return { rows, merges: scanMerges(xml, at, rows.length, budget) };
}

/** The worksheet's root tag, past anything before it. */
function openingOf(xml: string): { prefix: string } {
  const match = /<((?:[\w.-]+:)?)worksheet[\s>/]/.exec(xml);
  if (match === null) throw new XmlProblem('worksheet');
  return { prefix: match[1]! };
}

function scanRows(
  xml: string,
  from: number,
  prefix: string,
  context: CellContext,
  budget: Budget,
  rows: RawCell[][],
  onStyle: StyleListener | undefined,
): number {
  const skip = 1 + prefix.length;
  const cellClose = `</${prefix}c>`;
  const plain = prefix === '' && context.daysToAdd === null ? new PlainCell(xml, context.strings) : null;
  let row = -1;
  let column = -1;
  let at = from;
  for (;;) {
    at = xml.indexOf('<', at);
    if (at < 0) throw new XmlProblem('sheetData');
    const first = xml.charCodeAt(at + 1);
    if (first === 99 && plain?.read(at)) {
      column = plain.column;
      if (plain.value !== null) {
        put(rows, plain.row, column, plain.value, budget);
        if (onStyle !== undefined && typeof plain.value === 'number') onStyle(plain.row, column, plain.style);
      }
      at = plain.end;
      continue;
    }
    if (first === 47) {
      if (xml.startsWith(`${prefix}sheetData`, at + 2)) return at;
      at += 2;
      continue;
    }
    if (first === 33 && xml.startsWith('<!--', at)) {
      at = xml.indexOf('-->', at);
      if (at < 0) throw new XmlProblem('comment');
      continue;
    }
    const end = endOfTag(xml, at);
    if (end < 0) throw new XmlProblem('tag');
    const name = xml.charCodeAt(at + skip);
    if (name === 99 && isEndOfName(xml.charCodeAt(at + skip + 1))) {
      const tag = readCellTag(xml, at + skip + 1, end);
      const place = tag.address === '' ? null : cellPosition(tag.address);
      column = place === null ? column + 1 : place.column;
      const cellRow = place === null ? row : place.row;
      if (xml.charCodeAt(end - 2) === 47) {
        at = end;
        continue;
      }
      // A comment or CDATA inside a cell is rare; the plain search for the end tag still finds the right one.
      const close = closeOf(xml, end, cellClose);
      if (cellRow >= 0 && column < MAX_COLUMNS) {
        const value = cellValue(xml, end, close, skip, tag, context);
        if (value !== null) {
          put(rows, cellRow, column, value, budget);
          if (onStyle !== undefined && typeof value === 'number') onStyle(cellRow, column, tag.style);
        }
      }
      at = close + 4;
      continue;
    }
    if (name === 114 && xml.startsWith('row', at + skip) && isEndOfName(xml.charCodeAt(at + skip + 3))) {
      const number = /\sr\s*=\s*["'](\d+)["']/.exec(xml.slice(at, Math.min(end, at + 400)));
      const wanted = number === null ? row + 1 : Number(number[1]) - 1;
      row = wanted >= 0 && wanted < MAX_ROWS ? wanted : -1;
      column = -1;
    }
    at = end;
  }
}

function closeOf(xml: string, from: number, cellClose: string): number {
  // `</c >` is legal, though hardly ever written; `</cols>` is another element.
  const opening = cellClose.slice(0, -1);
  let at = xml.indexOf(opening, from);
  while (at >= 0 && !isEndOfName(xml.charCodeAt(at + opening.length))) at = xml.indexOf(opening, at + opening.length);
  if (at < 0) throw new XmlProblem('c');
  return at;
}

function isEndOfName(code: number): boolean {
  return code === 32 || code === 62 || code === 47 || code === 10 || code === 13 || code === 9;
}

interface CellTag {
  readonly address: string;
  readonly type: string;
  readonly style: number;
}

/** Attributes r, s and t of a cell's tag. */
function readCellTag(xml: string, from: number, end: number): CellTag {
  let address = '';
  let type = '';
  let style = 0;
  let at = from;
  while (at < end) {
    // Never looked for beyond the tag: a sheet of cells without attributes would be read to its end for each of them.
    let equals = at;
    while (equals < end && xml.charCodeAt(equals) !== 61) equals++;
    if (equals === end) break;
    let open = equals + 1;
    while (open < end && xml.charCodeAt(open) !== 34 && xml.charCodeAt(open) !== 39) open++;
    const close = xml.indexOf(xml[open] ?? '"', open + 1);
    if (close < 0 || close >= end) break;
    const name = xml.slice(at, equals).trim();
    if (name === 'r') address = xml.slice(open + 1, close);
    else if (name === 't') type = xml.slice(open + 1, close);
    else if (name === 's') style = Number(xml.slice(open + 1, close)) || 0;
    at = close + 1;
  }
  return { address, type, style };
}

function cellValue(xml: string, from: number, to: number, skip: number, tag: CellTag, context: CellContext): RawCell {
  if (tag.type === 'inlineStr') return plainText(xml, from, to);
  let formula = false;
  let raw: string | null = null;
  let at = xml.indexOf('<', from);
  while (at >= 0 && at < to) {
    const end = endOfTag(xml, at);
    if (end < 0 || end > to) break;
    const name = xml.charCodeAt(at + skip);
    const single = isEndOfName(xml.charCodeAt(at + skip + 1));
    if (name === 102 && single) formula = true;
    if (name === 118 && single) {
      if (xml.charCodeAt(end - 2) === 47) raw = '';
      else {
        const stop = xml.indexOf('<', end);
        raw = xml.slice(end, stop < 0 || stop > to ? to : stop);
      }
      break;
    }
    at = xml.indexOf('<', end);
  }
  if (raw === null || (tag.type !== 'str' && raw.trim() === '')) return formula ? NOT_COMPUTED : null;
  return typedValue(raw, tag, context);
}

function typedValue(raw: string, tag: CellTag, context: CellContext): RawCell {
  switch (tag.type) {
    case 's': {
      const text = /^\s*\d+\s*$/.test(raw) ? context.strings[Number(raw)] : undefined;
      // A hole in the list of strings: shown as an error, because a blank would hide it.
      return text === undefined ? { error: '#VALUE!' } : text;
    }
    case 'b':
      return raw.trim() === '1' || raw.trim() === 'true';
    case 'e':
      return { error: shortened(ownCopy(unescapeXml(raw)), 40) };
    case 'str':
      return textOfCell(raw);
    case 'd':
      return isoSerial(raw) ?? ownCopy(unescapeXml(raw));
    default: {
      const value = Number(raw);
      if (!Number.isFinite(value)) return shortened(ownCopy(unescapeXml(raw)), MAX_CELL_TEXT);
      return context.daysToAdd === null ? value : value + context.daysToAdd(tag.style);
    }
  }
}

/** Serial number of an ISO date, with its time of day as a fraction; `null` where the text is none. */
function isoSerial(text: string): number | null {
  const match =
    /^\s*(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?)?(?:Z|[+-]\d{2}:\d{2})?\s*$/.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = Date.UTC(year, month - 1, day);
  if (new Date(date).getUTCMonth() !== month - 1) return null;
  const seconds = Number(match[4] ?? 0) * 3600 + Number(match[5] ?? 0) * 60 + Number(match[6] ?? 0);
  return date / 86_400_000 + 25_569 + seconds / 86_400;
}

function put(rows: RawCell[][], row: number, column: number, value: RawCell, budget: Budget): void {
  // Rows that nobody filled share one empty array: a single cell in the last row costs next to nothing.
  while (rows.length <= row) rows.push(NO_CELLS);
  let cells = rows[row]!;
  if (cells === NO_CELLS) {
    cells = [];
    rows[row] = cells;
  }
  budget.places -= Math.max(1, column + 1 - cells.length);
  if (budget.places < 0) throw refused(REASONS.tooManyCells);
  while (cells.length < column) cells.push(null);
  cells[column] = value;
}

/** @param filled how many rows of the tab hold anything: a merge below them covers nothing */
function scanMerges(xml: string, from: number, filled: number, budget: Budget): RawMerge[] {
  const merges: RawMerge[] = [];
  const opening = /<(?:[\w.-]+:)?mergeCell(?=[\s/])/g;
  opening.lastIndex = from;
  for (let match = opening.exec(xml); match !== null; match = opening.exec(xml)) {
    const end = endOfTag(xml, match.index);
    if (end < 0) throw new XmlProblem('mergeCell');
    const reference = attribute({ attributes: xml.slice(opening.lastIndex, end - 1) }, 'ref') ?? '';
    opening.lastIndex = end;
    const colon = reference.indexOf(':');
    const a = cellPosition(colon < 0 ? reference : reference.slice(0, colon));
    const b = colon < 0 ? a : cellPosition(reference.slice(colon + 1));
    if (a === null || b === null) continue;
    const merge = {
      top: Math.min(a.row, b.row),
      left: Math.min(a.column, b.column),
      bottom: Math.max(a.row, b.row),
      right: Math.max(a.column, b.column),
    };
    budget.merges -= 1;
    budget.mergedRows -= Math.max(0, Math.min(merge.bottom + 1, filled) - merge.top);
    if (budget.merges < 0 || budget.mergedRows < 0) throw refused(reasonTooManyMerges(MAX_MERGES));
    merges.push(merge);
  }
  return merges;
}
