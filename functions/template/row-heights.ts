import { largest } from '../../shared/domain/extremes.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import { lineCount } from '../../shared/sheet/text-width.ts';
import type { SheetPlan } from './sheet-plan.ts';

const TITLE = 34;
const HEADING = 30;
const PAGE_LINE = 30;
const LINE = 15;

/** Heights of rows in points, where they differ from a plain line: spreadsheets do not work them out when they open a file. */
export function rowHeights({ headingRow, rows, columns }: SheetPlan): Map<number, { height: number }> {
  const heights = new Map<number, { height: number }>();
  if (headingRow === null) {
    for (const [row, cells] of rows.entries())
      if (cells.length > 0) heights.set(row, { height: row === 0 ? TITLE + 8 : PAGE_LINE });
    return heights;
  }
  for (let row = 0; row < headingRow; row++) heights.set(row, { height: row === 0 ? TITLE : LINE + 5 });
  heights.set(headingRow, { height: HEADING });
  const wrapped = columns.flatMap(({ look, width }, column) => (look === 'wrapped' ? [{ column, width }] : []));
  for (let row = headingRow + 1; row < rows.length; row++) {
    const lines = largest(
      1,
      wrapped.map(({ column, width }) => linesOf(rows[row]?.[column] ?? null, width)),
    );
    if (lines > 1) heights.set(row, { height: lines * LINE });
  }
  return heights;
}

/** Lines that a cell takes in a column, a little room left at its sides. */
function linesOf(cell: RawCell, width: number): number {
  return typeof cell === 'string' ? lineCount(cell, width - 1) : 1;
}
