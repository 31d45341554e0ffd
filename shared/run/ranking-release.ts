import { type CalendarDay, civilOf } from '../domain/calendar.ts';
import { RankingRelease } from '../domain/vocabulary.ts';
import type { Ports } from '../ports.ts';
import type { Night } from './night.ts';
import type { SchoolReading } from './read-school.ts';

/** Note of the day on which monthly rankings were last shown. */
export const LAST_RANKING = 'ranking/month';

/** Whether the rankings are written tonight. */
export interface Ranking {
  readonly shows: boolean;
  /** Whether this is the first time this month. */
  readonly isFirst: boolean;
}

/** 排名发布 = 每月: the rankings are written on the first run of a month and do not change until the next one. */
export async function releaseOf(
  { store }: Pick<Ports, 'store'>,
  night: Night,
  { settings }: SchoolReading,
): Promise<Ranking> {
  const release = settings.parameters.rankingRelease;
  if (release !== RankingRelease.monthly) return { shows: showsRanking(release, false), isFirst: false };
  const last = await store.runs.note(LAST_RANKING);
  const isFirst = last === null || !isSameMonth(Number(last), night.asOf);
  return { shows: showsRanking(release, isFirst || last === String(night.asOf)), isFirst };
}

function isSameMonth(a: CalendarDay, b: CalendarDay): boolean {
  const [left, right] = [civilOf(a), civilOf(b)];
  return left.year === right.year && left.month === right.month;
}

/** Whether 排名发布 permits writing the rankings in this run; monthly ones are written on the first run of a month. */
function showsRanking(release: RankingRelease, isFirstOfMonth: boolean): boolean {
  return release === RankingRelease.daily || (release === RankingRelease.monthly && isFirstOfMonth);
}
