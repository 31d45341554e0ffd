import { civilOf, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import type { Period } from '../../domain/periods.ts';
import type { Activity } from '../../domain/school.ts';
import { PeriodKind } from '../../domain/vocabulary.ts';

/** How often a duty with this 期 recurs. */
export const EVERY: Readonly<Record<PeriodKind, string>> = {
  [PeriodKind.month]: '每月',
  [PeriodKind.quarter]: '每季度',
  [PeriodKind.term]: '每学期',
  [PeriodKind.year]: '每学年',
};

/** The months of a period: `2025 年 9 月`, `2025 年 9 月至 11 月`, `2025 年 12 月至 2026 年 2 月`. */
export function spanWords({ from, to }: Period): string {
  const first = civilOf(from);
  const last = civilOf(to);
  const words = `${first.year} 年 ${first.month} 月`;
  if (first.year !== last.year) return `${words}至 ${last.year} 年 ${last.month} 月`;
  return first.month === last.month ? words : `${words}至 ${last.month} 月`;
}

/** The days of activities, each once, in order. */
export function daysOf(activities: readonly Activity[]): readonly string[] {
  return [...new Set(activities.flatMap(({ heldOn }) => (isGiven(heldOn) ? [formatDay(heldOn)] : [])))].sort();
}

/** Activities that were held but do not count, and why: `（2025-10-16 的没有写明这三方）`. */
export function heldWords(days: readonly string[], why: string): string {
  return days.length === 0 ? '' : `（${days.join('、')} 的${why}）`;
}
