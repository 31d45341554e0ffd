import { createHash } from 'node:crypto';
import type { RawTab, RawWorkbook } from '../../../../shared/sheet/raw.ts';
import { openPackage, type Package } from '../package/package.ts';
import { XmlProblem } from '../package/xml.ts';
import { type Book, type BookTab, linkedPart, markedKeys, readBook } from '../parts/book.ts';
import { damaged, refused } from '../problem.ts';
import { reasonPartMissing } from '../words.ts';
import { dateFormats, formatIds } from './number-formats.ts';
import { readSharedStrings } from './shared-strings.ts';
import { type Budget, type CellContext, type Grid, newBudget, type StyleListener, scanSheet } from './sheet-scan.ts';

const NO_CELLS: Grid = { rows: [], merges: [] };

/** Days between the two ways of counting. */
export const DAYS_1904 = 1462;

/** Version of a file: what its bytes say, wherever it lies and whenever it was saved. */
export function versionOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function reading<T>(part: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof XmlProblem) throw damaged(part, error);
    throw error;
  }
}

/** What the cells of the tabs refer to: shared strings, and the date formats where days count from 1904. */
export function cellContext(pack: Package, book: Book): CellContext {
  const stringsPart = linkedPart(book, pack, 'sharedStrings');
  const strings = stringsPart === null ? [] : reading(stringsPart, () => readSharedStrings(pack.need(stringsPart)));
  const stylesPart = linkedPart(book, pack, 'styles');
  if (!book.date1904 || stylesPart === null) return { strings, daysToAdd: null };
  const daysOf = reading(stylesPart, () => {
    const xml = pack.need(stylesPart);
    const isDate = dateFormats(xml);
    return formatIds(xml).map((id) => (isDate(id) ? DAYS_1904 : 0));
  });
  return { strings, daysToAdd: (style) => daysOf[style] ?? 0 };
}

/** Cells and merges of one tab. */
export function readGrid(
  pack: Package,
  tab: BookTab,
  context: CellContext,
  budget: Budget = newBudget(),
  onStyle?: StyleListener,
): Grid {
  const part = tab.part;
  if (part === null) throw refused(reasonPartMissing(tab.title));
  return reading(part, () => scanSheet(pack.need(part), context, budget, onStyle));
}

/**
 * Every tab of a workbook that can hold cells.
 * @param wants says by its title, and of the software's own tabs by their key, whether a tab's cells are needed
 */
export function readWorkbook(bytes: Buffer, wants?: (title: string, output?: string) => boolean): RawWorkbook {
  const pack = openPackage(bytes);
  const book = readBook(pack);
  const context = cellContext(pack, book);
  const outputs = markedKeys(book);
  const budget = newBudget();
  const tabs: RawTab[] = [];
  for (const [position, tab] of book.tabs.entries()) {
    if (!tab.grid) continue;
    const output = outputs.get(position);
    const isNeeded = wants === undefined || wants(tab.title, output);
    const { rows, merges } = isNeeded ? readGrid(pack, tab, context, budget) : NO_CELLS;
    tabs.push({ title: tab.title, rows, merges, ...(output === undefined ? {} : { output }) });
  }
  return { version: versionOf(bytes), tabs };
}
