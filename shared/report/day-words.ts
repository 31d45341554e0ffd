import { type CalendarDay, civilOf, parseIsoDay } from '../domain/calendar.ts';

/** `2025 年 9 月 1 日`. */
export function dayWords(day: CalendarDay): string {
  const { year, month, day: date } = civilOf(day);
  return `${year} 年 ${month} 月 ${date} 日`;
}

const QUARTERS: Readonly<Record<string, (first: string, last: string) => string>> = {
  Q1: (first) => `${first} 年 9 月至 11 月`,
  Q2: (first, last) => `${first} 年 12 月至 ${last} 年 2 月`,
  Q3: (_, last) => `${last} 年 3 月至 5 月`,
  Q4: (_, last) => `${last} 年 6 月至 8 月`,
  1: (first) => `${first} 年秋季学期`,
  2: (_, last) => `${last} 年春季学期`,
};

/**
 * The name of a period or day as people say it: `2025-11` → 2025 年 11 月, `2025-2026-1` → 2025 年秋季学期,
 * `2025-2026` → 2025-2026 学年, `2025-11-19` → 2025 年 11 月 19 日; `null` where the text is neither.
 */
export function periodWords(name: string): string | null {
  const day = parseIsoDay(name);
  if (day !== null) return dayWords(day);
  const [, first = '', last = '', part] = /^(\d{4})-(\d{4})(?:-(Q[1-4]|[12]))?$/.exec(name) ?? [];
  if (Number(last) === Number(first) + 1)
    return part === undefined ? `${name} 学年` : (QUARTERS[part]?.(first, last) ?? null);
  const [, year = '', month = ''] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(name) ?? [];
  return year === '' ? null : `${year} 年 ${Number(month)} 月`;
}
