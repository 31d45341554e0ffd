import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toRawTab } from '../../functions/template/sheet-plan.ts';
import { visibleText } from '../../shared/domain/visible-text.ts';
import type { RawCell, RawTab } from '../../shared/sheet/raw.ts';
import { readCell } from '../../shared/workbook/cell-type.ts';
import type { Column } from '../../shared/workbook/column.ts';
import { isBlank } from '../../shared/workbook/grid.ts';
import { bareTitle, foldHeading, foldText, foldWord } from '../../shared/workbook/normalize.ts';
import { parseSettings } from '../../shared/workbook/parse-settings.ts';
import { parseWorkbook } from '../../shared/workbook/parse-workbook.ts';
import { quickRead } from '../../shared/workbook/quick.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import { SCHOOL_TABS } from '../../shared/workbook/tabs/school.ts';
import { sampleOf } from '../cli/init/judged-sample.ts';

/** One of every kind: soft hyphen, joiners, fillers, marks of direction, variation selectors, tags beyond the first plane. */
const INVISIBLE = [
  '\u00ad',
  '\u034f',
  '\u061c',
  '\u115f',
  '\u17b4',
  '\u180e',
  '\u200b',
  '\u200c',
  '\u200d',
  '\u200e',
  '\u200f',
  '\u202a',
  '\u202e',
  '\u2060',
  '\u2066',
  '\u2069',
  '\u3164',
  '\ufe0f',
  '\ufeff',
  '\uffa0',
  '\u{e0020}',
  '\u{e0101}',
];

/** The text with invisible characters between those of it, by a row of numbers. */
function sprinkled(text: string, places: readonly (readonly [at: number, which: number])[]): string {
  const characters = Array.from(text);
  for (const [at, which] of places) {
    characters.splice(at % (characters.length + 1), 0, INVISIBLE[which % INVISIBLE.length] as string);
  }
  return characters.join('');
}

const places = fc.array(fc.tuple(fc.nat(40), fc.nat(INVISIBLE.length - 1)), { minLength: 1, maxLength: 6 });
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '学号（必填）',
    '1. 组织',
    '电信2301班',
    '主题党日',
    '2025-09-01',
    'C1、C2',
    '“红色 1+1”',
    '－',
    '①',
    'ﬁ',
  ),
);

describe('characters that nobody sees', () => {
  it('change no text, word, heading or title, wherever they stand', () => {
    fc.assert(
      fc.property(anyText, places, (text, at) => {
        const hidden = sprinkled(text, at);
        for (const fold of [visibleText, foldText, foldWord, foldHeading, bareTitle]) {
          expect(fold(hidden)).toBe(fold(text));
        }
      }),
      { numRuns: 500 },
    );
  });

  const columns = [...Object.values(TABS), ...Object.values(SCHOOL_TABS)].flatMap(({ title, columns: all }) =>
    Object.values<Column<unknown>>(all as never).map((column) => [`${title}!${column.heading}`, column] as const),
  );
  it.each(columns)('change nothing in a cell of %s, fast or thorough', (_, { type }) => {
    const cells = fc.oneof(
      anyText,
      fc.constantFrom('2025年9月1日', '2025-2026', '1,234', '是', '2023级', ...type.choices),
    );
    fc.assert(
      fc.property(cells, places, (cell, at) => {
        const hidden = sprinkled(cell, at);
        expect(isBlank(hidden, false)).toBe(isBlank(cell, false));
        if (isBlank(cell, true)) return;
        expect(readCell(type, hidden)).toEqual(readCell(type, cell));
        const quick = quickRead(type.quick, hidden);
        if (quick !== undefined) expect(readCell(type, hidden)).toEqual({ value: quick });
      }),
    );
  });

  it('change nothing in a whole college and its school workbook', () => {
    const { colleges, school } = sampleOf('隐形', '2026-03-15', { colleges: 1, studentsPerCollege: 60 });
    const tabs = colleges[0]?.plan.sheets.map(toRawTab) ?? [];
    const settings = school.sheets.map(toRawTab);
    const plain = parseWorkbook({ version: '', tabs }, 0, []);
    const plainSettings = parseSettings({ version: '', tabs: settings }, ['ORG-01']);
    fc.assert(
      fc.property(places, fc.nat(6), (at, step) => {
        const all = parseWorkbook({ version: '', tabs: tabs.map((tab) => hideIn(tab, at, step)) }, 0, []);
        expect(untitled(all)).toEqual(untitled(plain));
        const hidden = parseSettings({ version: '', tabs: settings.map((tab) => hideIn(tab, at, step)) }, ['ORG-01']);
        expect(hidden).toEqual(plainSettings);
      }),
      { numRuns: 12 },
    );
  });
});

/** Invisible characters in the title and in every cell but each so many. */
function hideIn(tab: RawTab, at: readonly (readonly [number, number])[], step: number): RawTab {
  const hide = (cell: RawCell, index: number): RawCell =>
    typeof cell === 'string' && cell !== '' && index % (step + 1) === 0 ? sprinkled(cell, at) : cell;
  return { ...tab, title: sprinkled(tab.title, at), rows: tab.rows.map((row) => row.map(hide)) };
}

/** The title of a tab stays as it stands in the workbook, for links. */
function untitled({ tabs, issues }: ReturnType<typeof parseWorkbook>): unknown {
  return { issues, tabs: Object.values(tabs).map((tab) => ({ ...tab, title: '' })) };
}
