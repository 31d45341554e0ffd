import type { Row, TabKey } from './school.ts';
import type { NamedColumn } from './tab-facts.ts';

/** A row with a key that an earlier row of its tab already has (DAT-06). */
export interface RepeatedKey {
  readonly tab: TabKey;
  readonly row: Row;
  /** The columns of the key by English name and heading. */
  readonly columns: readonly NamedColumn[];
  /** Number of the first row with the key. */
  readonly firstRow: number;
  /** Which occurrence this is: 2, 3, … */
  readonly ordinal: number;
}
