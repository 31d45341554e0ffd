import type { College, School } from '../domain/assembled.ts';
import { formatDay } from '../domain/calendar.ts';
import type { Hundredths } from '../domain/points.ts';
import { Severity, ViolationState } from '../domain/vocabulary.ts';
import type { Reminder } from '../rules/frame/rule.ts';
import type { ImageCell, ImageChart, ImageColumn } from '../sheet/image.ts';
import type { Violation } from '../violations/lifecycle.ts';
import { daysLeft, dueCell } from './due-tab.ts';
import {
  type NeverChecked,
  neverChecked,
  type RunFacts,
  recordLines,
  summaryLine,
  titleOf,
  type UnreadLine,
} from './overview.ts';
import { type PageRows, pageRows, shareCell } from './page-rows.ts';
import { subjectWords } from './subject-words.ts';
import type { TabBody } from './tab-body.ts';
import { placeCell, toneOf, violationWords } from './violation-rows.ts';

/** Points of one section, summed over the organizations of the college, and the sum at the medians of their pools. */
export interface SectionLine {
  readonly section: string;
  readonly own: Hundredths;
  readonly median: Hundredths;
}

/** The facts of a college's 概览. */
export interface CollegeOverview extends RunFacts {
  /** Why the workbook was held back, and which reading this is: shown first; empty if it was not. */
  readonly heldBack: readonly string[];
  /** Tabs and columns that were not read. */
  readonly unread: readonly UnreadLine[];
  /** Points that each open violation takes, by 问题编号. */
  readonly weights: ReadonlyMap<string, Hundredths>;
  /** What is due soon, the earliest first. */
  readonly due: readonly Reminder[];
  readonly sections: readonly SectionLine[];
}

/** Numbers on the left, their subjects beside them. */
const COLUMNS: readonly ImageColumn[] = [
  { heading: '', width: 11, format: 'text' },
  { heading: '', width: 17, format: 'text' },
  { heading: '', width: 18, format: 'text', wrap: true },
  { heading: '', width: 46, format: 'text', wrap: true },
  { heading: '', width: 38, format: 'text', wrap: true },
];
/** In a table with numbers, these are in the first three columns. */
/** Key of the tab: messages link to it. */
export const COLLEGE_OVERVIEW = 'overview';
const NUMBERS = { from: 0, to: 3 };
const TABS_TITLE = '各工作表的问题';
const FIRST = 5;
const NEXT = 5;
const OWNERS = 12;

/** 概览 of a college: first what to do today and soon, then the state of the college, last the record. */
export function collegeOverviewTab(
  overview: CollegeOverview | NeverChecked,
  school: School,
  college: College,
): TabBody {
  if (overview.checkedAt === null) return neverChecked(overview, COLUMNS);
  const page = pageRows();
  const open = overview.violations.filter(({ state }) => state !== ViolationState.waived);
  page.title(titleOf(overview.name));
  for (const sentence of overview.heldBack) page.row({ cells: wide(sentence), tone: 'error' });
  page.row({ cells: wide(summaryLine(overview)), tone: lineTone(open) });
  firstLines(page, overview, open, school, college);
  dueLines(page, overview.due, school, college);
  page.section('覆盖率');
  page.headings(['已完成', '应完成', '覆盖率', apart('内容'), ''], NUMBERS);
  for (const [name, done, due] of overview.coverage) page.line([done, due, shareCell([done, due]), apart(name)]);
  const charts = chartOf(
    countLines(page, TABS_TITLE, '工作表', open, ({ at }) => at.tab, Number.POSITIVE_INFINITY),
    page,
  );
  countLines(
    page,
    '各组织、班级的问题',
    '组织/班级',
    open,
    (violation) => subjectWords(violation, school, college).owner,
    OWNERS,
  );
  uncheckedLines(page, overview);
  sectionLines(page, overview.sections);
  recordLines(page, overview);
  return { plain: true, opening: true, banner: [], columns: COLUMNS, rows: page.rows, charts };
}

/** A sentence across the page, in one colour. */
function wide(sentence: string): readonly ImageCell[] {
  return [sentence, ...COLUMNS.slice(1).map(() => null)];
}

function uncheckedLines(page: PageRows, { notChecked, unread }: CollegeOverview): void {
  page.section('没有检查、没有读的内容');
  if (notChecked.length === 0 && unread.length === 0) page.say('没有；全部工作表都检查了。');
  for (const { tab, reason } of notChecked) page.line([tab, null, null, reason]);
  for (const { tab, heading, meant } of unread) {
    if (heading === null) page.line([tab, null, null, '整张表没有读。']);
    else page.line([tab, null, null, `“${heading}”一列没有读${meant === null ? '。' : `；可能是“${meant}”。`}`]);
  }
}

/** A chart of the errors by tab, if it shows a difference. */
function chartOf(lines: number, { rows }: PageRows): readonly ImageChart[] {
  const own = rows.slice(rows.length - lines);
  if (new Set(own.map(({ cells }) => cells[0])).size < 2) return [];
  const place = { fromRow: rows.length - lines, toRow: rows.length - 1, labelColumn: 3, valueColumn: 0 };
  return [{ title: `${TABS_TITLE}（错误）`, kind: 'bar', ...place }];
}

function lineTone(open: readonly Violation[]): 'error' | 'warning' | 'good' {
  if (open.some(({ severity }) => severity === Severity.error)) return 'error';
  return open.length > 0 ? 'warning' : 'good';
}

/** The violations that take most points first, then those that have been open longest. */
function firstLines(
  page: PageRows,
  { weights }: CollegeOverview,
  open: readonly Violation[],
  school: School,
  college: College,
): void {
  const levels = Object.values(Severity);
  const first = open
    .toSorted(
      (a, b) =>
        (weights.get(b.id) ?? 0) - (weights.get(a.id) ?? 0) ||
        levels.indexOf(a.severity) - levels.indexOf(b.severity) ||
        b.days - a.days,
    )
    .slice(0, FIRST);
  page.section(first.length === 0 ? '没有要改的问题' : '先改这几条（扣分多的、拖得久的在前）');
  if (first.length === 0) return;
  page.headings(['级别', '位置', '组织/班级', '问题', '怎么改']);
  for (const violation of first) {
    const { owner } = subjectWords(violation, school, college);
    page.line([
      { value: violation.severity, tone: toneOf(violation) },
      placeCell(violation, college, true),
      owner,
      violationWords(violation),
      violation.advice,
    ]);
  }
  if (open.length > first.length) page.say(`其余 ${open.length - first.length} 条见“问题清单”。`);
}

function dueLines(page: PageRows, due: readonly Reminder[], school: School, college: College): void {
  page.section('即将到期');
  if (due.length === 0) {
    page.say('近期没有要到期的事。');
    return;
  }
  page.headings(['到期日', '位置', '组织/班级', '要做什么', '依据']);
  for (const reminder of due.slice(0, NEXT)) {
    const { dueOn, task, basis } = reminder;
    page.line([
      formatDay(dueOn),
      dueCell(reminder, college),
      subjectWords(reminder, school, college).owner,
      `${task}（${daysLeft(dueOn, school.asOf)}）`,
      basis,
    ]);
  }
  if (due.length > NEXT) page.say(`其余 ${due.length - NEXT} 项见“即将到期”。`);
}

/** Open violations by tab or by owner, most errors first; those after `most` are summed. Returns the line count. */
function countLines(
  page: PageRows,
  title: string,
  heading: string,
  open: readonly Violation[],
  nameOf: (violation: Violation) => string,
  most: number,
): number {
  if (open.length === 0) return 0;
  const levels = Object.values(Severity);
  const counts = [...Map.groupBy(open, nameOf)].map(([name, own]) => ({
    name,
    numbers: levels.map((level) => own.filter(({ severity }) => severity === level).length),
  }));
  counts.sort((a, b) => {
    const at = levels.findIndex((_, level) => a.numbers[level] !== b.numbers[level]);
    return at < 0 ? 0 : (b.numbers[at] ?? 0) - (a.numbers[at] ?? 0);
  });
  page.section(title);
  page.headings([...levels, apart(heading), ''], NUMBERS);
  for (const { name, numbers } of counts.slice(0, most)) page.line([...numbers, apart(name)]);
  const rest = counts.slice(most);
  if (rest.length > 0) {
    const sums = levels.map((_, level) => rest.reduce((sum, { numbers }) => sum + (numbers[level] ?? 0), 0));
    page.line([...sums, apart(`其余 ${rest.length} 个`)]);
  }
  return Math.min(counts.length, most) + (rest.length > 0 ? 1 : 0);
}

/** Words to the right of a number begin one character later. */
function apart(words: string): string {
  return `\u3000${words}`;
}

function sectionLines(page: PageRows, sections: readonly SectionLine[]): void {
  if (sections.length === 0) return;
  page.section('各板块积分（本院各组织合计；按各组别全校中位数计的合计）');
  page.headings(['本院', '中位数', '相差', apart('板块'), ''], NUMBERS);
  const points = (hundredths: Hundredths): ImageCell => ({ value: hundredths / 100, format: 'points' });
  for (const { section, own, median } of sections)
    page.line([points(own), points(median), points(own - median), apart(section)]);
}
