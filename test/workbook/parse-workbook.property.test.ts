import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TabKey } from '../../shared/domain/school.ts';
import type { RawCell, RawMerge, RawTab } from '../../shared/sheet/raw.ts';
import type { Column } from '../../shared/workbook/column.ts';
import { parseSettings } from '../../shared/workbook/parse-settings.ts';
import { parseWorkbook } from '../../shared/workbook/parse-workbook.ts';
import { keyOf } from '../../shared/workbook/row-key.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import { SCHOOL_TABS } from '../../shared/workbook/tabs/school.ts';
import { book } from './grids.ts';

const SPECS = [...Object.values(TABS), ...Object.values(SCHOOL_TABS)].map(({ title, columns }) => ({
  title,
  headings: Object.values<Column<unknown>>(columns as never).map(({ heading }) => heading),
  words: Object.values<Column<unknown>>(columns as never).flatMap(({ type }) => type.choices),
}));

const anyCell = (words: readonly string[]): fc.Arbitrary<RawCell> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    {
      weight: 3,
      arbitrary: fc.constantFrom<RawCell>(
        '',
        '-',
        '2025-2026',
        '2025.09',
        '2025-09-01',
        'C1、C2',
        '1/2',
        0,
        45_901,
        20_250_901,
        2023,
        1.5,
        ...words,
      ),
    },
    {
      weight: 2,
      arbitrary: fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 8 }),
        fc.double(),
        fc.boolean(),
        fc.record({ error: fc.string() }),
      ),
    },
  );

const edge = fc.nat(12);
const merge: fc.Arbitrary<RawMerge> = fc.tuple(edge, edge, edge, edge).map(([a, b, c, d]) => ({
  top: Math.min(a, c),
  left: Math.min(b, d),
  bottom: Math.max(a, c),
  right: Math.max(b, d),
}));

/** A tab that is an input tab more or less. */
const tab: fc.Arbitrary<RawTab> = fc.constantFrom(...SPECS).chain(({ title, headings, words }) =>
  fc.record({
    title: fc.constantFrom(title, `1.${title}`, ` ${title} `),
    rows: fc
      .tuple(
        fc.array(fc.array(anyCell(words), { maxLength: 3 }), { maxLength: 2 }),
        fc.shuffledSubarray(headings, { minLength: Math.ceil(headings.length / 2) }),
        fc.array(fc.array(anyCell(words), { maxLength: headings.length + 1 }), { maxLength: 8 }),
      )
      .map(([above, row, below]) => [...above, row, ...below]),
    merges: fc.array(merge, { maxLength: 3 }),
  }),
);

const workbook = fc.array(tab, { maxLength: 4 }).map((tabs) => book(...tabs));
const KEYS = Object.keys(TABS) as TabKey[];

describe('any workbook', () => {
  it('is read as a college workbook without an exception, and every issue has its place', () => {
    fc.assert(
      fc.property(workbook, (raw) => {
        const { tabs, issues } = parseWorkbook(raw, 0, []);
        for (const { kind, row, text, tab } of issues) {
          expect(text.length).toBeLessThanOrEqual(60);
          expect(row === null).toBe(kind === 'missingTab' || kind === 'missingHeading' || kind === 'repeatedHeading');
          expect(tabs[tab]).toBeDefined();
        }
      }),
    );
  });

  it('gives every row a key without an empty part, and its issues the same', () => {
    fc.assert(
      fc.property(workbook, (raw) => {
        const { tabs, issues } = parseWorkbook(raw, 0, []);
        const keys = new Map<string, readonly string[]>();
        for (const key of KEYS) {
          for (const row of tabs[key].rows) keys.set(`${key} ${row.row}`, keyOf(key, row as never, tabs[key].oddKeys));
        }
        for (const key of keys.values()) {
          expect(key.length).toBeGreaterThan(0);
          expect(key.every(Boolean)).toBe(true);
        }
        for (const { tab, row, key, kind } of issues) {
          const known = keys.get(`${tab} ${row}`);
          if (known && kind !== 'merged') expect(key).toEqual(known);
        }
      }),
    );
  });

  it('is read alike twice', () => {
    fc.assert(
      fc.property(workbook, (raw) => {
        expect(parseWorkbook(raw, 0, [])).toEqual(parseWorkbook(raw, 0, []));
      }),
    );
  });

  it('is read as a school workbook without an exception, and what does not parse has words', () => {
    fc.assert(
      fc.property(workbook, (raw) => {
        const { issues, scheme, schemeBroken } = parseSettings(raw, ['ORG-01', 'DEC-01']);
        for (const { message, advice, key } of issues) {
          expect(message).toMatch(/。$/);
          expect(advice).toMatch(/^(?:请|最接近的是)/);
          expect(key.length).toBeGreaterThan(0);
        }
        if (scheme === null) expect(schemeBroken).toBe(false);
      }),
    );
  });
});
