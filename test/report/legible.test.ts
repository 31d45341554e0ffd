import { beforeAll, describe, expect, it } from 'vitest';
import { makeSample } from '../../functions/sample/make-sample.ts';
import { schoolWorkbook } from '../../functions/template/school-workbook.ts';
import { toRawTab } from '../../functions/template/sheet-plan.ts';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import { COLLEGE_OUTPUT_TABS, SCHOOL_OUTPUT_TABS } from '../../shared/report/output-tabs.ts';
import { plainValue, type TabImage } from '../../shared/sheet/image.ts';
import { BAR, HEADING, LINK_TEXT, TONES, USER_HEADING } from '../../shared/sheet/palette.ts';
import type { RawTab } from '../../shared/sheet/raw.ts';
import { lineCount, textWidth } from '../../shared/sheet/text-width.ts';
import { aNight, aPlace, SCHOOL_ID } from '../support/a-place.ts';
import { embeddedStore } from '../support/embedded-store.ts';

const AS_OF = '2026-07-15';
/** What the format allows a row, in lines of 15 points. */
const MOST_LINES = 27;
const BLACK = '000000';
const WHITE = 'FFFFFF';
/** WCAG 2.1, 1.4.3: plain text. */
const AA = 4.5;

/** Relative luminance of a colour of six hexadecimal digits. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(text: string, ground: string): number {
  const [light, dark] = [luminance(text), luminance(ground)].toSorted((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** Every output tab of a sample with all its faults, by workbook and title. */
async function drawnSample(): Promise<readonly (readonly [name: string, tab: TabImage])[]> {
  const day = parseIsoDay(AS_OF) ?? 0;
  const made = makeSample({
    seed: 'legible',
    colleges: 2,
    studentsPerCollege: 200,
    asOf: day,
    year: 2025,
    faults: true,
  });
  const contents: Record<string, readonly RawTab[]> = {};
  for (let next = made.next(); ; next = made.next()) {
    if (next.done) {
      contents[SCHOOL_ID] = schoolWorkbook(next.value).sheets.map(toRawTab);
      break;
    }
    contents[next.value.plan.file] = next.value.plan.sheets.map(toRawTab);
  }
  const place = aPlace(contents);
  await aNight(place, await embeddedStore(), AS_OF);
  const titles = [...new Set([...COLLEGE_OUTPUT_TABS, ...SCHOOL_OUTPUT_TABS].map(({ title }) => title))];
  return Object.keys(contents).flatMap((workbook) =>
    titles.flatMap((title) => {
      const tab = place.tab(workbook, title);
      return tab ? [[`${workbook} ${title}`, tab] as const] : [];
    }),
  );
}

/** Texts that are cut: too long for their column, with something in the cell to the right; or for the highest row. */
function cutTexts({ columns, rows, banner, plain }: TabImage): readonly string[] {
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const faults = columns.flatMap(({ heading, width }) => (lineCount(heading, width) > 2 ? [`heading ${heading}`] : []));
  for (const { cells, small } of [...banner, ...rows]) {
    for (const [at, cell] of cells.entries()) {
      const text = plainValue(cell);
      const column = columns[at];
      if (typeof text !== 'string' || !column) continue;
      // Room that an unwrapped text has: its own column, and what stands empty to its right.
      const next = cells.findIndex(
        (other, place) => place > at && plainValue(other) !== null && plainValue(other) !== '',
      );
      const room = columns.slice(at, next < 0 ? columns.length : next).reduce((sum, { width }) => sum + width, 0);
      const size = small === true ? 0.8 : 1;
      if (column.wrap === true && (cells.length > 1 || plain !== true)) {
        if (lineCount(text, column.width) > MOST_LINES)
          faults.push(`${column.heading || at}: ${text.slice(0, 40)}… is too high`);
      } else if (textWidth(text) * size > Math.min(room, total))
        faults.push(`${column.heading || at}: ${text} needs ${textWidth(text)}, has ${room}`);
    }
  }
  return faults;
}

describe('colours of the output tabs', () => {
  const pairs: (readonly [string, string, string])[] = [
    ['heading', HEADING.text ?? BLACK, HEADING.fill ?? WHITE],
    ['heading of the user', USER_HEADING.text ?? BLACK, USER_HEADING.fill ?? WHITE],
    ['number on a bar', BLACK, BAR],
    ...Object.entries(TONES).map(([tone, { text, fill }]) => [tone, text ?? BLACK, fill ?? WHITE] as const),
    ...Object.entries(TONES).map(([tone, { fill }]) => [`link on ${tone}`, LINK_TEXT, fill ?? WHITE] as const),
  ];

  it.each(pairs)('%s is legible: WCAG AA', (_, text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(AA);
  });

  it('measures as the recommendation does: black on white is 21', () => {
    expect(contrast(BLACK, WHITE)).toBeCloseTo(21, 5);
    expect(contrast('777777', WHITE)).toBeLessThan(AA);
  });
});

describe('texts of the output tabs of a sample with every fault', () => {
  let drawn: Awaited<ReturnType<typeof drawnSample>> = [];
  beforeAll(async () => {
    drawn = await drawnSample();
  }, 120_000);

  it('are not cut at the set widths', () => {
    expect(drawn.length).toBeGreaterThan(8);
    for (const [name, tab] of drawn) expect({ name, cut: cutTexts(tab) }).toEqual({ name, cut: [] });
  });

  it('a text that is cut is seen', () => {
    const tab = (cells: readonly (string | number | null)[]): TabImage => ({
      key: 'x',
      title: 'x',
      banner: [],
      columns: [
        { heading: '一', width: 6, format: 'text' },
        { heading: '二', width: 6, format: 'text' },
      ],
      rows: [{ cells }],
    });
    expect(cutTexts(tab(['一二三四', null]))).toEqual([]);
    expect(cutTexts(tab(['一二三四', 1]))).toEqual(['一: 一二三四 needs 8, has 6']);
  });

  it('say nothing of the program: no key of a subject, no period by its name', () => {
    for (const [name, { columns, rows }] of drawn) {
      const at = columns.findIndex(({ heading }) => heading === '对象');
      if (at < 0) continue;
      for (const { cells } of rows) {
        const about = String(plainValue(cells[at] ?? null));
        expect(about, name).not.toMatch(/\d{4}-\d{4}-(?:Q\d|\d)|(?<!\d)\d{4}-\d{2}(?!\d|-\d{4})|undefined|null/);
        expect(about, name).not.toBe('');
      }
    }
  });
});
