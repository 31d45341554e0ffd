import type { College, School } from '../domain/assembled.ts';
import type { Parameters } from '../domain/parameters.ts';
import type { Position } from '../domain/position.ts';
import type { Standing } from '../ranking/rank.ts';
import type { Reminder, Rule } from '../rules/frame/rule.ts';
import type { TabImage } from '../sheet/image.ts';
import type { Violation } from '../violations/lifecycle.ts';
import { COLLEGE_OVERVIEW, type CollegeOverview, collegeOverviewTab } from './college-overview-tab.ts';
import { dueTab } from './due-tab.ts';
import type { NeverChecked } from './overview.ts';
import { type Lines, pointsTab } from './points-tab.ts';
import { rankingTab, schoolRankingTab } from './ranking-tab.ts';
import { ruleListTab } from './rule-list-tab.ts';
import { SCHOOL_OVERVIEW, type SchoolOverview, schoolOverviewTab } from './school-overview-tab.ts';
import type { TabBody } from './tab-body.ts';
import { schoolViolationsTab, violationsTab } from './violations-tab.ts';
import { publicNoticeTab, type YearEndInput, yearEndTab } from './year-end-tabs.ts';

/**
 * The facts of tabs, by the occasion on which they are written: every run, the release of rankings (排名发布), the closing
 * of a year. Tabs without facts are not drawn.
 */
interface FactsByOccasion {
  readonly always: unknown;
  readonly ranking: unknown;
  readonly yearEnd: unknown;
}

/** One output tab: its permanent identity, its title, when it is written, and how it is drawn. */
type OutputTab<Facts extends FactsByOccasion> = {
  readonly [When in keyof FactsByOccasion]: {
    readonly key: string;
    readonly title: string;
    readonly when: When;
    draw(facts: Facts[When]): TabBody;
  };
}[keyof FactsByOccasion];

/** Facts of the tabs of one college workbook. */
export interface CollegeTabFacts extends FactsByOccasion {
  readonly always: {
    readonly school: School;
    readonly college: College;
    readonly overview: CollegeOverview | NeverChecked;
    /** What is due soon, the earliest first. */
    readonly due: readonly Reminder[];
    readonly violations: readonly Violation[];
    /** Standings and positions of the college's own organizations. */
    readonly standings: readonly Standing[];
    readonly positions: readonly Position[];
    readonly lines: Lines;
  };
  /** Standings of the whole school, and 学院编号. */
  readonly ranking: { readonly standings: readonly Standing[]; readonly college: string };
  readonly yearEnd: { readonly result: YearEndInput; readonly college: string };
}

/** Facts of the tabs of the school workbook. */
export interface SchoolTabFacts extends FactsByOccasion {
  readonly always: {
    readonly school: School;
    readonly overview: SchoolOverview | NeverChecked;
    readonly violations: readonly Violation[];
    readonly rules: readonly Rule[];
    readonly parameters: Pick<Parameters, 'disabledRules' | 'severityOverrides'>;
  };
  /** 学院名称 by 学院编号. */
  readonly ranking: { readonly standings: readonly Standing[]; readonly names: ReadonlyMap<string, string> };
  readonly yearEnd: { readonly result: YearEndInput };
}

/** Output tabs of a college workbook, in the order in which a new workbook gets them. */
export const COLLEGE_OUTPUT_TABS: readonly OutputTab<CollegeTabFacts>[] = [
  {
    key: COLLEGE_OVERVIEW,
    title: '概览',
    when: 'always',
    draw: ({ overview, school, college }) => collegeOverviewTab(overview, school, college),
  },
  { key: 'due', title: '即将到期', when: 'always', draw: ({ due, school, college }) => dueTab(due, school, college) },
  {
    key: 'violations',
    title: '问题清单',
    when: 'always',
    draw: ({ school, college, violations }) => violationsTab(school, college, violations),
  },
  {
    key: 'points',
    title: '积分明细',
    when: 'always',
    draw: ({ standings, positions, lines }) => pointsTab(standings, positions, lines),
  },
  {
    key: 'ranking',
    title: '积分排名',
    when: 'ranking',
    draw: ({ standings, college }) => rankingTab(standings, college),
  },
  { key: 'yearEnd', title: '年度考核', when: 'yearEnd', draw: ({ result, college }) => yearEndTab(result, college) },
];

/** Output tabs of the school workbook, in the order in which a new workbook gets them. */
export const SCHOOL_OUTPUT_TABS: readonly OutputTab<SchoolTabFacts>[] = [
  { key: SCHOOL_OVERVIEW, title: '概览', when: 'always', draw: ({ overview }) => schoolOverviewTab(overview) },
  {
    key: 'schoolRanking',
    title: '全校排名',
    when: 'ranking',
    draw: ({ standings, names }) => schoolRankingTab(standings, names),
  },
  {
    key: 'schoolViolations',
    title: '全校问题',
    when: 'always',
    draw: ({ school, violations }) => schoolViolationsTab(school, violations),
  },
  {
    key: 'ruleList',
    title: '规则一览',
    when: 'always',
    draw: ({ rules, parameters }) => ruleListTab(rules, parameters),
  },
  { key: 'schoolYearEnd', title: '年度考核', when: 'yearEnd', draw: ({ result }) => yearEndTab(result, null) },
  { key: 'publicNotice', title: '公示', when: 'yearEnd', draw: ({ result }) => publicNoticeTab(result) },
];

/** The tabs of one workbook whose facts are given, in the order of their list. */
export function drawTabs<Facts extends FactsByOccasion>(
  tabs: readonly OutputTab<Facts>[],
  facts: Partial<Facts>,
): readonly TabImage[] {
  return tabs.flatMap((tab) => {
    const body = bodyOf(tab, facts);
    return body === null ? [] : [{ key: tab.key, title: tab.title, ...body }];
  });
}

function bodyOf<Facts extends FactsByOccasion>(tab: OutputTab<Facts>, facts: Partial<Facts>): TabBody | null {
  const { always, ranking, yearEnd } = facts;
  switch (tab.when) {
    case 'always':
      return always === undefined ? null : tab.draw(always);
    case 'ranking':
      return ranking === undefined ? null : tab.draw(ranking);
    default:
      return yearEnd === undefined ? null : tab.draw(yearEnd);
  }
}
