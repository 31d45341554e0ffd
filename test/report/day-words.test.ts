import { describe, expect, it } from 'vitest';
import { periodsOf } from '../../shared/domain/periods.ts';
import { PeriodKind } from '../../shared/domain/vocabulary.ts';
import { periodWords } from '../../shared/report/day-words.ts';

describe('periods and days as people say them', () => {
  it.each([
    ['2025-11', '2025 年 11 月'],
    ['2025-2026-Q1', '2025 年 9 月至 11 月'],
    ['2025-2026-Q2', '2025 年 12 月至 2026 年 2 月'],
    ['2025-2026-1', '2025 年秋季学期'],
    ['2025-2026-2', '2026 年春季学期'],
    ['2025-2026', '2025-2026 学年'],
    ['2025-11-19', '2025 年 11 月 19 日'],
    ['2025-2027', null],
    ['2025-2026-3', null],
    ['2025-13', null],
    ['书记', null],
  ])('%s → %s', (name, words) => {
    expect(periodWords(name)).toBe(words);
  });

  it('know every period there is', () => {
    for (const kind of Object.values(PeriodKind))
      for (const { name } of periodsOf(kind, 2025)) expect(periodWords(name), name).not.toBeNull();
  });
});
