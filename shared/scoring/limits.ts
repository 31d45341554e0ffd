import type { AcademicYear } from '../domain/calendar.ts';
import { periodIndexOf, periodsOf } from '../domain/periods.ts';
import type { SchemeItem } from '../domain/settings.ts';
import { Reason } from '../domain/vocabulary.ts';
import { byDayThenIdentity, cut, type Draft } from './draft.ts';

/**
 * 每期上限次数: limits how many positions of one organization and item count in each 期, the largest first (equal: earlier
 * date, then identity); positions that count nothing take no place.
 */
export function limitPeriods(drafts: readonly Draft[], { limit, period }: SchemeItem, year: AcademicYear): void {
  if (limit === null || period === null) return;
  const periods = periodsOf(period, year);
  const taken = new Map<number, number>();
  for (const draft of drafts
    .filter(({ counted }) => counted > 0)
    .sort((a, b) => b.counted - a.counted || byDayThenIdentity(a, b))) {
    const index = draft.on === null ? -1 : periodIndexOf(periods, draft.on);
    const before = taken.get(index) ?? 0;
    if (before >= limit) cut(draft, 0, Reason.periodLimit);
    else taken.set(index, before + 1);
  }
}

/**
 * 学年封顶, shared by the items of one 封顶组: the counting positions of one organization in the given order; the one that
 * crosses it counts in part. Works for deductions too (negative amounts, negative cap).
 */
export function capYear(
  drafts: readonly Draft[],
  cap: number | null,
  order: (a: Draft, b: Draft) => number = byDayThenIdentity,
): void {
  if (cap === null) return;
  let left = cap;
  for (const draft of drafts.filter(({ counted }) => counted !== 0).sort(order)) {
    const fits = Math.abs(draft.counted) <= Math.abs(left);
    if (!fits) cut(draft, left, Reason.yearCap);
    left -= draft.counted;
  }
}
