import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planMoves, type RowMoves } from '../../../functions/adapters/google/row-moves.ts';

const keys = fc.array(fc.option(fc.constantFrom(...'abcdefghijkl'), { nil: null, freq: 6 }), { maxLength: 16 });

function planned(standing: readonly (string | null)[], wanted: readonly (string | null)[]): RowMoves {
  return planMoves(standing, wanted) ?? expect.fail('too many moves');
}

/** Carries out a plan on rows that carry the place they had. */
function carryOut(count: number, { deletions, moves, insertions }: RowMoves): (number | null)[] {
  const rows: (number | null)[] = Array.from({ length: count }, (_, at) => at);
  for (const { start, end } of deletions) rows.splice(start, end - start);
  for (const { from, to } of moves) {
    expect(to < from || to > from + 1).toBe(true);
    const [row] = rows.splice(from, 1);
    rows.splice(to > from ? to - 1 : to, 0, row ?? null);
  }
  for (const { start, end } of insertions) rows.splice(start, 0, ...Array.from({ length: end - start }, () => null));
  return rows;
}

test('every row ends where it is wanted, and rows in order stay where they are', () => {
  fc.assert(
    fc.property(keys, keys, (standing, wanted) => {
      const plan = planned(standing, wanted);
      expect(carryOut(standing.length, plan)).toEqual(plan.origins);
      for (const [at, origin] of plan.origins.entries()) if (origin !== null) expect(standing[origin]).toBe(wanted[at]);
      const there = new Set(standing);
      const first = wanted.filter((key, at) => key !== null && wanted.indexOf(key) === at && there.has(key));
      expect(plan.origins.filter((origin) => origin !== null)).toHaveLength(first.length);
    }),
  );
});

test('one row that goes to the end is one move', () => {
  const plan = planned([...'abcdef'], [...'bcdefa']);
  expect(plan.moves).toEqual([{ from: 0, to: 6 }]);
});

test('a thousand rows are moved, one more is not: the tab is then written anew', () => {
  const keys = (count: number) => Array.from({ length: count }, (_, at) => `K-${at}`);
  // Of a list turned around one row stays.
  expect(planMoves(keys(1_001), keys(1_001).reverse())?.moves).toHaveLength(1_000);
  expect(planMoves(keys(1_002), keys(1_002).reverse())).toBeNull();
  expect(planMoves(keys(50_000), keys(50_000).reverse())).toBeNull();
});
