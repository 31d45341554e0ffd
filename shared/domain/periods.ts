import { type AcademicYear, type CalendarDay, civilOf, dayOf, daysInMonth, formatAcademicYear } from './calendar.ts';
import { PeriodKind } from './vocabulary.ts';

/** A span of an academic year, first and last day included. */
export interface Period {
  /** `2025-09`, `2025-2026-Q1`, `2025-2026-1`, `2025-2026` (rules.md §4). */
  readonly name: string;
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

const MONTHS = [9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8] as const;

const known = new Map<string, readonly Period[]>();

/** The periods of one kind in an academic year, in order. Quarters: Sep–Nov, Dec–Feb, Mar–May, Jun–Aug. */
export function periodsOf(kind: PeriodKind, year: AcademicYear): readonly Period[] {
  const key = `${kind}|${year}`;
  const periods = known.get(key) ?? spansOf(kind, year);
  known.set(key, periods);
  return periods;
}

function spansOf(kind: PeriodKind, year: AcademicYear): readonly Period[] {
  const name = formatAcademicYear(year);
  switch (kind) {
    case PeriodKind.month:
      return MONTHS.map((month) => {
        const calendarYear = calendarYearOf(year, month);
        return span(year, month, month, `${calendarYear}-${String(month).padStart(2, '0')}`);
      });
    case PeriodKind.quarter:
      return [
        span(year, 9, 11, `${name}-Q1`),
        span(year, 12, 2, `${name}-Q2`),
        span(year, 3, 5, `${name}-Q3`),
        span(year, 6, 8, `${name}-Q4`),
      ];
    case PeriodKind.term:
      return [span(year, 9, 1, `${name}-1`), span(year, 2, 8, `${name}-2`)];
    case PeriodKind.year:
      return [span(year, 9, 8, name)];
  }
}

/** Months that carry a monthly duty: all except 假期月份. */
export function dutyMonthsOf(year: AcademicYear, holidayMonths: readonly number[]): readonly Period[] {
  return periodsOf(PeriodKind.month, year).filter(({ from }) => !holidayMonths.includes(civilOf(from).month));
}

/** Position of the period that contains the day, or −1. */
export function periodIndexOf(periods: readonly Period[], day: CalendarDay): number {
  return periods.findIndex(({ from, to }) => day >= from && day <= to);
}

function calendarYearOf(year: AcademicYear, month: number): number {
  return month >= 9 ? year : year + 1;
}

function span(year: AcademicYear, firstMonth: number, lastMonth: number, name: string): Period {
  const lastYear = calendarYearOf(year, lastMonth);
  return {
    name,
    from: dayOf(calendarYearOf(year, firstMonth), firstMonth, 1),
    to: dayOf(lastYear, lastMonth, daysInMonth(lastYear, lastMonth)),
  };
}
