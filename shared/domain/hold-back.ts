import type { CalendarDay } from './calendar.ts';

/** Something that a required tab had in the last accepted reading of a workbook and has no more (trust.md §1). */
export type Loss =
  /** The tab; `instead`: titles of tabs that nothing is read from, the likeliest first. */
  | { readonly kind: 'tab'; readonly tab: string; readonly instead: readonly string[] }
  | { readonly kind: 'headingRow'; readonly tab: string }
  /** A required heading; `instead`: a heading that may be meant. */
  | { readonly kind: 'heading'; readonly tab: string; readonly heading: string; readonly instead: string | null }
  | { readonly kind: 'rows'; readonly tab: string; readonly before: number; readonly after: number };

/** Why a reading of a workbook was not accepted: the one before it goes on being judged. */
export interface HoldBack {
  readonly losses: readonly Loss[];
  /** The day on which the accepted reading was made. */
  readonly readOn: CalendarDay;
}

/** A held-back workbook has lost so many rows of a tab at least. */
export const FEWEST_LOST_ROWS = 20;

/** The rule that reports lost rows; a 豁免 of its finding accepts the reading as it is. */
export const LOST_ROWS_RULE = 'DAT-17';

/** Subject of a loss of rows: the same loss keeps its 问题编号 every night, another loss gets another one. */
export function lostRowsSubject({ tab, before }: Extract<Loss, { readonly kind: 'rows' }>): readonly string[] {
  return [tab, String(before)];
}
