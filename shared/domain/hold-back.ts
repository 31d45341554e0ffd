import type { CalendarDay } from './calendar.ts';

/** Something in a required tab that the last accepted reading of a workbook had and this one lacks (trust.md §1). */
export type Loss =
  /** The tab; `instead`: titles of tabs that nothing is read from, the likeliest first. */
  | { readonly kind: 'tab'; readonly tab: string; readonly instead: readonly string[] }
  | { readonly kind: 'headingRow'; readonly tab: string }
  /** A required heading; `instead`: a heading that may be meant. */
  | { readonly kind: 'heading'; readonly tab: string; readonly heading: string; readonly instead: string | null }
  | { readonly kind: 'rows'; readonly tab: string; readonly before: number; readonly after: number };

/** Why a reading of a workbook was not accepted: the previous reading continues to be judged. */
export interface HoldBack {
  readonly losses: readonly Loss[];
  /** The day of the accepted reading. */
  readonly readOn: CalendarDay;
}

/** The fewest rows of a tab whose loss holds a workbook back. */
export const FEWEST_LOST_ROWS = 20;

/** The rule that reports lost rows; a 豁免 of its finding accepts the reading. */
export const LOST_ROWS_RULE = 'DAT-17';

/** Subject of a loss of rows: the same loss keeps its 问题编号 every night, another loss gets a new one. */
export function lostRowsSubject({ tab, before }: Extract<Loss, { readonly kind: 'rows' }>): readonly string[] {
  return [tab, String(before)];
}
