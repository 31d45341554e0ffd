import fc from 'fast-check';
import { expect, test } from 'vitest';
import { END_OF_OURS, ourRange, planNotes, withOurText } from '../../shared/sheet/note-plan.ts';

const PREFIX = '【协同校验】';
const note = (row: number, column: string, text: string, tab = '花名册') => ({ tab, row, column, text });

test('several notes on one cell stand below one another, in one text with one prefix', () => {
  const planned = planNotes([
    note(2, 'b', `${PREFIX}甲`),
    note(1, 'A', '没有前缀'),
    note(2, 'B', '乙'),
    note(2, 'B', '丙', '组织'),
  ]);
  expect([...planned]).toEqual([
    [
      '花名册',
      [
        { row: 1, column: 1, text: `${PREFIX}甲\n乙` },
        { row: 0, column: 0, text: `${PREFIX}没有前缀` },
      ],
    ],
    ['组织', [{ row: 1, column: 1, text: `${PREFIX}丙` }]],
  ]);
});

test.each([
  [0, 'A'],
  [-1, 'A'],
  [1, ''],
  [1, 'ABCD'],
  [1, '甲'],
  [1, 'A1'],
])('row %i and column %j are no place', (row, column) => {
  expect([...planNotes([note(row, column, '甲')])]).toEqual([]);
});

test('a note is cut where nobody would read on, and never ends before its end', () => {
  const long = planNotes([note(1, 'A', `${PREFIX}${'长'.repeat(9_000)}${END_OF_OURS}`)]).get('花名册')?.[0]?.text ?? '';
  expect([long.length, long.at(-1), long.includes(END_OF_OURS)]).toEqual([8_000, '…', false]);
});

const words = fc.string({ unit: fc.constantFrom('甲', '乙', '\n', ' ', '【', 'a'), maxLength: 12 });
const ours = words.map((text) => `${PREFIX}${text}`);

test('whatever stood in a note stands there again when ours has gone, and ours comes back as it was put there', () => {
  fc.assert(
    fc.property(words, ours, ours, (user, first, second) => {
      const both = withOurText(user, first);
      expect(withOurText(both, first)).toBe(both);
      expect(withOurText(both, second)).toBe(withOurText(user, second));
      expect(withOurText(both, null)).toBe(user);
    }),
  );
});

test('what a user types below ours stays below it', () => {
  fc.assert(
    fc.property(words, ours, words, ours, (above, first, below, second) => {
      const typed = withOurText(above, first) + below;
      expect(withOurText(typed, second)).toBe(withOurText(above, second) + below);
      expect(withOurText(typed, null)).toBe(above + below);
    }),
  );
});

test('the prefix within a line is a user quoting us', () => {
  expect(ourRange(`见${PREFIX}甲`)).toBeNull();
  expect(withOurText(`见${PREFIX}甲`, `${PREFIX}乙`)).toBe(`见${PREFIX}甲\n${PREFIX}乙${END_OF_OURS}`);
  expect(ourRange(`见\n${PREFIX}甲`)).toEqual({ from: 1, to: 9 });
});
