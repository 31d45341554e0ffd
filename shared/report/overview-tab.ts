import { type CalendarDay, formatAcademicYear, formatDay } from '../domain/calendar.ts';
import { Severity, ViolationState } from '../domain/vocabulary.ts';
import type { ImageCell, ImageChart, ImageRow, TabImage } from '../sheet/image.ts';
import type { Violation } from '../violations/lifecycle.ts';
import type { TabBody } from './output-tabs.ts';

/** A tab that could not be judged, in words. */
export interface NotCheckedLine {
  readonly tab: string;
  readonly reason: string;
}

/** Something of a workbook that nothing was read from. */
export interface UnreadLine {
  /** Title of the tab as it stands. */
  readonly tab: string;
  /** Heading of the column; `null`: the whole tab. */
  readonly heading: string | null;
  /** Heading that may be meant (DAT-18). */
  readonly meant: string | null;
}

/** A setting of the school workbook that was not understood. */
export interface SettingLine {
  /** `考核参数!B4` */
  readonly place: string;
  /** What is wrong, and what is in force instead. */
  readonly message: string;
}

export interface OverviewInput {
  /** Name of the college, or of the school workbook. */
  readonly name: string;
  /** ISO instant of this run, shown in Beijing time. */
  readonly checkedAt: string;
  readonly nextRun: string;
  readonly asOf: CalendarDay;
  readonly year: number;
  readonly ruleSet: string;
  readonly scheme: string;
  readonly violations: readonly Violation[];
  /** Number of open violations by rule after the last run; `null` when this is the first. */
  readonly before: ReadonlyMap<string, number> | null;
  /** Rows read by tab. */
  readonly rows: readonly (readonly [tab: string, count: number])[];
  readonly notChecked: readonly NotCheckedLine[];
  /** Why the workbook was held back, and which reading this is: before all else; empty where it was not. */
  readonly heldBack: readonly string[];
  /** Tabs and columns that were not read (college). */
  readonly unread: readonly UnreadLine[];
  /** Settings that were not understood (school). */
  readonly settings: readonly SettingLine[];
  readonly coverage: readonly (readonly [name: string, done: number, due: number])[];
  readonly titles: ReadonlyMap<string, string>;
  /** Points by section, summed over the organizations; empty in the school workbook. */
  readonly sections: readonly (readonly [section: string, points: number])[];
  /** Lines about workbooks that could not be read or written (school workbook). */
  readonly workbooks: readonly (readonly [name: string, status: string])[];
}

/** A workbook that nobody has checked yet. */
export interface NeverChecked {
  readonly name: string;
  readonly checkedAt: null;
}

const COLUMNS: TabBody['columns'] = [
  { heading: '', width: 34, format: 'text' },
  { heading: '', width: 26, format: 'text', wrap: true },
  { heading: '', width: 60, format: 'text', wrap: true },
];

/** Title of the table of workbooks. */
const WORKBOOKS = '各学院台账';

type Line = readonly ImageCell[];

/** 概览: when, by which rules, what was not checked and why, counts with change since the last run, coverage, charts. */
export function overviewTab(input: OverviewInput | NeverChecked): TabBody {
  return input.checkedAt === null ? neverChecked(input) : checked(input);
}

function neverChecked({ name }: NeverChecked): TabBody {
  return {
    plain: true,
    banner: [],
    columns: COLUMNS,
    rows: [
      { tone: 'title', cells: [`${name} 党团班协同校验概览`] },
      { cells: ['上次检查', '还没有检查过'] },
      { cells: ['说明', '填好各表后，每晚自动检查；结果写在这里和后面几张表里。'] },
    ],
  };
}

function checked(input: OverviewInput): TabBody {
  const rows: ImageRow[] = [];
  const charts: ImageChart[] = [];
  const title = (text: string): void => void rows.push({ cells: [text], tone: 'title' });
  const lines = (...cells: Line[]): { fromRow: number; toRow: number } => {
    const fromRow = rows.length;
    for (const line of cells) rows.push({ cells: line });
    return { fromRow, toRow: rows.length - 1 };
  };
  const blank = (): void => void rows.push({ cells: [] });
  title(`${input.name} 党团班协同校验概览`);
  for (const sentence of input.heldBack) rows.push({ cells: [sentence], tone: 'error' });
  lines(...headLines(input));
  if (input.settings.length > 0) {
    blank();
    title('没有读懂的设置');
    lines(...input.settings.map(({ place, message }) => [place, message]));
  }
  blank();
  title('不在检查范围内的内容');
  lines(
    ...(input.notChecked.length === 0
      ? [['无', '全部工作表均已检查']]
      : input.notChecked.map(({ tab, reason }) => [tab, reason])),
  );
  if (input.unread.length > 0) {
    blank();
    title('没有读的工作表和栏目');
    lines(...input.unread.map(unreadCells));
  }
  blank();
  title('问题数量（括号内为与上次相比）');
  lines(...severityLines(input));
  blank();
  title('各规则的问题数量');
  const byRule = ruleLines(input);
  const ruleSpan = lines(...(byRule.length === 0 ? [['无', 0]] : byRule));
  charts.push({ title: '各规则的问题数量', kind: 'bar', ...ruleSpan, labelColumn: 0, valueColumn: 1 });
  blank();
  title('覆盖率（%）');
  const coverage = lines(
    ...input.coverage.map(([name, done, due]) => [
      name,
      due === 0 ? '暂无应办' : percent(done, due),
      `${done} / ${due}`,
    ]),
  );
  charts.push({ title: '覆盖率', kind: 'column', ...coverage, labelColumn: 0, valueColumn: 1 });
  if (input.sections.length > 0) {
    blank();
    title('各板块积分合计');
    charts.push({
      title: '各板块积分合计',
      kind: 'column',
      ...lines(...input.sections),
      labelColumn: 0,
      valueColumn: 1,
    });
  }
  if (input.workbooks.length > 0) {
    blank();
    title(WORKBOOKS);
    lines(...input.workbooks);
  }
  blank();
  title('读取的行数');
  lines(...input.rows.map(([tab, count]) => [tab, count]));
  return {
    plain: true,
    banner: [],
    columns: COLUMNS,
    rows,
    charts,
  };
}

/**
 * The tab with other words about its workbooks: what became of them is known after everything else has been drawn.
 * @param workbooks as many as the tab was drawn with, in the same order; `null` leaves the words that stand there
 */
export function withWorkbooks(
  tab: TabImage,
  workbooks: readonly (readonly [name: string, status: string | null])[],
): TabImage {
  const from = tab.rows.findLastIndex(({ cells, tone }) => tone === 'title' && cells[0] === WORKBOOKS) + 1;
  const rows = tab.rows.map((row, at) => {
    const line = from > 0 && at >= from ? workbooks[at - from] : undefined;
    return line && line[1] !== null ? { ...row, cells: line } : row;
  });
  return { ...tab, rows };
}

function unreadCells({ tab, heading, meant }: UnreadLine): Line {
  if (heading === null) return [tab, '整张表没有读'];
  return [`${tab}：${heading}`, meant === null ? '没有读' : `没有读；可能是“${meant}”`];
}

function headLines({ checkedAt, nextRun, asOf, year, ruleSet, scheme }: OverviewInput): Line[] {
  return [
    ['上次检查', { value: `${checkedAt}（北京时间）`, volatile: true }],
    ['下次检查', { value: nextRun, volatile: true }],
    ['截至日期', formatDay(asOf)],
    ['考核学年', formatAcademicYear(year)],
    ['规则版本', ruleSet],
    ['积分规则版本', scheme],
  ];
}

function severityLines({ violations }: OverviewInput): Line[] {
  const open = violations.filter(({ state }) => state !== ViolationState.waived);
  const waived = violations.length - open.length;
  return [
    ...Object.values(Severity).map((severity): Line => {
      const own = open.filter((violation) => violation.severity === severity);
      const fresh = own.filter(
        ({ state }) => state === ViolationState.fresh || state === ViolationState.recurring,
      ).length;
      return [severity, own.length, fresh === 0 ? '没有新增' : `其中新增或重现 ${fresh}`];
    }),
    [ViolationState.waived, waived, null],
  ];
}

/** A rule without open violations has no line: a second run, and one after a run that failed half-way, shows the same. */
function ruleLines({ violations, before, titles }: OverviewInput): Line[] {
  const counts = new Map<string, number>();
  for (const { rule, state } of violations)
    if (state !== ViolationState.waived) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([rule, count]): Line => [
        rule,
        count,
        { value: `${titles.get(rule) ?? ''}${before ? changeText(count, before.get(rule) ?? 0) : ''}`, volatile: true },
      ],
    );
}

function changeText(count: number, before: number): string {
  const change = count - before;
  if (change === 0) return '（与上次相同）';
  return change > 0 ? `（比上次多 ${change}）` : `（比上次少 ${-change}）`;
}

/** Per cent with one decimal, rounded down, so that only a full house shows 100. */
function percent(done: number, due: number): number {
  return Math.floor((done * 1000) / due) / 10;
}
