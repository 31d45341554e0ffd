import { type AcademicYear, type CalendarDay, formatAcademicYear, formatDay } from '../domain/calendar.ts';
import { Severity } from '../domain/vocabulary.ts';
import type { Violation } from '../violations/lifecycle.ts';
import { countOpen, countWords, longestOpen } from './open-counts.ts';
import { type PageRows, pageRows } from './page-rows.ts';
import type { TabBody } from './tab-body.ts';

/** A tab that could not be judged, in words. */
export interface NotCheckedLine {
  readonly tab: string;
  readonly reason: string;
}

/** A part of a workbook that nothing was read from. */
export interface UnreadLine {
  /** Title of the tab as typed. */
  readonly tab: string;
  /** Heading of the column; `null`: the whole tab. */
  readonly heading: string | null;
  /** Heading that may be meant (DAT-18). */
  readonly meant: string | null;
}

/** Done and due of a rate of coverage. */
export type CoverageLine = readonly [name: string, done: number, due: number];

/** What 概览 says about the run itself, for a college and for the school alike. */
export interface RunFacts {
  /** Name of the college, or of the school workbook. */
  readonly name: string;
  /** Beijing time of this run. */
  readonly checkedAt: string;
  readonly nextRun: string;
  readonly asOf: CalendarDay;
  readonly year: AcademicYear;
  readonly ruleSet: string;
  readonly scheme: string;
  readonly violations: readonly Violation[];
  /** Open violations of the last run with their severity, by 问题编号; `null` on the first one. */
  readonly before: ReadonlyMap<string, Severity> | null;
  readonly notChecked: readonly NotCheckedLine[];
  readonly coverage: readonly CoverageLine[];
  /** Rows read by tab. */
  readonly rows: readonly (readonly [tab: string, count: number])[];
}

/** A workbook that nobody has checked yet. */
export interface NeverChecked {
  readonly name: string;
  readonly checkedAt: null;
}

/** 概览 of a workbook that nobody has checked yet. */
export function neverChecked({ name }: NeverChecked, columns: TabBody['columns']): TabBody {
  const page = pageRows();
  page.title(titleOf(name));
  page.say('还没有检查过。');
  page.say('填好各表后，每晚自动检查；结果写在这里和后面几张表里。');
  return { plain: true, opening: true, banner: [], columns, rows: page.rows };
}

export function titleOf(name: string): string {
  return `${name} 概览`;
}

/** `本次检查 2026-07-15：错误 16（比上次少 3，已整改 5，新增 2）· 警告 4 · 提示 0 · 最久未改 23 天` */
export function summaryLine({ asOf, violations, before }: RunFacts): string {
  const counts = countOpen(violations, before);
  const words = Object.values(Severity).map((severity) => countWords(severity, counts[severity]));
  const days = longestOpen(violations);
  return `本次检查 ${formatDay(asOf)}：${[...words, ...(days > 0 ? [`最久未改 ${days} 天`] : [])].join(' · ')}`;
}

/** Tabs whose row counts fit in one line of the page. */
const TABS_IN_A_LINE = 8;

/** Time and versions of the run, in small type at the end. */
export function recordLines(page: PageRows, facts: RunFacts): void {
  const { checkedAt, nextRun, asOf, year, ruleSet, scheme, rows } = facts;
  page.section('检查记录');
  page.small({ value: `上次检查：${checkedAt}（北京时间）；下次检查：${nextRun}`, volatile: true });
  page.small(`截至日期：${formatDay(asOf)}；考核学年：${formatAcademicYear(year)}`);
  for (let at = 0; at < rows.length; at += TABS_IN_A_LINE) {
    const some = rows.slice(at, at + TABS_IN_A_LINE).map(([tab, count]) => `${tab} ${count}`);
    page.small(`${at === 0 ? '读到的行数：' : ''}${some.join('、')}`);
  }
  page.small(`规则版本：${ruleSet}；积分规则版本：${scheme}`);
}
