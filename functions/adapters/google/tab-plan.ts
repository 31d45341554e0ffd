import type { TabImage } from '../../../shared/sheet/image.ts';
import type { RawCell } from '../../../shared/sheet/raw.ts';
import { fingerprintOf, layOut, type OutputCell, type OutputGrid, plainValue, showsSame } from './layout.ts';
import { planRows, type RowMoves } from './row-moves.ts';
import type { StandingSheet } from './standing.ts';
import type { Target } from './targets.ts';
import { isFilled, keyText, normalHeading } from './text.ts';
import { readUserTexts, type UserTexts, type UserValue } from './user-texts.ts';
import { OUR_NAME } from './words.ts';

/** What an output tab is to become, compared with what stands. Pure; knows no requests yet. */

export interface TabPlan {
  readonly image: TabImage;
  readonly target: Target;
  readonly grid: OutputGrid;
  readonly texts: UserTexts;
  /** Rows that come, go and move, where the user's cells travel with them; `null`: the tab is written by place. */
  readonly moves: RowMoves | null;
  /** For each row of the grid the standing row whose cells it has before anything is written. */
  readonly origins: readonly (number | null)[];
  /** Hash of the looks that are wanted. */
  readonly print: string;
}

export function planTab(image: TabImage, target: Target): Omit<TabPlan, 'print'> {
  const grid = layOut(image);
  const { standing } = target;
  const texts = readUserTexts(image, standing);
  const moves = standing !== null && isAligned(image, grid, standing, texts) ? rowMoves(image, grid, standing) : null;
  const origins = grid.rows.map((_, at) => {
    if (moves !== null && at >= grid.firstRow) {
      const origin = moves.origins[at - grid.firstRow] ?? null;
      return origin === null ? null : origin + grid.firstRow;
    }
    return standing !== null && at < standing.rowCount ? at : null;
  });
  return { image, target, grid, texts, moves, origins };
}

/** The looks are known once every tab has its sheet: links name them. */
export function withPrint(plan: Omit<TabPlan, 'print'>, gidOf: (title: string) => number | null): TabPlan {
  return { ...plan, print: fingerprintOf(plan.image, plan.grid, gidOf) };
}

/** True when the headings stand where we put them: then rows can be moved instead of written anew. */
function isAligned(image: TabImage, grid: OutputGrid, standing: StandingSheet, texts: UserTexts): boolean {
  if (grid.userColumns.length === 0 || grid.headingRow === null || texts.headingRow !== grid.headingRow) return false;
  const there = standing.rows[grid.headingRow] ?? [];
  return image.columns.every(({ heading }, at) => normalHeading(there[at] ?? null) === normalHeading(heading));
}

function rowMoves(image: TabImage, grid: OutputGrid, standing: StandingSheet): RowMoves {
  const keyAt = image.columns.findIndex(({ heading }) => heading === image.keyHeading);
  const keys = standing.rows.slice(grid.firstRow).map((row) => keyText(row[keyAt] ?? null));
  return planRows(
    keys,
    image.rows.map(({ cells }) => keyText(plainValue(cells[keyAt]))),
  );
}

/** The cells of a standing row; none for a row that is new. */
export function standingRow({ target }: TabPlan, origin: number | null): readonly RawCell[] {
  return origin === null ? [] : (target.standing?.rows[origin] ?? []);
}

/** True when the tab needs no writing; volatile cells are not looked at. */
export function isAsItStands(plan: TabPlan): boolean {
  const { grid, moves, origins, print, image } = plan;
  const { standing } = plan.target;
  if (standing === null || standing.mark?.key !== image.key || standing.mark.print !== print) return false;
  if (!standing.protections.some(({ description }) => description === protectionName(image.key))) return false;
  if (moves !== null && moves.deletions.length + moves.moves.length + moves.insertions.length > 0) return false;
  if (plan.texts.joined.length > 0) return false;
  if (standing.rows.slice(grid.rows.length).some((row) => row.some(isFilled))) return false;
  return grid.rows.every((row, at) => showsSame(row, standingRow(plan, origins[at] ?? null)) && usersSame(plan, at));
}

/** Where rows are written by place, the user's cells have to stand right, too. */
function usersSame(plan: TabPlan, at: number): boolean {
  if (plan.moves !== null) return true;
  const row = standingRow(plan, plan.origins[at] ?? null);
  return plan.grid.userColumns.every(
    (column) =>
      plan.grid.rows[at]![column]!.role !== 'user' || sameValue(valueAt(plan, at, column), row[column] ?? null),
  );
}

export function sameValue(wanted: UserValue | null, there: RawCell): boolean {
  return wanted === null ? !isFilled(there) : wanted === there;
}

/** The value of a cell: in the user's columns what stands for that key, else what the store remembers. */
export function valueAt(plan: TabPlan, at: number, column: number): UserValue | null {
  const cell: OutputCell = plan.grid.rows[at]![column]!;
  if (cell.role !== 'user') return cell.value;
  const key = keyOf(plan.image, at - plan.grid.firstRow);
  const heading = plan.image.columns[column]?.heading ?? '';
  const typed = key === null ? undefined : plan.texts.cell(key, heading);
  return typed === undefined ? cell.value : typed;
}

export function keyOf(image: TabImage, row: number): string | null {
  const keyAt = image.columns.findIndex(({ heading }) => heading === image.keyHeading);
  return keyText(plainValue(image.rows[row]?.cells[keyAt]));
}

export function protectionName(key: string): string {
  return `${OUR_NAME} ${key}`;
}
