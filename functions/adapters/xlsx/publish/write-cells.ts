import type { CellChange, CellsReading, TabChange } from '../../../../shared/ports.ts';
import { isFilled, type RawCell, type RawTab } from '../../../../shared/sheet/raw.ts';
import { CONTENT_TYPES, declarePart } from '../package/content-types.ts';
import { linkNamespace } from '../package/namespaces.ts';
import { openPackage, type Package } from '../package/package.ts';
import { addRelationship } from '../package/relationships.ts';
import { writePackage } from '../package/write-package.ts';
import {
  append,
  attributeEdit,
  childOf,
  childrenOf,
  type Element,
  outer,
  rootOf,
  setAttribute,
  spliceAll,
  XmlProblem,
} from '../package/xml.ts';
import { type Book, linkedPart, markedKeys, readBook } from '../parts/book.ts';
import { askForComputing, formulasRead } from '../parts/book-patch.ts';
import { emptyStyles } from '../parts/styles.ts';
import { damaged } from '../problem.ts';
import { dateFormats, formatIds } from '../sheet/number-formats.ts';
import { type CellLooks, computedCells, patchCells } from '../sheet/patch-cells.ts';
import { cellContext, DAYS_1904, readGrid, readWorkbook } from '../sheet/read-workbook.ts';
import { folderOf } from './replace-tab.ts';

/** Built-in number format of a day as the reader's country writes it. */
const DAY_FORMAT = 14;

/** The result of writing cells into a file; `done`: the file holds everything already. */
export type CellsPlan =
  | { readonly state: 'differs' | 'done' }
  | { readonly state: 'planned'; readonly chunks: readonly Buffer[] };

/** The workbook with what must be known before its cells are written. */
export function readCells(bytes: Buffer): CellsReading {
  const raw = readWorkbook(bytes);
  return {
    raw,
    computed: (title) => {
      const pack = openPackage(bytes);
      const part = readBook(pack).tabs.find((tab) => tab.grid && tab.title === title)?.part ?? null;
      return part === null ? new Set() : inPart(part, () => computedCells(pack.need(part)));
    },
  };
}

/** Writes changes of one input tab into the bytes of a file, if the tab still is as it was read. */
export async function planCells(file: Buffer, change: TabChange): Promise<CellsPlan> {
  const pack = openPackage(file);
  const book = readBook(pack);
  const position = book.tabs.findIndex((tab) => tab.grid && tab.title === change.title);
  const part = book.tabs[position]?.part ?? null;
  if (part === null || markedKeys(book).has(position)) return { state: 'differs' };
  const { rows } = readGrid(pack, book.tabs[position]!, cellContext(pack, book));
  if (sameRows(rows, withChanges(change.rows, change.changes))) return { state: 'done' };
  if (!sameRows(rows, change.rows)) return { state: 'differs' };
  const isPatched = inPart(part, () => patch(pack, book, part, change));
  return isPatched ? { state: 'planned', chunks: await writePackage(pack) } : { state: 'differs' };
}

/** False where a formula has come into one of the cells since. */
function patch(pack: Package, book: Book, part: string, { title, changes, looksOf }: TabChange): boolean {
  const xml = pack.need(part);
  const computed = computedCells(xml);
  if (changes.some(({ row, column }) => computed.has(`${row},${column}`))) return false;
  const styles = dayStyles(pack, book);
  pack.put(part, patchCells(xml, changes, looksOf, styles.looks));
  styles.put();
  // What other cells make of these is computed anew when the file is opened.
  if (formulasRead(pack, book, [title], new Set()) || computed.size > 0)
    pack.put(book.part, askForComputing(pack.need(book.part)));
  return true;
}

function inPart<T>(part: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof XmlProblem) throw damaged(part, error);
    throw error;
  }
}

/** Looks of cells, with styles that show days added behind those that are there. */
function dayStyles(pack: Package, book: Book): { readonly looks: CellLooks; put(): void } {
  const part = linkedPart(book, pack, 'styles');
  const before = part === null ? emptyStyles(book.strict) : pack.need(part);
  const isDay = dateFormats(before);
  const formats = formatIds(before);
  const list = childOf(before, rootOf(before), 'cellXfs');
  const standing = list === null ? [] : childrenOf(before, list);
  const added = new Map<number, string>();
  const places = new Map<number, number>();
  const showingDays = (style: number): number => {
    if (isDay(formats[style] ?? 0)) return style;
    const known = places.get(style);
    if (known !== undefined) return known;
    // A file without styles gets the plain one first, which is that of all other cells.
    if (standing.length + added.size === 0) added.set(0, plainStyle(rootOf(before).prefix));
    const place = standing.length + added.size;
    added.set(place, asDay(before, standing[style], rootOf(before).prefix));
    formats[place] = DAY_FORMAT;
    places.set(style, place);
    return place;
  };
  const daysLess = (style: number): number => (book.date1904 && isDay(formats[style] ?? 0) ? DAYS_1904 : 0);
  return {
    looks: { showingDays, daysLess },
    put() {
      if (added.size === 0) return;
      const target = part ?? `${folderOf(book)}styles.xml`;
      pack.put(target, withStyles(before, list, [...added.values()]));
      if (part !== null) return;
      declarePart(pack, target, CONTENT_TYPES.styles);
      addRelationship(pack, book.part, `${linkNamespace(book.strict)}/styles`, target);
    },
  };
}

function plainStyle(prefix: string): string {
  return `<${prefix}xf numFmtId="0"/>`;
}

function asDay(xml: string, style: Element | undefined, prefix: string): string {
  const text = style ? outer(xml, style) : plainStyle(prefix);
  const formatted = setAttribute(text, rootOf(text), 'numFmtId', String(DAY_FORMAT));
  return spliceAll(formatted, [attributeEdit(rootOf(formatted), 'applyNumberFormat', '1')]);
}

function withStyles(xml: string, list: Element | null, items: readonly string[]): string {
  const root = rootOf(xml);
  const { prefix } = root;
  if (list === null)
    return append(xml, root, `<${prefix}cellXfs count="${items.length}">${items.join('')}</${prefix}cellXfs>`);
  const count = childrenOf(xml, list).length + items.length;
  const longer = append(xml, list, items.join(''));
  return setAttribute(longer, childOf(longer, rootOf(longer), 'cellXfs')!, 'count', String(count));
}

function withChanges(rows: RawTab['rows'], changes: readonly CellChange[]): RawTab['rows'] {
  const next = rows.map((cells) => [...cells]);
  for (const { row, column, value } of changes) {
    while (next.length <= row) next.push([]);
    const cells = next[row]!;
    while (cells.length < column) cells.push(null);
    cells[column] = value;
  }
  return next;
}

function sameRows(a: RawTab['rows'], b: RawTab['rows']): boolean {
  for (let row = 0; row < Math.max(a.length, b.length); row++) {
    const [left, right] = [a[row] ?? [], b[row] ?? []];
    for (let at = 0; at < Math.max(left.length, right.length); at++)
      if (!sameCell(left[at] ?? null, right[at] ?? null)) return false;
  }
  return true;
}

function sameCell(a: RawCell, b: RawCell): boolean {
  if (a === b || (!isFilled(a) && !isFilled(b))) return true;
  const isError = typeof a === 'object' && typeof b === 'object';
  return isError && a !== null && b !== null && a.error === b.error;
}
