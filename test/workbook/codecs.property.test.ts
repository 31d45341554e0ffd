import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { dayOf } from '../../shared/domain/calendar.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import { type CellType, readCell, writeCell } from '../../shared/workbook/cell-type.ts';
import type { Column } from '../../shared/workbook/column.ts';
import { isBlank } from '../../shared/workbook/grid.ts';
import { foldText, foldWord } from '../../shared/workbook/normalize.ts';
import { quickRead } from '../../shared/workbook/quick.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import { SCHOOL_TABS } from '../../shared/workbook/tabs/school.ts';

/** Every column of every input tab. */
const COLUMNS = [...Object.values(TABS), ...Object.values(SCHOOL_TABS)].flatMap(({ title, columns }) =>
  Object.values<Column<unknown>>(columns as never).map((column) => [`${title}!${column.heading}`, column] as const),
);

const words = [...new Set(COLUMNS.flatMap(([, { type }]) => type.choices))];
const piece = fc.oneof(
  fc.constantFrom(
    ...words,
    '、',
    '，',
    '-',
    '/',
    '.',
    ':',
    ' ',
    '\n',
    '（兼',
    '）',
    '年',
    '月',
    '日',
    '级',
    '“',
    '1+1',
    '无',
    '－',
  ),
  fc.constantFrom(
    '2025',
    '9',
    '01',
    '13',
    '45901',
    '20250901',
    '1,234',
    '2025-2026',
    '2025.9.4',
    '2025-02-30',
    'C-2301',
    '\u200b',
    '\u3000',
    '\u00a0',
    '\ufeff',
    '·',
  ),
  fc.string({ maxLength: 3, unit: 'grapheme' }),
);
const typed: fc.Arbitrary<RawCell> = fc.oneof(
  fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
  fc.double(),
  fc.integer(),
  fc.integer({ min: 1900, max: 80_000 }),
  fc.boolean(),
);

describe.each(COLUMNS)('%s', (_, { type }) => {
  it('reads what stands in a cell fast and thoroughly alike', () => {
    fc.assert(
      fc.property(typed, (cell) => {
        const quick = quickRead(type.quick, cell);
        if (quick === undefined) return;
        expect(isBlank(cell, false)).toBe(false);
        expect(readCell(type, cell)).toEqual({ value: quick });
      }),
      { examples: [[999_999_999_999_999], [1e15], [-999_999_999_999_999], [-1e15]] },
    );
  });

  it('gives as zod says, whose issue carries the fault', () => {
    fc.assert(
      fc.property(
        typed.filter((cell) => !isBlank(cell, true)),
        (cell) => {
          const reading = readCell(type, cell);
          const result = z.safeDecode(type.codec, cell);
          if (reading.fault) expect(result.error?.issues[0]).toMatchObject({ code: 'custom', params: reading.fault });
          else expect(result).toEqual({ success: true, data: reading.value });
        },
      ),
    );
  });

  it('writes a good value as a cell that reads as the same value', () => {
    fc.assert(
      fc.property(
        typed.filter((cell) => !isBlank(cell, true)),
        (cell) => {
          const reading = readCell(type, cell);
          if (reading.fault || isBlank(writeCell(type, reading.value), true)) return;
          expect(readCell(type, writeCell(type, reading.value))).toEqual({ value: reading.value });
        },
      ),
    );
  });
});

/** Values that the domain may hold, whether or not anybody typed them. */
const values: readonly (readonly [string, CellType<unknown>, fc.Arbitrary<unknown>])[] = [
  ['a date', TABS.activities.columns.heldOn.type, fc.integer({ min: dayOf(1, 1, 1), max: dayOf(9999, 12, 31) })],
  ['an academic year', TABS.plans.columns.academicYear.type, fc.integer({ min: 0, max: 9998 })],
  ['a count', TABS.activities.columns.expected.type, fc.nat()],
  // A zero has no sign.
  [
    'a number',
    TABS.developments.columns.trainingDays.type,
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  ],
  ['a year of entry', TABS.students.columns.entryYear.type, fc.integer({ min: 1990, max: 2100 })],
  ['text', TABS.students.columns.name.type, fc.string({ unit: 'grapheme' }).map(foldText).filter(Boolean)],
  ['an id', TABS.students.columns.id.type, fc.string({ unit: 'grapheme' }).map(foldWord).filter(Boolean)],
  ['points', SCHOOL_TABS.scheme.columns.value.type, fc.integer({ min: -1_000_000, max: 1_000_000 })],
] as unknown as readonly (readonly [string, CellType<unknown>, fc.Arbitrary<unknown>])[];

describe.each(values)('%s', (_, type, arbitrary) => {
  it('survives writing and reading', () => {
    fc.assert(
      fc.property(arbitrary, (value) => {
        expect(readCell(type, z.encode(type.codec, value))).toEqual({ value });
        expect(z.decode(type.codec, z.encode(type.codec, value))).toEqual(value);
      }),
    );
  });

  it('has words for a key', () => {
    fc.assert(fc.property(arbitrary, (value) => type.keyText(value) !== ''));
  });
});

describe.each(COLUMNS.filter(([, { type }]) => type.choices.length > 0))('%s', (_, { type }) => {
  it('reads every word of its list, fast and thoroughly', () => {
    for (const word of type.choices) {
      const reading = readCell(type, word);
      expect(reading.fault).toBeUndefined();
      if (!reading.fault) expect(type.keyText(reading.value)).toBe(word);
      if (type.quick.byWord.size > 0 || type.quick.words.length > 0) expect(quickRead(type.quick, word)).toBeDefined();
    }
  });
});
