import { headingText, keyText } from '../../../shared/sheet/cell-text.ts';
import { isFilledBelow, showsSameRow } from '../../../shared/sheet/compare.ts';
import { fingerprintOf } from '../../../shared/sheet/fingerprint.ts';
import { plainValue, type TabImage } from '../../../shared/sheet/image.ts';
import { layOut, type OutputCell, type OutputGrid, outputCell } from '../../../shared/sheet/lay-out.ts';
import type { RawCell } from '../../../shared/sheet/raw.ts';
import { readUserTexts, type UserTexts } from '../../../shared/sheet/user-texts.ts';
import { OUR_NAME } from '../../../shared/sheet/words.ts';
import type { CurrentSheet } from './current-workbook.ts';
import { planMoves, type RowMoves } from './row-moves.ts';

/** Plans the changes to an output tab. Pure; no requests yet. */

/** Where the contents of an image go: a sheet of the workbook, or a new one with an id and a title of our choosing. */
export interface SheetTarget {
  readonly current: CurrentSheet | null;
  readonly sheetId: number;
  readonly title: string;
}

export interface TabPlan {
  readonly image: TabImage;
  readonly target: SheetTarget;
  readonly grid: OutputGrid;
  readonly texts: UserTexts;
  /** Rows to insert, delete and move together with the user's cells; `null`: the tab is written by place. */
  readonly moves: RowMoves | null;
  /** For each row of the new grid, the current row whose cells it holds before anything is written. */
  readonly origins: readonly (number | null)[];
  /** Hash of the wanted looks. */
  readonly print: string;
}

export function planTab(image: TabImage, target: SheetTarget): Omit<TabPlan, 'print'> {
  const { current } = target;
  const texts = readUserTexts(image, current);
  const grid = evenRows(image, layOut(image, texts));
  const moves = current !== null && isAligned(image, grid, current, texts) ? rowMoves(image, grid, current) : null;
  const origins = grid.rows.map((_, at) => {
    if (moves !== null && at >= grid.firstRow) {
      const origin = moves.origins[at - grid.firstRow] ?? null;
      return origin === null ? null : origin + grid.firstRow;
    }
    return current !== null && at < current.rowCount ? at : null;
  });
  return { image, target, grid, texts, moves, origins };
}

/**
 * All rows as long as the longest one: old cells after the end of a short row must go, and a row's look reaches to the end.
 */
function evenRows(image: TabImage, grid: OutputGrid): OutputGrid {
  const rows = grid.rows.map((row, at): readonly OutputCell[] => {
    if (row.length === grid.columns) return row;
    const role = at === grid.headingRow ? 'heading' : at < grid.firstRow ? 'banner' : 'cell';
    const look =
      role === 'heading' ? {} : ((role === 'banner' ? image.banner[at] : image.rows[at - grid.firstRow]) ?? {});
    const rest = Array.from({ length: grid.columns - row.length }, () => outputCell(null, role, look));
    return [...row, ...rest];
  });
  return { ...grid, rows };
}

/** The looks are known only when every tab has its sheet, since links name sheets. */
export function withPrint(plan: Omit<TabPlan, 'print'>, gidOf: (title: string) => number | null): TabPlan {
  return { ...plan, print: fingerprintOf(plan.image, plan.grid, gidOf) };
}

/** True if the headings are where we put them: then rows can be moved instead of rewritten. */
function isAligned(image: TabImage, grid: OutputGrid, current: CurrentSheet, texts: UserTexts): boolean {
  if (grid.userColumns.length === 0 || grid.headingRow === null || texts.headingRow !== grid.headingRow) return false;
  const there = current.rows[grid.headingRow] ?? [];
  return image.columns.every(({ heading }, at) => headingText(there[at]) === headingText(heading));
}

function rowMoves(image: TabImage, grid: OutputGrid, current: CurrentSheet): RowMoves | null {
  const keyAt = image.columns.findIndex(({ heading }) => heading === image.keyHeading);
  const keys = current.rows.slice(grid.firstRow).map((row) => keyText(row[keyAt]));
  return planMoves(
    keys,
    image.rows.map(({ cells }) => keyText(plainValue(cells[keyAt]))),
  );
}

/** The cells of a current row; none for a row that is new. */
export function currentRow({ target }: TabPlan, origin: number | null): readonly RawCell[] {
  return origin === null ? [] : (target.current?.rows[origin] ?? []);
}

/** True if the tab needs no writing; volatile cells are ignored. */
export function isAsItStands(plan: TabPlan): boolean {
  const { grid, moves, origins, print, image } = plan;
  const { current } = plan.target;
  if (current === null || current.mark?.key !== image.key || current.mark.print !== print) return false;
  if (!current.protections.some(({ description }) => description === protectionName(image.key))) return false;
  if (moves !== null && moves.deletions.length + moves.moves.length + moves.insertions.length > 0) return false;
  if (plan.texts.hasJoined || isFilledBelow(current.rows, grid.rows.length)) return false;
  // Where rows are written by place, the user's cells must be in the right rows, too.
  return grid.rows.every((row, at) => showsSameRow(row, currentRow(plan, origins[at] ?? null), moves === null));
}

export function protectionName(key: string): string {
  return `${OUR_NAME} ${key}`;
}
