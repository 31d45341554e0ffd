import type { FieldOf, TabKey } from '../../shared/domain/school.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';

/** A cell that is written unchanged, whatever its column: this is how faults are planted. */
export interface Literal {
  readonly literal: RawCell;
}

/** What a cell is to say, before it is given its looks: ids and words as text, dates as days, lists as lists. */
export type DraftCell = string | number | readonly string[] | null | Literal;

/** A row to be, by the English names of its columns. A field that is left out is blank. */
export type RowDraft<Tab extends TabKey> = { [Field in FieldOf<Tab>]?: DraftCell };

/** No row in any tab: what a tab that no part of the sample fills is left with. */
export function noDrafts(): Drafts {
  return Object.fromEntries(Object.keys(TABS).map((tab) => [tab, []])) as unknown as Drafts;
}

/** All rows of a college workbook to be. */
export type Drafts = { readonly [Tab in TabKey]: RowDraft<Tab>[] };

export const literal = (cell: RawCell): Literal => ({ literal: cell });
