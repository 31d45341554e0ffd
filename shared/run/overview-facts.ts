import type { College } from '../domain/assembled.ts';
import type { Hundredths } from '../domain/points.ts';
import type { Position } from '../domain/position.ts';
import { Grade, SECTIONS, Section, Severity, ViolationState } from '../domain/vocabulary.ts';
import type { Standing } from '../ranking/rank.ts';
import type { CollegeOverview, SectionLine } from '../report/college-overview-tab.ts';
import { heldBackLines } from '../report/hold-back-words.ts';
import { countOpen } from '../report/open-counts.ts';
import type { CoverageLine, NotCheckedLine } from '../report/overview.ts';
import { runMessages } from '../report/run-messages.ts';
import {
  type CollegeFigures,
  type CollegeLine,
  joinCoverage,
  OVERDUE_DAYS,
  type SchoolOverview,
} from '../report/school-overview-tab.ts';
import { SCHOOL_WIDE, type Violation } from '../violations/lifecycle.ts';
import type { Assessment } from './assess-school.ts';
import { COVERAGE_RATES, type CoverageRates, coverageRates, type SchoolRates } from './coverage-rates.ts';
import type { Night, RuleSet } from './night.ts';
import { notCheckedLines, unfilledWords, unreadLines } from './not-checked.ts';
import type { CollegeReading, SchoolReading } from './read-school.ts';
import { settingLines } from './setting-lines.ts';

/** The input for drawing 概览. */
export interface OverviewInput {
  readonly night: Night;
  readonly ruleSet: RuleSet;
  readonly school: SchoolReading;
  readonly assessment: Assessment;
  /** Beijing time, as shown. */
  readonly checkedAt: string;
  readonly nextRun: string;
}

/** What was found and booked for one college. */
export interface CollegeResults {
  readonly violations: readonly Violation[];
  readonly standings: readonly Standing[];
  /** Of the organizations that have a standing. */
  readonly positions: readonly Position[];
}

/** What a night's 概览 are drawn from besides each college's own rows, computed once. */
export interface WholeSchool {
  /** Points that each open violation costs, by 问题编号. */
  readonly weights: ReadonlyMap<string, Hundredths>;
  /** Median of each section among the ranked organizations, by pool. */
  readonly medians: ReadonlyMap<string, ReadonlyMap<Section, Hundredths>>;
  readonly coverage: SchoolRates;
  /** By 学院编号. */
  resultsOf(college: string): CollegeResults;
}

export function wholeSchool({ judgement, standings }: Assessment): WholeSchool {
  const pools = Map.groupBy(
    standings.filter(({ rank }) => rank !== null),
    ({ pool }) => pool,
  );
  const medians = new Map(
    [...pools].map(([pool, own]) => [
      pool,
      new Map(SECTIONS.map((section): [Section, Hundredths] => [section, medianOf(own, section)])),
    ]),
  );
  const { school, organizations, open, parameters } = judgement;
  const collegeOf = new Map(standings.map(({ organization, balance }) => [organization, balance.college]));
  const violations = Map.groupBy(judgement.violations, ({ college }) => college);
  const standingsOf = Map.groupBy(standings, ({ balance }) => balance.college);
  const positions = Map.groupBy(judgement.positions, ({ organization }) => collegeOf.get(organization));
  return {
    weights: weightsOf(judgement.positions),
    medians,
    coverage: coverageRates(school, organizations, open, parameters),
    resultsOf: (college) => ({
      violations: violations.get(college) ?? [],
      standings: standingsOf.get(college) ?? [],
      positions: positions.get(college) ?? [],
    }),
  };
}

/** Points that each open violation costs, by 问题编号. */
export function weightsOf(positions: readonly Position[]): ReadonlyMap<string, Hundredths> {
  const weights = new Map<string, Hundredths>();
  for (const { section, activity, hundredths } of positions)
    if (section === Section.deductions && activity !== null)
      weights.set(activity, (weights.get(activity) ?? 0) - hundredths);
  return weights;
}

/** The middle value; of an even number, the lower of the middle two, to get a value that some organization has. */
function medianOf(standings: readonly Standing[], section: Section): Hundredths {
  const sorted = standings.map(({ balance }) => balance.sections[section]).sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? 0;
}

export function collegeOverview(input: OverviewInput, college: College, whole: WholeSchool): CollegeOverview {
  const { judgement, openBefore } = input.assessment;
  const { violations, standings } = whole.resultsOf(college.id);
  const own = standings.filter(({ rank }) => rank !== null);
  return {
    ...runFacts(input),
    name: college.name,
    violations,
    before: openBefore?.get(college.id) ?? null,
    notChecked: notCheckedLines(judgement.school, judgement.notChecked, college.id),
    coverage: coverageLines(whole.coverage.of(college.id)),
    rows: Object.values(college.tabs).map(({ key, rows }) => [college.tabPlace(key).tab, rows.length]),
    heldBack: college.heldBack ? heldBackLines(college.heldBack) : [],
    unread: unreadLines(college),
    weights: whole.weights,
    due: judgement.due.filter((reminder) => reminder.college === college.id),
    sections: own.length === 0 ? [] : SECTIONS.map((section) => sectionLine(section, own, whole)),
  };
}

function sectionLine(section: Section, own: readonly Standing[], { medians }: WholeSchool): SectionLine {
  return {
    section,
    own: own.reduce((sum, { balance }) => sum + balance.sections[section], 0),
    median: own.reduce((sum, { pool }) => sum + (medians.get(pool)?.get(section) ?? 0), 0),
  };
}

export function schoolOverview(
  input: OverviewInput,
  readings: readonly CollegeReading[],
  whole: WholeSchool,
): SchoolOverview {
  const { judgement, openBefore } = input.assessment;
  const { school, violations } = judgement;
  const rows = new Map<string, number>();
  for (const college of school.colleges) {
    for (const { key, rows: own } of Object.values(college.tabs)) {
      const { tab } = college.tabPlace(key);
      rows.set(tab, (rows.get(tab) ?? 0) + own.length);
    }
  }
  const notChecked: NotCheckedLine[] = school.colleges.flatMap(({ id, name }) =>
    notCheckedLines(school, judgement.notChecked, id).map(({ tab, reason }) => ({ tab: `${name} ${tab}`, reason })),
  );
  return {
    ...runFacts(input),
    name: runMessages.wholeSchool(),
    violations,
    before: wholeBefore(openBefore, violations),
    notChecked,
    settings: settingLines(judgement.settingIssues),
    coverage: coverageLines(whole.coverage.whole),
    rows: [...rows],
    colleges: [
      ...ownLine(
        violations.filter(({ college }) => college === null),
        openBefore,
      ),
      ...readings.map(({ registration: { id, name }, error }): CollegeLine => {
        const unread = error ?? unfilledWords(school, id);
        if (unread !== null) return { name, status: unread, figures: null };
        const before = openBefore?.get(id) ?? null;
        const { violations: own, standings } = whole.resultsOf(id);
        const figures = figuresOf(own, before, standings, coverageLines(whole.coverage.of(id)));
        return { name, status: runMessages.checked(), figures };
      }),
    ],
  };
}

/** The comparison of the whole school; a college without a previous run counts neither as better nor as worse. */
function wholeBefore(
  openBefore: Assessment['openBefore'],
  violations: readonly Violation[],
): ReadonlyMap<string, Severity> | null {
  if (openBefore === null) return null;
  const fresh = violations.filter(
    ({ college, state }) => state !== ViolationState.waived && !openBefore.has(college ?? SCHOOL_WIDE),
  );
  const known = [...openBefore.values()].flatMap((own) => [...own]);
  return new Map([...known, ...fresh.map(({ id, severity }) => [id, severity] as const)]);
}

/** The line of the school workbook itself, if something is wrong with it. */
function ownLine(violations: readonly Violation[], openBefore: Assessment['openBefore']): readonly CollegeLine[] {
  if (violations.length === 0) return [];
  const before = openBefore?.get(SCHOOL_WIDE) ?? null;
  return [
    { name: runMessages.ofSchool, status: runMessages.checked(), figures: figuresOf(violations, before, [], null) },
  ];
}

function figuresOf(
  violations: readonly Violation[],
  before: ReadonlyMap<string, Severity> | null,
  standings: readonly Standing[],
  coverage: readonly CoverageLine[] | null,
): CollegeFigures {
  const open = violations.filter(({ state }) => state !== ViolationState.waived);
  const counts = countOpen(violations, before);
  const ranked = standings.filter(({ rank }) => rank !== null);
  const days = open.reduce((sum, violation) => sum + violation.days, 0);
  return {
    errors: counts[Severity.error].open,
    warnings: counts[Severity.warning].open,
    fixed: before === null ? null : Object.values(counts).reduce((sum, { since }) => sum + (since?.fixed ?? 0), 0),
    meanDays: open.length === 0 ? 0 : Math.round(days / open.length),
    overdue: open.filter((violation) => violation.days > OVERDUE_DAYS).length,
    organizations: coverage && {
      ranked: ranked.length,
      excellent: ranked.filter(({ grade }) => grade === Grade.excellent).length,
      unqualified: ranked.filter(({ grade }) => grade === Grade.unqualified).length,
      coverage: joinCoverage(coverage),
    },
  };
}

function coverageLines(rates: CoverageRates): readonly CoverageLine[] {
  return COVERAGE_RATES.map((rate) => [rate, ...rates[rate]]);
}

function runFacts({ night, ruleSet, school, checkedAt, nextRun }: OverviewInput) {
  return {
    checkedAt,
    nextRun,
    asOf: night.asOf,
    year: night.year,
    ruleSet: ruleSet.version,
    scheme: school.scheme.version,
  };
}
