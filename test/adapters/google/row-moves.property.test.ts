import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planRows } from '../../../functions/adapters/google/row-moves.ts';

const keys = fc.array(fc.option(fc.constantFrom(...'abcdefghijkl'), { nil: null, freq: 6 }), { maxLength: 16 });

/** Carries out a plan on rows that carry the place they had. */
function carryOut(count: number, { deletions, moves, insertions }: ReturnType<typeof planRows>): (number | null)[] {
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
      const plan = planRows(standing, wanted);
      expect(carryOut(standing.length, plan)).toEqual(plan.origins);
      for (const [at, origin] of plan.origins.entries()) if (origin !== null) expect(standing[origin]).toBe(wanted[at]);
      const there = new Set(standing);
      const first = wanted.filter((key, at) => key !== null && wanted.indexOf(key) === at && there.has(key));
      expect(plan.origins.filter((origin) => origin !== null)).toHaveLength(first.length);
    }),
  );
});

test('one row that goes to the end is one move', () => {
  const plan = planRows([...'abcdef'], [...'bcdefa']);
  expect(plan.moves).toEqual([{ from: 0, to: 6 }]);
});
