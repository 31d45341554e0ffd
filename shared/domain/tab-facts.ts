import type { TabKey } from './school.ts';

/** A column by English name and heading. */
export type NamedColumn = readonly [field: string, heading: string];

/** What rules and points know about an input tab besides its rows, as the tab's own file declares it. */
export interface TabFacts {
  readonly key: TabKey;
  readonly title: string;
  /** A workbook without a required tab is faulty; a missing optional tab is merely not checked. */
  readonly required: boolean;
  /** Keys that may occur once in the tab; the first whose cells are not all blank counts. None if rows may repeat. */
  readonly keys: readonly (readonly NamedColumn[])[];
  /** The cell that stands for a whole row. */
  readonly rowPlace: string;
  /** The organization that a row belongs to, and the person that it is about. */
  readonly host: string | null;
  readonly person: NamedColumn | null;
  /** 姓名 of that person. */
  readonly personName: NamedColumn | null;
  /** Whom a person's row concerns. */
  readonly personOf: 'class' | 'branch';
  /** Whose name messages use for a row, and which part of its key that is; `null` if the key names nobody. */
  readonly calledBy: { readonly kind: 'person' | 'organization'; readonly part: number } | null;
  /** Dates of birth; dates of past events. */
  readonly births: readonly NamedColumn[];
  readonly past: readonly NamedColumn[];
  /** Numbers of people, each part of the one before. */
  readonly counts: readonly (readonly NamedColumn[])[];
}

/** All input tabs of a college workbook, in their order. */
export type AllTabFacts = { readonly [Tab in TabKey]: TabFacts };
