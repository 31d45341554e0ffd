import type { School } from '../domain/assembled.ts';
import type { AcademicYear, CalendarDay } from '../domain/calendar.ts';
import type { Parameters } from '../domain/parameters.ts';
import type { Entry } from '../domain/position.ts';
import type { CoverageRate, RankingRelease } from '../domain/vocabulary.ts';
import type { Standing } from '../ranking/rank.ts';
import type { ScoredOrganization } from '../scoring/scored.ts';
import type { Violation } from '../violations/lifecycle.ts';

/** Done and due of every coverage rate. */
export type Rates = Readonly<Record<CoverageRate, readonly [done: number, due: number]>>;

/** Counts at the end of a past month, from what the store keeps of it. */
export interface MonthEnd {
  /** `2026-02` */
  readonly name: string;
  readonly to: CalendarDay;
  /** Standings by the ledger up to that day, by organization. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** Coverage as booked in the ledger, by 学院编号; `''`: the whole school. If no scheme asks for it, nothing is due. */
  readonly coverage: ReadonlyMap<string, readonly [done: number, due: number]>;
}

/** What the violation books say about a day, by 学院编号; `''`: the whole school. */
export interface BookFigures {
  readonly errors: ReadonlyMap<string, number>;
  /** How many were found at least 14 days before, and how many of those were corrected within 14 days. */
  readonly mended: ReadonlyMap<string, readonly [done: number, due: number]>;
}

/** A college of 学院登记. */
export interface CollegeEntry {
  readonly id: string;
  readonly name: string;
  /** Why the latest reading is not used; `null` if it is. */
  readonly unread: string | null;
  /** 还没有填写: an empty template, about which nothing can be said. */
  readonly unfilled: string | null;
  /** It has been read at least once and is not empty, so it has a page. */
  readonly hasPage: boolean;
}

/** Everything that the pages of a school show: one night's results, and what store and ledger keep of earlier ones. */
export interface PagesInput {
  /** 落款单位, if the school has given one. */
  readonly schoolName: string | null;
  readonly asOf: CalendarDay;
  readonly year: AcademicYear;
  readonly school: School;
  readonly parameters: Parameters;
  readonly release: RankingRelease;
  readonly colleges: readonly CollegeEntry[];
  readonly organizations: readonly ScoredOrganization[];
  /** What the ledger has in force for each organization. */
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  readonly standings: ReadonlyMap<string, Standing>;
  /** Open violations in the order of 问题清单. */
  readonly open: readonly Violation[];
  /** Those that touch an organization. */
  readonly openOf: ReadonlyMap<string, readonly Violation[]>;
  /** Points that each open violation takes, in hundredths. */
  readonly weights: ReadonlyMap<string, number>;
  /** Title of each rule. */
  readonly titles: ReadonlyMap<string, string>;
  /** By 学院编号; `''`: the whole school. */
  readonly rates: ReadonlyMap<string, Rates>;
  readonly now: BookFigures;
  /** The end of the last full month, by the books; `null` if the records do not go back that far. */
  readonly before: (BookFigures & { readonly to: CalendarDay; readonly unread: number | null }) | null;
  /** Ends of the past months of the year that the ledger covers, oldest first. */
  readonly months: readonly MonthEnd[];
}

/** Key of the whole school in maps by college. */
export const WHOLE = '';
