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

/** Counts at the end of a month that is over, by what the store keeps of it. */
export interface MonthEnd {
  /** `2026-02` */
  readonly name: string;
  readonly to: CalendarDay;
  /** Standings by the ledger up to that day, by organization. */
  readonly standings: ReadonlyMap<string, Standing>;
  /** Coverage as the ledger booked it, by 学院编号; `''`: the whole school. Without a scheme that asks for it: no due. */
  readonly coverage: ReadonlyMap<string, readonly [done: number, due: number]>;
}

/** What the violation books tell of a day, by 学院编号; `''`: the whole school. */
export interface BookFigures {
  readonly errors: ReadonlyMap<string, number>;
  /** Found at least 14 days before, and how many of those were mended within 14 days. */
  readonly mended: ReadonlyMap<string, readonly [done: number, due: number]>;
}

/** A college of 学院登记. */
export interface CollegeEntry {
  readonly id: string;
  readonly name: string;
  /** Why the latest reading is not used; `null` where it is. */
  readonly unread: string | null;
  /** 还没有填写: an empty template, of which nothing can be said. */
  readonly unfilled: string | null;
  /** It has been read at least once, and holds something: there is a page. */
  readonly hasPage: boolean;
}

/** Everything that the pages of a school show: the judgement of one night, and what store and ledger keep of earlier ones. */
export interface PagesInput {
  /** 落款单位, where the school has given one. */
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
  /** The end of the last month that is over, by the books; `null` where the records do not reach back so far. */
  readonly before: (BookFigures & { readonly to: CalendarDay; readonly unread: number | null }) | null;
  /** Ends of months of the year that are over and that the ledger reaches back to, oldest first. */
  readonly months: readonly MonthEnd[];
}

/** Key of the whole school in what is kept by college. */
export const WHOLE = '';
