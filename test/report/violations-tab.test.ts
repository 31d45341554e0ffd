import { describe, expect, it } from 'vitest';
import { Severity, ViolationState } from '../../shared/domain/vocabulary.ts';
import { cellNotes } from '../../shared/report/cell-notes.ts';
import { schoolViolationsTab, violationsTab } from '../../shared/report/violations-tab.ts';
import { RULES } from '../../shared/rules/index.ts';
import type { ImageCell } from '../../shared/sheet/image.ts';
import type { Violation } from '../../shared/violations/lifecycle.ts';
import { aSchool, type TestSchool } from '../support/a-school.ts';

const HEADINGS = [
  ...['级别', '位置', '组织/班级', '对象', '问题', '怎么改'],
  ...['整改说明', '责任人', '整改期限'],
  ...['状态', '首次发现', '天数', '规则', '依据', '问题编号'],
];

function violationsOf(school: TestSchool, change: (violation: Violation) => Partial<Violation> = () => ({})) {
  return school.findings(RULES).map((finding, index): Violation => {
    const life = {
      id: `X-${index}`,
      state: ViolationState.open,
      firstSeenOn: 46_000,
      days: 3,
      waiver: null,
      notes: null,
    };
    const violation = { ...finding, ...life };
    return { ...violation, ...change(violation) };
  });
}

const plainOf = (cell: ImageCell | undefined): unknown =>
  typeof cell === 'object' && cell !== null ? cell.value : cell;
const linkOf = (cell: ImageCell | undefined): unknown =>
  typeof cell === 'object' && cell !== null && cell.link
    ? `${cell.link.tab}!${cell.link.column ?? ''}${cell.link.row ?? ''}`
    : null;

/** Lines of 问题清单 of the first college, by heading. */
function linesOf(school: TestSchool, change?: (violation: Violation) => Partial<Violation>) {
  const assembled = school.assemble();
  const [college] = assembled.colleges;
  if (!college) throw new Error('no college');
  const { columns, rows } = violationsTab(assembled, college, violationsOf(school, change));
  return rows.map(({ cells }) => ({
    ...Object.fromEntries(columns.map(({ heading }, at) => [heading, plainOf(cells[at])])),
    link: linkOf(cells[1]),
  }));
}

const lineOf = (school: TestSchool, rule: string) => linesOf(school).find((line) => line['规则' as never] === rule);

describe('问题清单', () => {
  it('says what and where before what the user types, and keeps level and place in sight', () => {
    const school = aSchool();
    const assembled = school.assemble();
    const tab = violationsTab(assembled, assembled.colleges[0] as never, []);
    expect(tab.columns.map(({ heading }) => heading)).toEqual(HEADINGS);
    expect(tab.frozenColumns).toBe(2);
    expect(tab.userHeadings).toEqual(['整改说明', '责任人', '整改期限']);
  });

  it('shows what the user types beside the problem on a screen of 1366 pixels', () => {
    const assembled = aSchool().assemble();
    const { columns } = violationsTab(assembled, assembled.colleges[0] as never, []);
    const seen = [...columns.slice(0, 2), ...columns.slice(HEADINGS.indexOf('问题'), HEADINGS.indexOf('整改期限') + 1)];
    // A character is seven pixels wide, every column has five more; row numbers and scroll bar take 50.
    expect(seen.reduce((sum, { width }) => sum + width * 7 + 5, 50)).toBeLessThanOrEqual(1366);
  });

  it.each([
    [
      'a member without 民主评议: the new row of 承诺考评, and where he was found',
      'EVA-03',
      aSchool('2026-07-01').student('郑十', { 政治面貌: '预备党员' }),
      {
        link: '承诺考评!B12',
        位置: '承诺考评!B12',
        '组织/班级': '电信2201班',
        对象: '郑十（41922008），2025-2026 学年',
      },
      '（见花名册!A9）',
    ],
    [
      'a 团支部 without a plan: the new row of 工作计划',
      'MEC-02',
      aSchool('2025-11-15').drop('工作计划', 'L1'),
      { link: '工作计划!A3', '组织/班级': '电信2201团支部', 对象: '电信2201团支部（L1），2025-2026 学年' },
      '（见组织!A3）',
    ],
    [
      'a heading that is missing: the row of headings',
      'DAT-01',
      aSchool().withoutHeading('活动台账', '活动主题'),
      { link: '活动台账!1', '组织/班级': '全院', 对象: '“活动台账”表的“活动主题”' },
      '应当有。',
    ],
    [
      'a tab that is missing: nowhere to jump to',
      'DAT-02',
      aSchool().withoutTab('荣誉'),
      { link: null, 位置: '荣誉', 对象: '“荣誉”表' },
      '没有检查。',
    ],
  ] as const)('%s', (_, rule, school, expected, end) => {
    const line = lineOf(school, rule);
    expect(line).toMatchObject(expected);
    expect(String(line?.['问题' as never]).endsWith(end)).toBe(true);
  });

  it('puts what is past its 整改期限 first in its severity, waived ones last', () => {
    const school = aSchool().drop('任职', ['P1', '书记']).withoutTab('荣誉').drop('任职', ['P1', '青年委员']);
    const states = [ViolationState.open, ViolationState.overdue, ViolationState.waived];
    let at = 0;
    const lines = linesOf(school, () => ({ state: states[at++ % 3] ?? ViolationState.open, severity: Severity.error }));
    const order = lines.map((line) => line['状态' as never]);
    expect(order).toEqual(
      order.toSorted((a, b) => ['超期', '未整改', '已豁免'].indexOf(a) - ['超期', '未整改', '已豁免'].indexOf(b)),
    );
    expect(order[0]).toBe('超期');
    expect(order.at(-1)).toBe('已豁免');
  });
});

describe('全校问题', () => {
  it('names the college first, and links to nothing in workbooks that are not its own', () => {
    const school = aSchool().withoutTab('荣誉');
    const { columns, rows } = schoolViolationsTab(school.assemble(), violationsOf(school));
    expect(columns.map(({ heading }) => heading)).toEqual(['学院', ...HEADINGS.slice(0, 6), ...HEADINGS.slice(9)]);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ cells }) => linkOf(cells[2]))).toEqual(rows.map(() => null));
  });
});

describe('more problems than a list can hold', () => {
  const many = (count: number, colleges: readonly (string | null)[]): Violation[] => {
    const [one] = violationsOf(aSchool().withoutTab('荣誉'));
    if (!one) throw new Error('no violation');
    const severities = [Severity.hint, Severity.warning, Severity.error];
    return Array.from({ length: count }, (_, at) => ({
      ...one,
      id: `X-${at}`,
      college: colleges[at % colleges.length] ?? null,
      severity: severities[at % 3] ?? Severity.hint,
    }));
  };
  const school = aSchool().assemble();
  const [college] = school.colleges;
  const bannerOf = (tab: { readonly banner: readonly { readonly cells: readonly ImageCell[] }[] }) =>
    tab.banner.map(({ cells }) => cells[0]);

  it('全校问题 shows 20,000 and says nothing more', () => {
    const tab = schoolViolationsTab(school, many(20_000, [null]));
    expect([tab.rows.length, tab.banner]).toEqual([20_000, []]);
  });

  it('of more it shows the most severe and says how many are left, by college', () => {
    const tab = schoolViolationsTab(school, many(60_000, [college?.id ?? '', 'A', null, 'B', 'A', 'A']));
    expect(tab.rows.length).toBe(20_000);
    expect(new Set(tab.rows.map(({ cells }) => plainOf(cells[1])))).toEqual(new Set([Severity.error]));
    expect(bannerOf(tab)).toEqual([
      '共 60000 个问题，这里只列出最严重的 20000 个，还有 40000 个没有列出。请先改这些，改好后其余的会列出来。',
      `没有列出的：A 20000 个，${college?.name} 10000 个，B 10000 个`,
    ]);
  });

  it('names the colleges in at most five lines', () => {
    const ids = Array.from({ length: 40 }, (_, at) => `学院${at}`);
    const tab = schoolViolationsTab(school, many(60_000, ids));
    expect(tab.banner).toHaveLength(6);
    expect(bannerOf(tab).at(-1)).toMatch(/，其他 11 个学院 11000 个$/);
  });

  it('问题清单 shows 50,000, and no more cells carry a note', () => {
    if (!college) throw new Error('no college');
    const tab = violationsTab(school, college, many(50_001, [college.id]));
    expect(tab.rows.length).toBe(50_000);
    expect(bannerOf(tab)).toEqual([
      '共 50001 个问题，这里只列出最严重的 50000 个，还有 1 个没有列出。请先改这些，改好后其余的会列出来。',
    ]);
    const placed = many(80_000, [college.id]).map((violation, at) => ({
      ...violation,
      severity: Severity.error,
      at: { tab: '花名册', row: at + 2, column: 'A' },
    }));
    expect(cellNotes(college, placed)).toHaveLength(50_000);
    expect(violationsTab(school, college, many(50_000, [college.id])).banner).toEqual([]);
  });
});
