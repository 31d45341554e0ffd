import { expect, it } from 'vitest';
import { shareCell } from '../../shared/report/page-rows.ts';

it.each([
  [69, 70, 0.9857],
  [238, 239, 0.9958],
  [99_999, 100_000, 0.9999],
  [100_000, 100_000, 1],
  [0, 3, 0],
])('%i of %i is shown as it is, and as the whole only when nothing is missing', (done, due, value) => {
  expect(shareCell([done, due])).toEqual({ value, format: 'percent', bar: true });
});

it('a share of nothing is no share', () => {
  expect(shareCell([0, 0])).toBe('暂无应办');
});
