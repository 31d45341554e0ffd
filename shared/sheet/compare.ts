import type { OutputCell, OutputGrid } from './lay-out.ts';
import { isFilled, type RawCell } from './raw.ts';

/** Compares an image with the workbook: if nothing differs, nothing is written. */

export function sameValue(wanted: OutputCell['value'], there: RawCell | undefined): boolean {
  return wanted === null ? !isFilled(there) : wanted === there;
}

/**
 * True when a row of the workbook already shows what would be written, volatile cells aside.
 * @param users whether the user's cells are compared too
 */
export function showsSameRow(row: readonly OutputCell[], there: readonly RawCell[], users: boolean): boolean {
  for (let at = row.length; at < there.length; at++) if (isFilled(there[at])) return false;
  return row.every(
    ({ value, volatile, role }, at) => volatile || (role === 'user' && !users) || sameValue(value, there[at]),
  );
}

/** True when a tab of the workbook already shows what would be written, row for row. */
export function showsSame({ rows }: OutputGrid, there: readonly (readonly RawCell[])[]): boolean {
  return !isFilledBelow(there, rows.length) && rows.every((row, at) => showsSameRow(row, there[at] ?? [], true));
}

/** Whether any cell is filled from row `row` on. */
export function isFilledBelow(rows: readonly (readonly RawCell[])[], row: number): boolean {
  for (let at = row; at < rows.length; at++) if (rows[at]!.some(isFilled)) return true;
  return false;
}
