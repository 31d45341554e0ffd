import { civilOf } from '../domain/calendar.ts';
import type { Period } from '../domain/periods.ts';
import { PeriodKind } from '../domain/vocabulary.ts';

/** How often a duty of one 期 comes. */
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
