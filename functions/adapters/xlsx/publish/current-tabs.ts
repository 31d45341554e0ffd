import { formatDay } from '../../../../shared/domain/calendar.ts';
import type { CurrentTexts } from '../../../../shared/sheet/user-texts.ts';
import type { Package } from '../package/package.ts';
import type { Book } from '../parts/book.ts';
import { linkedPart } from '../parts/book.ts';
import { dateFormats, formatIds } from '../sheet/number-formats.ts';
import { cellContext, DAYS_1904, readGrid } from '../sheet/read-workbook.ts';
import type { CellContext, Grid } from '../sheet/sheet-scan.ts';

/** The output tabs as they stand in the file, each read once and only when asked for. */
export interface CurrentTabs {
  grid(position: number): Grid;
  texts(position: number): CurrentTexts;
}

const COLUMNS = 16_384;
const NO_STRINGS: CellContext = { strings: [], daysToAdd: null };

export function currentTabs(pack: Package, book: Book): CurrentTabs {
  let context: CellContext | null = null;
  let formats: { readonly ids: readonly number[]; readonly isDate: (id: number) => boolean } | null = null;
  const grids = new Map<number, Grid>();
  const styles = new Map<number, Map<number, number>>();

  const read = (position: number): Grid => {
    const known = grids.get(position);
    if (known !== undefined) return known;
    // Our own writing has no shared strings: only a tab that another program has saved needs the whole list.
    const tab = book.tabs[position]!;
    const shares = tab.part !== null && /\st=["']s["']/.test(pack.text(tab.part) ?? '');
    // Numbers as the file has them: what is written back must not be moved by the 1904 difference.
    if (shares) context ??= { ...cellContext(pack, book), daysToAdd: null };
    const byPlace = new Map<number, number>();
    const grid = readGrid(pack, tab, context ?? NO_STRINGS, undefined, (row, column, style) => {
      byPlace.set(row * COLUMNS + column, style);
    });
    grids.set(position, grid);
    styles.set(position, byPlace);
    return grid;
  };
  const formatting = () => {
    if (formats !== null) return formats;
    const part = linkedPart(book, pack, 'styles');
    const xml = part === null ? null : pack.need(part);
    formats = xml === null ? { ids: [], isDate: () => false } : { ids: formatIds(xml), isDate: dateFormats(xml) };
    return formats;
  };
  return {
    grid: read,
    texts: (position) => ({
      rows: read(position).rows,
      formatAt: (row, column) => formatting().ids[styles.get(position)?.get(row * COLUMNS + column) ?? 0] ?? 0,
      asText: (value, format) =>
        formatting().isDate(format ?? 0)
          ? formatDay(Math.floor(value) + (book.date1904 ? DAYS_1904 : 0))
          : String(value),
    }),
  };
}
