import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  academicYearOf,
  addMonths,
  ageOn,
  birthdayOf,
  type CalendarDay,
  civilOf,
  dayIfExists,
  dayOf,
  daysInMonth,
  deadlineIn,
  firstDayOf,
  formatAcademicYear,
  formatDay,
  isInYear,
  isLeapYear,
  lastDayOf,
  parseIsoDay,
  weekdayOf,
} from '../../shared/domain/calendar.ts';

const MS = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);
/** The same day by the platform's calendar. */
const dateOf = (day: CalendarDay): Date => new Date(EPOCH + day * MS);
const dayOfDate = (date: Date): CalendarDay => (date.getTime() - EPOCH) / MS;
const utc = (year: number, month: number, day: number): Date => {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
};
/** 0001-01-01 to 9999-12-31. */
const anyDay = fc.integer({ min: dayOfDate(utc(1, 1, 1)), max: dayOfDate(utc(9999, 12, 31)) });
const recentDay = fc.integer({ min: dayOfDate(utc(1900, 1, 1)), max: dayOfDate(utc(2100, 12, 31)) });
const iso = (text: string): CalendarDay => {
  const day = parseIsoDay(text);
  if (day === null) throw new Error(`no such day: ${text}`);
  return day;
};

describe('a day', () => {
  it('is the number that a spreadsheet keeps for it', () => {
    expect(dayOf(1899, 12, 30)).toBe(0);
    expect(dayOf(1900, 3, 1)).toBe(61);
    expect(dayOf(1970, 1, 1)).toBe(25_569);
    expect(dayOf(2025, 9, 1)).toBe(45_901);
  });

  it('agrees with the platform on year, month, day and weekday', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const date = dateOf(day);
        expect(civilOf(day)).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
        });
        expect(weekdayOf(day)).toBe(date.getUTCDay());
        expect(formatDay(day)).toBe(date.toISOString().slice(0, 10));
      }),
    );
  });

  it('comes back from its year, month and day, and from its text', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const civil = civilOf(day);
        expect(dayOf(civil.year, civil.month, civil.day)).toBe(day);
        expect(dayIfExists(civil.year, civil.month, civil.day)).toBe(day);
        expect(parseIsoDay(formatDay(day))).toBe(day);
      }),
    );
  });

  it('is followed by the next one', () => {
    expect(dayOf(2024, 2, 29) - dayOf(2024, 2, 28)).toBe(1);
    expect(dayOf(2024, 3, 1) - dayOf(2024, 2, 28)).toBe(2);
    expect(dayOf(2025, 3, 1) - dayOf(2025, 2, 28)).toBe(1);
    expect(dayOf(2026, 1, 1) - dayOf(2025, 12, 31)).toBe(1);
    expect(dayOf(2026, 5, 11) - dayOf(2026, 5, 10)).toBe(1);
  });
});

describe('a date that does not exist', () => {
  it('is none', () => {
    expect(dayIfExists(2025, 2, 29)).toBeNull();
    expect(dayIfExists(2024, 2, 30)).toBeNull();
    expect(dayIfExists(2025, 4, 31)).toBeNull();
    expect(dayIfExists(2025, 0, 1)).toBeNull();
    expect(dayIfExists(2025, 13, 1)).toBeNull();
    expect(dayIfExists(2025, 1, 0)).toBeNull();
    expect(dayIfExists(0, 1, 1)).toBeNull();
  });

  it('is exactly what the platform would move elsewhere', () => {
    const years = fc.integer({ min: 1, max: 9999 });
    fc.assert(
      fc.property(years, fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 33 }), (year, month, day) => {
        const date = utc(year, month, day);
        const exists = date.getUTCFullYear() === year && date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
        expect(dayIfExists(year, month, day)).toBe(exists ? dayOfDate(date) : null);
      }),
    );
  });

  it('is not read from text either, nor is any other spelling', () => {
    for (const text of ['2025-02-29', '2025-9-1', '20250901', '2025-09-01 ', '2025-09-01T00:00', '', '二〇二五'])
      expect(parseIsoDay(text)).toBeNull();
  });
});

describe('months and years', () => {
  it('have the days of the Gregorian calendar', () => {
    expect([2023, 2024, 2100, 2000].map(isLeapYear)).toEqual([false, true, false, true]);
    expect([2023, 2024, 2100, 2000].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9998 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        expect(daysInMonth(year, month)).toBe(utc(year, month + 1, 0).getUTCDate());
      }),
    );
  });
});

describe('adding months', () => {
  it('keeps the day', () => {
    expect(formatDay(addMonths(iso('2025-09-15'), 1))).toBe('2025-10-15');
    expect(formatDay(addMonths(iso('2025-12-15'), 1))).toBe('2026-01-15');
    expect(formatDay(addMonths(iso('2025-09-15'), 12))).toBe('2026-09-15');
    expect(formatDay(addMonths(iso('2025-01-15'), -1))).toBe('2024-12-15');
    expect(formatDay(addMonths(iso('2025-01-15'), 0))).toBe('2025-01-15');
  });

  it('clamps to the end of a shorter month', () => {
    expect(formatDay(addMonths(iso('2025-01-28'), 1))).toBe('2025-02-28');
    expect(formatDay(addMonths(iso('2025-01-29'), 1))).toBe('2025-02-28');
    expect(formatDay(addMonths(iso('2025-01-31'), 1))).toBe('2025-02-28');
    expect(formatDay(addMonths(iso('2024-01-31'), 1))).toBe('2024-02-29');
    expect(formatDay(addMonths(iso('2025-03-31'), 1))).toBe('2025-04-30');
    expect(formatDay(addMonths(iso('2024-02-29'), 12))).toBe('2025-02-28');
    expect(formatDay(addMonths(iso('2024-02-29'), 48))).toBe('2028-02-29');
    expect(formatDay(addMonths(iso('2025-08-31'), 6))).toBe('2026-02-28');
  });

  it('does not stretch the last day of a month to the last day of a longer one', () => {
    expect(formatDay(addMonths(iso('2025-02-28'), 1))).toBe('2025-03-28');
    expect(formatDay(addMonths(iso('2025-04-30'), 1))).toBe('2025-05-30');
  });

  it('lands in the month that many later, on the same day or on that month’s last', () => {
    fc.assert(
      fc.property(recentDay, fc.integer({ min: -600, max: 600 }), (day, months) => {
        const date = dateOf(day);
        const lastOfMonth = utc(date.getUTCFullYear(), date.getUTCMonth() + 1 + months + 1, 0);
        const wanted = Math.min(date.getUTCDate(), lastOfMonth.getUTCDate());
        lastOfMonth.setUTCDate(wanted);
        expect(addMonths(day, months)).toBe(dayOfDate(lastOfMonth));
      }),
    );
  });

  it('never brings a later day before an earlier one', () => {
    fc.assert(
      fc.property(recentDay, fc.nat(400), fc.integer({ min: -60, max: 60 }), (day, later, months) => {
        expect(addMonths(day, months)).toBeLessThanOrEqual(addMonths(day + later, months));
      }),
    );
  });
});

describe('age', () => {
  it('grows on the birthday', () => {
    const born = iso('2007-09-15');
    expect(ageOn(born, iso('2025-09-14'))).toBe(17);
    expect(ageOn(born, iso('2025-09-15'))).toBe(18);
    expect(ageOn(born, iso('2025-09-16'))).toBe(18);
    expect(ageOn(born, born)).toBe(0);
  });

  it('grows on 1 March of a common year for those born on 29 February', () => {
    const born = iso('2004-02-29');
    expect(ageOn(born, iso('2022-02-28'))).toBe(17);
    expect(ageOn(born, iso('2022-03-01'))).toBe(18);
    expect(ageOn(born, iso('2024-02-28'))).toBe(19);
    expect(ageOn(born, iso('2024-02-29'))).toBe(20);
    expect(formatDay(birthdayOf(born, 18))).toBe('2022-03-01');
    expect(formatDay(birthdayOf(born, 20))).toBe('2024-02-29');
  });

  it('is the number of birthdays that have come', () => {
    fc.assert(
      fc.property(recentDay, fc.integer({ min: 0, max: 100 }), (born, years) => {
        const birthday = birthdayOf(born, years);
        expect(ageOn(born, birthday)).toBe(years);
        expect(ageOn(born, birthday - 1)).toBe(years - 1);
        expect(ageOn(born, birthday + 1)).toBe(years);
        // The platform moves 29 February of a common year to 1 March by itself.
        const civil = civilOf(born);
        expect(birthday).toBe(dayOfDate(utc(civil.year + years, civil.month, civil.day)));
      }),
    );
  });
});

describe('the academic year', () => {
  it('runs from 1 September to 31 August', () => {
    expect(academicYearOf(iso('2025-08-31'))).toBe(2024);
    expect(academicYearOf(iso('2025-09-01'))).toBe(2025);
    expect(academicYearOf(iso('2025-12-31'))).toBe(2025);
    expect(academicYearOf(iso('2026-01-01'))).toBe(2025);
    expect(academicYearOf(iso('2026-08-31'))).toBe(2025);
    expect(academicYearOf(iso('2026-09-01'))).toBe(2026);
    expect(formatDay(firstDayOf(2025))).toBe('2025-09-01');
    expect(formatDay(lastDayOf(2025))).toBe('2026-08-31');
    expect(formatAcademicYear(2025)).toBe('2025-2026');
  });

  it('holds its first and its last day, and neither neighbour', () => {
    expect(['2025-08-31', '2025-09-01', '2026-08-31', '2026-09-01'].map((day) => isInYear(iso(day), 2025))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('is the only one that holds a day', () => {
    fc.assert(
      fc.property(recentDay, (day) => {
        const year = academicYearOf(day);
        expect([year - 1, year, year + 1].filter((one) => isInYear(day, one))).toEqual([year]);
        expect(firstDayOf(year + 1) - lastDayOf(year)).toBe(1);
      }),
    );
  });
});

describe('a deadline', () => {
  const dayIn = (year: number, month: number, day: number): string => formatDay(deadlineIn(year, { month, day }));

  it('lies in the first calendar year from September on, else in the second', () => {
    expect(dayIn(2025, 8, 31)).toBe('2026-08-31');
    expect(dayIn(2025, 9, 1)).toBe('2025-09-01');
    expect(dayIn(2025, 10, 31)).toBe('2025-10-31');
    expect(dayIn(2025, 12, 31)).toBe('2025-12-31');
    expect(dayIn(2025, 1, 1)).toBe('2026-01-01');
    expect(dayIn(2025, 6, 30)).toBe('2026-06-30');
  });

  it('on 29 February is the last of February in a common year', () => {
    expect(dayIn(2024, 2, 29)).toBe('2025-02-28');
    expect(dayIn(2023, 2, 29)).toBe('2024-02-29');
  });

  it('always lies in its academic year', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1990, max: 2100 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 31 }),
        (year, month, day) => {
          expect(isInYear(deadlineIn(year, { month, day }), year)).toBe(true);
        },
      ),
    );
  });
});
