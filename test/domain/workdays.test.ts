import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarDay, dayOf, weekdayOf } from '../../shared/domain/calendar.ts';
import {
  type Holidays,
  isProvisional,
  isWorkday,
  workdayAfter,
  workdaysBetween,
} from '../../shared/domain/workdays.ts';

const NONE: Holidays = { free: new Set(), worked: new Set() };
const ALL = Number.POSITIVE_INFINITY;
const MONDAY = dayOf(2026, 5, 11);
const holidays = (free: readonly CalendarDay[], worked: readonly CalendarDay[] = []): Holidays => ({
  free: new Set(free),
  worked: new Set(worked),
});

const anyDay = fc.integer({ min: dayOf(2000, 1, 1), max: dayOf(2050, 12, 31) });
const near = fc.integer({ min: MONDAY - 40, max: MONDAY + 40 });
const anyHolidays = fc
  .tuple(fc.uniqueArray(near, { maxLength: 20 }), fc.uniqueArray(near, { maxLength: 20 }))
  .map(([free, worked]) => holidays(free, worked));

describe('a working day', () => {
  it('is Monday to Friday, not Saturday or Sunday', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map((i) => isWorkday(MONDAY + i, NONE))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('is not a holiday', () => {
    expect(isWorkday(MONDAY, holidays([MONDAY]))).toBe(false);
    expect(isWorkday(MONDAY + 1, holidays([MONDAY]))).toBe(true);
  });

  it('is a weekend day that is worked instead', () => {
    const saturday = MONDAY + 5;
    expect(isWorkday(saturday, holidays([], [saturday]))).toBe(true);
    expect(isWorkday(saturday + 1, holidays([], [saturday]))).toBe(false);
  });

  it('is a day that both lists name: it is worked', () => {
    expect(isWorkday(MONDAY, holidays([MONDAY], [MONDAY]))).toBe(true);
  });
});

describe('working days between two days', () => {
  it('counts both ends', () => {
    expect(workdaysBetween(MONDAY, MONDAY, NONE, ALL)).toBe(1);
    expect(workdaysBetween(MONDAY, MONDAY + 3, NONE, ALL)).toBe(4);
    expect(workdaysBetween(MONDAY, MONDAY + 4, NONE, ALL)).toBe(5);
  });

  it('passes over the weekend: Thursday to Wednesday is five', () => {
    expect(workdaysBetween(MONDAY + 3, MONDAY + 8, NONE, ALL)).toBe(4);
    expect(workdaysBetween(MONDAY + 3, MONDAY + 9, NONE, ALL)).toBe(5);
  });

  it('is nothing on a weekend alone, and nothing where the end is before the beginning', () => {
    expect(workdaysBetween(MONDAY + 5, MONDAY + 6, NONE, ALL)).toBe(0);
    expect(workdaysBetween(MONDAY, MONDAY - 1, NONE, ALL)).toBe(0);
  });

  it('stops counting at what is enough, however far the end is', () => {
    expect(workdaysBetween(MONDAY, MONDAY + 4, NONE, 5)).toBe(5);
    expect(workdaysBetween(MONDAY, MONDAY + 40_000_000_000, NONE, 5)).toBe(5);
    expect(workdaysBetween(MONDAY, MONDAY + 4, NONE, 0)).toBe(0);
  });

  it('is five in every seven days that follow one another, without holidays', () => {
    fc.assert(fc.property(anyDay, (from) => workdaysBetween(from, from + 6, NONE, ALL) === 5));
  });

  it('is the sum over two spans that meet', () => {
    fc.assert(
      fc.property(near, fc.nat(60), fc.nat(60), anyHolidays, (from, first, second, given) => {
        const middle = from + first;
        const to = middle + 1 + second;
        expect(workdaysBetween(from, middle, given, ALL) + workdaysBetween(middle + 1, to, given, ALL)).toBe(
          workdaysBetween(from, to, given, ALL),
        );
      }),
    );
  });

  it('changes by one for each weekday that becomes a holiday and each weekend day that is worked', () => {
    fc.assert(
      fc.property(near, (day) => {
        const isWeekend = weekdayOf(day) === 0 || weekdayOf(day) === 6;
        const span = (given: Holidays): number => workdaysBetween(day - 10, day + 10, given, ALL);
        expect(span(holidays([day]))).toBe(span(NONE) - (isWeekend ? 0 : 1));
        expect(span(holidays([], [day]))).toBe(span(NONE) + (isWeekend ? 1 : 0));
      }),
    );
  });
});

describe('the last day of a span of working days', () => {
  it('is Friday for five days from Monday, and Friday of next week for five from Saturday', () => {
    expect(workdayAfter(MONDAY, 1, NONE)).toBe(MONDAY);
    expect(workdayAfter(MONDAY, 5, NONE)).toBe(MONDAY + 4);
    expect(workdayAfter(MONDAY, 6, NONE)).toBe(MONDAY + 7);
    expect(workdayAfter(MONDAY + 5, 5, NONE)).toBe(MONDAY + 11);
  });

  it('is the first day on which the count is reached', () => {
    fc.assert(
      fc.property(near, fc.integer({ min: 1, max: 60 }), anyHolidays, (from, count, given) => {
        const to = workdayAfter(from, count, given);
        expect(workdaysBetween(from, to, given, ALL)).toBe(count);
        expect(workdaysBetween(from, to - 1, given, ALL)).toBe(count - 1);
        expect(isWorkday(to, given)).toBe(true);
      }),
    );
  });
});

describe('a result is provisional', () => {
  it('only where neither holidays nor worked weekends are given', () => {
    expect(isProvisional(NONE)).toBe(true);
    expect(isProvisional(holidays([MONDAY]))).toBe(false);
    expect(isProvisional(holidays([], [MONDAY]))).toBe(false);
  });
});
