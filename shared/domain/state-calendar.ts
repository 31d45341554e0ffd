import { type CalendarDay, civilOf, parseIsoDay } from './calendar.ts';
import type { Holidays } from './workdays.ts';

/**
 * Days off and the days worked in exchange, as the General Office of the State Council announces them each November for
 * the next year. They decide when nobody is sent a message; whether a public notice was long enough depends on what the
 * school has typed (rules.md §2).
 */

interface StateYear {
  /** First and last day of each holiday. */
  readonly free: readonly string[];
  readonly worked: readonly string[];
}

const YEARS: Readonly<Record<number, StateYear>> = {
  // Guobanfa Mingdian [2024] No. 12, of 12 November 2024.
  2025: {
    free: ['01-01/01-01', '01-28/02-04', '04-04/04-06', '05-01/05-05', '05-31/06-02', '10-01/10-08'],
    worked: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  // Guobanfa Mingdian [2025] No. 7, of 4 November 2025.
  2026: {
    free: ['01-01/01-03', '02-15/02-23', '04-04/04-06', '05-01/05-05', '06-19/06-21', '09-25/09-27', '10-01/10-07'],
    worked: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
};

/** The years whose calendar is known, the earliest first. */
export const STATE_YEARS: readonly number[] = Object.keys(YEARS).map(Number);

/** The calendar of all known years, changed by what a school has typed, which wins for the days that it names. */
export function holidaysOf(free: readonly CalendarDay[], worked: readonly CalendarDay[]): Holidays {
  const own = { free: new Set(free), worked: new Set(worked) };
  const state = { free: new Set<CalendarDay>(), worked: new Set<CalendarDay>() };
  for (const [year, { free: holidays, worked: swapped }] of Object.entries(YEARS)) {
    const on = (text = ''): CalendarDay => parseIsoDay(`${year}-${text}`) ?? 0;
    for (const holiday of holidays) {
      const [from, to] = holiday.split('/');
      for (let at = on(from); at <= on(to); at++) state.free.add(at);
    }
    for (const day of swapped) state.worked.add(on(day));
  }
  return {
    free: own.free.union(state.free.difference(own.worked)),
    worked: own.worked.union(state.worked.difference(own.free)),
  };
}

/** Days before a year begins from which its missing calendar is reported: it is announced weeks earlier. */
const AHEAD = 14;

/** The year (this one or the one about to begin) with no day in the table or from the school; `null`: none. */
export function yearWithoutCalendar(
  today: CalendarDay,
  free: readonly CalendarDay[],
  worked: readonly CalendarDay[],
): number | null {
  const named = new Set([...STATE_YEARS, ...[...free, ...worked].map((day) => civilOf(day).year)]);
  return [today, today + AHEAD].map((day) => civilOf(day).year).find((year) => !named.has(year)) ?? null;
}
