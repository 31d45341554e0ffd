import * as z from 'zod';
import type { CellChange } from '../ports.ts';
import { isFilled, type RawCell } from '../sheet/raw.ts';
import { isErrorCell } from '../workbook/grid.ts';
import type { StandingTab } from './input-tab.ts';
import type { PlannedRow } from './plan-import.ts';

/** What an import has written and what stood there, kept so that it can be given back. */

const before = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const cell = z.object({
  field: z.string(),
  before,
  after: z.union([z.string(), z.number()]),
  isDay: z.boolean(),
});

export const importRecord = z.object({
  college: z.string(),
  workbook: z.string(),
  /** English name and title of the input tab. */
  tab: z.string(),
  title: z.string(),
  /** ISO 8601. */
  at: z.string(),
  rows: z.array(z.object({ key: z.string(), isNew: z.boolean(), cells: z.array(cell) })),
});
export type ImportRecord = z.output<typeof importRecord>;

export function recordRows(rows: readonly PlannedRow[]): ImportRecord['rows'] {
  return rows.map(({ key, isNew, cells }) => ({
    key,
    isNew,
    cells: cells.map(({ field, before: standing, after, isDay }) => ({
      field,
      before: isErrorCell(standing) ? null : standing,
      after,
      isDay,
    })),
  }));
}

/** A cell that keeps what stands in it: it no longer holds what the import wrote. */
export interface LeftCell {
  readonly field: string;
  /** Zero-based; `null` where the row is gone. */
  readonly at: { readonly row: number; readonly column: number } | null;
  readonly wrote: string;
}

export interface UndoPlan {
  readonly changes: readonly CellChange[];
  readonly left: readonly LeftCell[];
  /** Nothing of the import stands there: it came to its end before it wrote, or has been given back already. */
  readonly isGone: boolean;
}

/**
 * Gives back what stood before an import. Rows are found by their keys, wherever they stand now; a row that the import
 * has added goes only if nobody has typed anything else into it.
 */
export function planUndo({ rows }: ImportRecord, target: StandingTab): UndoPlan {
  const changes: CellChange[] = [];
  const left: LeftCell[] = [];
  let isGone = true;
  for (const { key, isNew, cells } of rows) {
    const row = target.rows.get(key) ?? null;
    const standing = row === null ? [] : (target.raw.rows[row] ?? []);
    const placed = cells.map((one) => ({ ...one, column: target.columns.get(one.field) ?? null }));
    const holds = placed.map(({ column, after }) => column !== null && row !== null && standing[column] === after);
    const ours = new Set(placed.map(({ column }) => column));
    const isOurs = holds.every(Boolean) && !standing.some((value: RawCell, at) => isFilled(value) && !ours.has(at));
    isGone &&= isNew
      ? row === null
      : placed.every(({ column, before: stood }) => column !== null && (standing[column] ?? null) === stood);
    for (const [at, one] of placed.entries()) {
      const { column } = one;
      if (row !== null && column !== null && (isNew ? isOurs : holds[at]))
        changes.push({ row, column, value: one.before, isDay: false });
      else
        left.push({
          field: one.field,
          at: row === null || column === null ? null : { row, column },
          wrote: String(one.after),
        });
    }
  }
  return { changes, left, isGone };
}
