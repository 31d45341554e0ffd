import { describe, expect, it } from 'vitest';
import { dayOf, formatDay, weekdayOf } from '../../shared/domain/calendar.ts';
import { holidaysOf, STATE_YEARS, yearWithoutCalendar } from '../../shared/domain/state-calendar.ts';
import { isWorkday } from '../../shared/domain/workdays.ts';
import { day } from '../support/digest-facts.ts';

const STATE = holidaysOf([], []);
const works = (text: string, holidays = STATE): boolean => isWorkday(day(text), holidays);

describe('the calendar of the State Council', () => {
  it.each([
    ['2025-01-01', '2024-12-31', '2025-01-02'],
    ['2025-02-04', '2025-01-27', '2025-02-05'],
    ['2025-10-08', '2025-09-30', '2025-10-09'],
    ['2026-01-02', '2025-12-31', '2026-01-05'],
    ['2026-02-16', '2026-02-13', '2026-02-24'],
    ['2026-05-01', '2026-04-30', '2026-05-06'],
    ['2026-05-05', '2026-04-30', '2026-05-06'],
    ['2026-06-19', '2026-06-18', '2026-06-22'],
    ['2026-10-07', '2026-09-30', '2026-10-08'],
  ])('%s is a day off between %s and %s', (free, before, after) => {
    expect([works(before), works(free), works(after)]).toEqual([true, false, true]);
  });

  it.each(['2025-01-26', '2025-04-27', '2025-10-11', '2026-01-04', '2026-02-14', '2026-05-09', '2026-09-20'])(
    '%s is a day of a week-end that is worked, and its week-end has another that is not',
    (text) => {
      expect([0, 6]).toContain(weekdayOf(day(text)));
      expect(works(text)).toBe(true);
      const other = weekdayOf(day(text)) === 6 ? day(text) + 1 : day(text) - 1;
      expect(isWorkday(other, STATE)).toBe(false);
    },
  );

  it('is worked on week-ends only, and has thirteen days off beyond week-ends', () => {
    expect(STATE_YEARS).toEqual([2025, 2026]);
    for (const year of STATE_YEARS) {
      const days = Array.from({ length: 365 }, (_, at) => dayOf(year, 1, 1) + at);
      const isWeekend = (one: number): boolean => weekdayOf(one) % 6 === 0;
      for (const one of days.filter((at) => STATE.worked.has(at))) expect(isWeekend(one), formatDay(one)).toBe(true);
      const inWeek = days.filter((at) => STATE.free.has(at) && !isWeekend(at)).length;
      const worked = days.filter((at) => STATE.worked.has(at)).length;
      // 全国年节及纪念日放假办法 (2024): thirteen days in a year; what is moved is worked on another day.
      expect(inWeek - worked).toBe(13);
    }
  });

  it('gives way to what a school has typed, day by day', () => {
    const own = holidaysOf([day('2026-05-09'), day('2026-05-20')], [day('2026-05-04')]);
    expect(works('2026-05-09', own)).toBe(false);
    expect(works('2026-05-20', own)).toBe(false);
    expect(works('2026-05-04', own)).toBe(true);
    expect(works('2026-05-05', own)).toBe(false);
  });

  it('is missed in a year of which neither it nor the school knows a day, two weeks before', () => {
    expect(yearWithoutCalendar(day('2026-12-17'), [], [])).toBeNull();
    expect(yearWithoutCalendar(day('2026-12-18'), [], [])).toBe(2027);
    expect(yearWithoutCalendar(day('2027-06-01'), [], [])).toBe(2027);
    expect(yearWithoutCalendar(day('2027-06-01'), [day('2027-01-01')], [])).toBeNull();
    expect(yearWithoutCalendar(day('2027-06-01'), [], [day('2026-05-09')])).toBe(2027);
    expect(yearWithoutCalendar(day('2024-05-01'), [], [])).toBe(2024);
  });
});
