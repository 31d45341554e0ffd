import { describe, expect, it } from 'vitest';
import { FAULTS } from '../../../functions/sample/faults.ts';
import { UNKNOWN_WAIVER } from '../../../functions/sample/planted-page.ts';
import { createRandom } from '../../../functions/sample/random.ts';
import type { SheetPlan, WorkbookPlan } from '../../../functions/template/sheet-plan.ts';
import { blankRegistrations, collegeTemplate } from '../../../functions/template/template.ts';
import { columnIndex } from '../../../shared/domain/place.ts';
import type { TabKey } from '../../../shared/domain/school.ts';
import { RULES } from '../../../shared/rules/index.ts';
import type { RawTab } from '../../../shared/sheet/raw.ts';
import { TAB_TITLES } from '../../../shared/workbook/assemble-school.ts';
import type { Column } from '../../../shared/workbook/column.ts';
import { bareTitle } from '../../../shared/workbook/normalize.ts';
import { TABS } from '../../../shared/workbook/tabs/index.ts';
import { CATALOGUED } from '../../support/catalogue.ts';
import { expectNone } from '../../support/expect-none.ts';
import { judge, placeOf, type Sample, sampleOf } from './judged-sample.ts';

const DEMONSTRATION = '2026-07-15';

function cellsOf({ colleges, school }: Sample): unknown {
  return [...colleges.map(({ plan }) => plan), school].map(({ sheets }) =>
    sheets.map(({ title, rows, merges }) => ({ title, rows, merges })),
  );
}

describe('the sample is deterministic', () => {
  it('gives the same cells for the same seed', () => {
    const options = { colleges: 2, studentsPerCollege: 90 };
    expect(cellsOf(sampleOf('seed', DEMONSTRATION, options))).toEqual(
      cellsOf(sampleOf('seed', DEMONSTRATION, options)),
    );
  });

  it('gives other cells for another seed', () => {
    const options = { colleges: 1, studentsPerCollege: 40 };
    expect(cellsOf(sampleOf('one', DEMONSTRATION, options))).not.toEqual(
      cellsOf(sampleOf('two', DEMONSTRATION, options)),
    );
  });

  it('leaves a college as it is when there are more of them', () => {
    const [few] = sampleOf('seed', DEMONSTRATION, { colleges: 1, studentsPerCollege: 60, faults: false }).colleges;
    const [many] = sampleOf('seed', DEMONSTRATION, { colleges: 3, studentsPerCollege: 60, faults: false }).colleges;
    expect(many?.plan).toEqual(few?.plan);
  });
});

/** What a tab's drop-downs offer, by heading; ids of organizations by the heading of the column in which they stand. */
function dropDownsOf({ sheets }: WorkbookPlan, title: string): ReadonlyMap<string, unknown> {
  const sheet = sheets.find((one) => bareTitle(one.title) === title);
  // A required heading is marked before or after it.
  const headingOf = ({ rows, headingRow }: SheetPlan, letter = ''): string =>
    String(rows[headingRow ?? 0]?.[columnIndex(letter)]).replace(/^\*|\*$|（必填）$/gu, '');
  const offered = (formula: unknown): unknown => {
    const [, from, column, first] = /^'(.+)'!\$([A-Z]+)\$(\d+):\$\2\$\d+$/u.exec(String(formula)) ?? [];
    const range = sheets.find((one) => one.title === from);
    if (!range) return formula;
    expect(Number(first), `first id of ${title}`).toBe((range.headingRow ?? 0) + 2);
    return `${bareTitle(range.title)} ${headingOf(range, column)}`;
  };
  return new Map(
    (sheet?.validations ?? []).flatMap(({ type, range, values, formula1 }) =>
      type === 'list' && sheet
        ? [[headingOf(sheet, /^[A-Z]+/u.exec(range)?.[0]), values ?? offered(formula1)] as const]
        : [],
    ),
  );
}

describe('a sample has the drop-downs of the templates', () => {
  const [blank] = blankRegistrations(1);
  if (!blank) throw new Error('no registration');
  const template = collegeTemplate(blank);

  it('in every tab, whatever stands above the headings and in whatever order the columns are', () => {
    const { colleges } = sampleOf('lists', DEMONSTRATION, { studentsPerCollege: 40, faults: false });
    for (const { plan, name } of colleges)
      for (const tab of Object.keys(TABS) as TabKey[]) {
        // An office writes some headings in another way.
        const { title, columns } = TABS[tab];
        const named: readonly Column<unknown>[] = Object.values(columns);
        const official = (heading: string): string =>
          named.find((column) => column.heading === heading || column.aliases.includes(heading))?.heading ?? heading;
        const own = [...dropDownsOf(plan, title)].map(([heading, offered]) => [official(heading), offered] as const);
        expect(new Map(own), `${name} ${title}`).toEqual(dropDownsOf(template, title));
      }
  });

  it('with the ids of 组织 where a column takes one of them', () => {
    expect(dropDownsOf(template, '花名册').get('班级')).toBe('组织 组织编号');
  });
});

describe('a sample without planted faults has no finding under any rule', () => {
  it.each([
    ['in the first days of the year', '2025-09-06', {}],
    ['in autumn', '2025-11-23', {}],
    ['in the middle of December, some classes appraised and some not', '2025-12-15', {}],
    ['in spring, under both editions of 发展党员工作细则', '2026-05-20', {}],
    ['when every deadline has passed', '2026-07-15', {}],
    ['on the day of the year-end', '2026-09-01', { year: 2025 }],
    ['with one class', '2026-07-15', { colleges: 1, studentsPerCollege: 30 }],
    ['with large colleges', '2026-07-15', { colleges: 2, studentsPerCollege: 1200 }],
  ] as const)('%s (%s)', (_, asOf, options) => {
    const sample = sampleOf('faultless', asOf, { faults: false, ...options });
    expectNone(
      judge(sample, asOf, 'year' in options ? options.year : undefined).map(
        ({ rule, message }) => `${rule} ${message}`,
      ),
    );
  });
});

describe('planted faults', () => {
  it('are found each at its place, and nothing else is found', () => {
    const sample = sampleOf('xietong', DEMONSTRATION);
    // A waiver of an unknown violation is found by a run that knows the store, not by the rules alone.
    const planted = sample.planted.filter(({ tab }) => tab !== '豁免');
    expect(judge(sample, DEMONSTRATION).map(placeOf).sort()).toEqual(planted.map(placeOf).sort());
    expect(sample.planted.some(({ tab, row, column }) => tab === '豁免' && row === 2 && column === 'A')).toBe(true);
  });

  it('exist for every rule of the specification', () => {
    const planted = new Set(sampleOf('xietong', DEMONSTRATION).planted.map(({ rule }) => rule));
    expectNone(CATALOGUED.filter((id) => !planted.has(id)).map((id) => `${id} is planted nowhere`));
    expectNone(FAULTS.filter(({ rule }) => !RULES.some(({ id }) => id === rule)).map(({ rule }) => `no rule ${rule}`));
  });

  it.each([
    ['2025-09-20', { colleges: 2 }],
    ['2026-03-01', { colleges: 2 }],
    ['2026-07-15', { colleges: 1, studentsPerCollege: 60 }],
  ] as const)('stand alone on other days and in other sizes too (%s)', (asOf, options) => {
    const sample = sampleOf('others', asOf, options);
    const planted = sample.planted.filter(({ tab }) => tab !== '豁免');
    expect(judge(sample, asOf).map(placeOf).sort()).toEqual(planted.map(placeOf).sort());
  });

  it('keep their fingerprints when every tab is sorted at random', () => {
    const sample = sampleOf('xietong', DEMONSTRATION);
    const random = createRandom('order');
    const merged = (tab: RawTab, plan: WorkbookPlan): boolean =>
      tab.merges.some(({ top }) => top > (plan.sheets.find(({ title }) => title === tab.title)?.headingRow ?? 0));
    const reorder = (tab: RawTab, plan: WorkbookPlan): RawTab => {
      const sheet = plan.sheets.find(({ title }) => title === tab.title);
      // A spreadsheet refuses to sort a range with merged cells.
      if (!TAB_TITLES.includes(bareTitle(tab.title)) || merged(tab, plan)) return tab;
      const head = (sheet?.headingRow ?? 0) + 1;
      return { ...tab, rows: [...tab.rows.slice(0, head), ...random.shuffled(tab.rows.slice(head))] };
    };
    const fingerprints = (order?: typeof reorder) =>
      judge(sample, DEMONSTRATION, undefined, order)
        .map(({ rule, fingerprint }) => `${rule} ${fingerprint}`)
        .sort();
    expect(fingerprints(reorder)).toEqual(fingerprints());
  });

  it('never name a violation that could exist in 豁免', () => {
    expect(UNKNOWN_WAIVER).toMatch(/^ORG-06-0{5}$/);
  });
});
