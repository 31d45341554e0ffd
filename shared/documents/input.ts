import type { CalendarDay } from '../domain/calendar.ts';
import type { YearStage } from '../domain/vocabulary.ts';
import type { PagesInput } from '../pages/input.ts';
import type { Standing } from '../ranking/rank.ts';

/** The result of the year: sealed or final, or a rehearsal from the current ledger. */
export interface YearResult {
  readonly stage: YearStage;
  /** Hash of the manifest; `null` in a rehearsal. */
  readonly hash: string | null;
  readonly standings: readonly Standing[];
  /** First and last day of 公示期; `null` in a rehearsal. */
  readonly notice: { readonly from: CalendarDay; readonly to: CalendarDay } | null;
  /** Masked name of whoever is in charge, by organization. */
  readonly heads: ReadonlyMap<string, string>;
}

/** The input for documents: the contents of the pages, the result of the year, and the sources of the rules. */
export interface PapersInput {
  readonly pages: PagesInput;
  readonly result: YearResult;
  /** 依据 of a rule, in the edition of a day. */
  readonly basisOf: (rule: string, on: CalendarDay | null) => string;
}
