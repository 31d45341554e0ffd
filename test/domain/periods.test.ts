import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDayOf, formatDay, isInYear, lastDayOf, parseIsoDay } from '../../shared/domain/calendar.ts';
import { dutyMonthsOf, type Period, periodIndexOf, periodsOf } from '../../shared/domain/periods.ts';
import { PeriodKind } from '../../shared/domain/vocabulary.ts';

const KINDS = Object.values(PeriodKind);
const years = fc.integer({ min: 1990, max: 2100 });
const shown = ({ name, from, to }: Period): string => `${name}: ${formatDay(from)} – ${formatDay(to)}`;

describe('the periods of an academic year', () => {
  it('are twelve months from September to August', () => {
    expect(periodsOf(PeriodKind.month, 2025).map(shown)).toEqual([
      '2025-09: 2025-09-01 – 2025-09-30',
      '2025-10: 2025-10-01 – 2025-10-31',
      '2025-11: 2025-11-01 – 2025-11-30',
      '2025-12: 2025-12-01 – 2025-12-31',
      '2026-01: 2026-01-01 – 2026-01-31',
      '2026-02: 2026-02-01 – 2026-02-28',
      '2026-03: 2026-03-01 – 2026-03-31',
      '2026-04: 2026-04-01 – 2026-04-30',
      '2026-05: 2026-05-01 – 2026-05-31',
      '2026-06: 2026-06-01 – 2026-06-30',
      '2026-07: 2026-07-01 – 2026-07-31',
      '2026-08: 2026-08-01 – 2026-08-31',
    ]);
  });

  it('are four quarters, the second of which ends with February', () => {
    expect(periodsOf(PeriodKind.quarter, 2025).map(shown)).toEqual([
      '2025-2026-Q1: 2025-09-01 – 2025-11-30',
      '2025-2026-Q2: 2025-12-01 – 2026-02-28',
      '2025-2026-Q3: 2026-03-01 – 2026-05-31',
      '2025-2026-Q4: 2026-06-01 – 2026-08-31',
    ]);
    expect(periodsOf(PeriodKind.quarter, 2023).map(shown)[1]).toBe('2023-2024-Q2: 2023-12-01 – 2024-02-29');
  });

  it('are two terms, autumn to the end of January and spring to the end of August', () => {
    expect(periodsOf(PeriodKind.term, 2025).map(shown)).toEqual([
      '2025-2026-1: 2025-09-01 – 2026-01-31',
      '2025-2026-2: 2026-02-01 – 2026-08-31',
    ]);
  });

  it('are the year itself', () => {
    expect(periodsOf(PeriodKind.year, 2025).map(shown)).toEqual(['2025-2026: 2025-09-01 – 2026-08-31']);
  });

  it('follow each other without gap or overlap from its first day to its last', () => {
    fc.assert(
      fc.property(years, fc.constantFrom(...KINDS), (year, kind) => {
        const periods = periodsOf(kind, year);
        expect(periods[0]?.from).toBe(firstDayOf(year));
        expect(periods.at(-1)?.to).toBe(lastDayOf(year));
        for (const [i, period] of periods.entries()) {
          expect(period.from).toBeLessThanOrEqual(period.to);
          if (i > 0) expect(period.from).toBe((periods[i - 1] as Period).to + 1);
        }
      }),
    );
  });

  it('hold every day of the year exactly once, by the platform’s calendar', () => {
    const monthsOf = { [PeriodKind.month]: 1, [PeriodKind.quarter]: 3, [PeriodKind.year]: 12 } as const;
    fc.assert(
      fc.property(years, fc.nat(400), fc.constantFrom(...KINDS), (year, offset, kind) => {
        const day = firstDayOf(year) + offset;
        const index = periodIndexOf(periodsOf(kind, year), day);
        if (!isInYear(day, year)) {
          expect(index).toBe(-1);
          return;
        }
        const monthOfYear = (new Date(Date.UTC(1899, 11, 30 + day)).getUTCMonth() + 4) % 12;
        expect(index).toBe(
          kind === PeriodKind.term ? (monthOfYear < 5 ? 0 : 1) : Math.floor(monthOfYear / monthsOf[kind]),
        );
      }),
    );
  });

  it('do not hold the day before and the day after', () => {
    for (const kind of KINDS) {
      expect(periodIndexOf(periodsOf(kind, 2025), parseIsoDay('2025-08-31') as number)).toBe(-1);
      expect(periodIndexOf(periodsOf(kind, 2025), parseIsoDay('2026-09-01') as number)).toBe(-1);
    }
  });
});

describe('the months that carry a duty', () => {
  it('are those outside 假期月份', () => {
    expect(dutyMonthsOf(2025, [2, 7, 8]).map(({ name }) => name)).toEqual([
      '2025-09',
      '2025-10',
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-03',
      '2026-04',
      '2026-05',
      '2026-06',
    ]);
  });

  it('are all of them where there are no 假期月份, and none where all are', () => {
    expect(dutyMonthsOf(2025, [])).toHaveLength(12);
    expect(dutyMonthsOf(2025, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])).toEqual([]);
  });
});
