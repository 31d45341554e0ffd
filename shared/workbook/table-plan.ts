import { columnLetter } from '../domain/place.ts';
import type { CellType } from './cell-type.ts';
import type { Column, TableSpec } from './column.ts';
import type { HeadingRow } from './find-tab.ts';
import type { Quick } from './quick.ts';

/** A column of a table and its position in one tab. */
export interface PlannedColumn {
  readonly field: string;
  readonly heading: string;
  readonly type: CellType<unknown>;
  /** The `quick` of the type, at hand for the hot loop. */
  readonly quick: Quick;
  /** Place among all columns of the table, in the order of the specification. */
  readonly index: number;
  /** Zero-based column of the tab; −1 where the heading is missing. */
  readonly at: number;
  /** Its letter; `null` where the heading is missing. */
  readonly letter: string | null;
  readonly required: boolean;
  /** What a blank cell gives. */
  readonly blank: unknown;
}

/** Values of a row by English name. */
export type Fields = Record<string, unknown>;

/** How one tab is to be read. */
export interface TablePlan {
  /** In the order of the specification. */
  readonly columns: readonly PlannedColumn[];
  /** Those whose heading is in the tab. */
  readonly found: readonly PlannedColumn[];
  /** What a blank cell stands for if that depends on the row. */
  readonly fallbacks: readonly (readonly [field: string, fallback: (row: Fields) => unknown])[];
  /** Cells that are required in some rows only. */
  readonly conditions: ReadonlyMap<string, (row: Fields) => boolean>;
}

/** Maps the columns of a table to the headings of a tab. */
export function planTable<Row>(spec: TableSpec<Row>, headings: HeadingRow): TablePlan {
  const columns = Object.entries<Column<unknown>>(spec.columns as never).map(
    ([field, column], index): PlannedColumn => {
      const at = headings.columns.get(field) ?? -1;
      const { heading, type, required } = column;
      const blank = column.fallback ?? type.blank;
      return {
        field,
        heading,
        type,
        quick: type.quick,
        index,
        at,
        letter: at < 0 ? null : columnLetter(at),
        required,
        blank,
      };
    },
  );
  return {
    columns,
    found: columns.filter(({ at }) => at >= 0),
    fallbacks: Object.entries<(row: Fields) => unknown>((spec.fallbacks ?? {}) as never),
    conditions: new Map(Object.entries<(row: Fields) => boolean>((spec.requiredWhen ?? {}) as never)),
  };
}

/** Fills blank cells whose meaning depends on the row. */
export function applyFallbacks(plan: TablePlan, row: Fields): void {
  for (const [field, fallback] of plan.fallbacks) if (row[field] === null) row[field] = fallback(row);
}
