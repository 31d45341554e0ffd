import type { College } from '../domain/assembled.ts';
import { SECTIONS, ViolationState } from '../domain/vocabulary.ts';
import { cellNotes } from '../report/cell-notes.ts';
import { heldBackLines } from '../report/hold-back-words.ts';
import { COLLEGE_TABS, type CollegeFacts, drawTabs, SCHOOL_TABS, type SchoolFacts } from '../report/output-tabs.ts';
import type { NotCheckedLine, OverviewInput } from '../report/overview-tab.ts';
import { runMessages } from '../report/run-messages.ts';
import type { WorkbookImage } from '../sheet/image.ts';
import type { Violation } from '../violations/lifecycle.ts';
import type { Assessment } from './assess-school.ts';
import { COVERAGE_RATES, coverageRates } from './coverage-rates.ts';
import type { Night, RuleSet } from './night.ts';
import { notCheckedLines, unfilledWords, unreadLines } from './not-checked.ts';
import type { CollegeReading, SchoolReading } from './read-school.ts';
import { settingLines } from './setting-lines.ts';

/** What the pictures of one night are drawn from. */
export interface RenderInput {
  readonly night: Night;
  readonly ruleSet: RuleSet;
  readonly school: SchoolReading;
  readonly assessment: Assessment;
  /** Beijing time, as shown. */
  readonly checkedAt: string;
  readonly nextRun: string;
  /** Whether the rankings are to be shown now (排名发布). */
  readonly showsRanking: boolean;
}

/** All output tabs and notes of one college workbook. */
export function renderCollege(input: RenderInput, college: College): WorkbookImage {
  const { assessment } = input;
  const { judgement, standings } = assessment;
  const violations = judgement.violations.filter(({ college: id }) => id === college.id);
  const own = new Set(
    standings.filter(({ balance }) => balance.college === college.id).map(({ organization }) => organization),
  );
  const positions = judgement.positions.filter(({ organization }) => own.has(organization));
  const ownStandings = standings.filter(({ organization }) => own.has(organization));
  const tabs = drawTabs<CollegeFacts>(COLLEGE_TABS, {
    always: {
      school: judgement.school,
      college,
      overview: overview(input, college),
      violations,
      standings: ownStandings,
      positions,
      lines: judgement.parameters,
    },
    ...(input.showsRanking && { ranking: { standings, college: college.id } }),
  });
  // Cells may have moved since the reading that is shown.
  if (college.heldBack) return { tabs, notes: 'asTheyStand' };
  return { tabs, notes: judgement.parameters.cellNotes ? cellNotes(college, violations) : null };
}

/**
 * All output tabs and notes of the school workbook; what became of the other workbooks is put in when it is known.
 */
export function renderSchool(input: RenderInput, readings: readonly CollegeReading[]): WorkbookImage {
  const { judgement, standings } = input.assessment;
  const names = new Map(judgement.school.colleges.map(({ id, name }) => [id, name]));
  const schoolWide = judgement.violations.filter(({ college }) => college === null);
  return {
    tabs: drawTabs<SchoolFacts>(SCHOOL_TABS, {
      always: {
        school: judgement.school,
        overview: schoolOverview(input, readings),
        violations: judgement.violations,
      },
      ...(input.showsRanking && { ranking: { standings, names } }),
    }),
    notes: judgement.parameters.cellNotes ? cellNotes(undefined, schoolWide) : null,
  };
}

function overview(input: RenderInput, college: College): OverviewInput {
  const { judgement, standings } = input.assessment;
  const violations = judgement.violations.filter(({ college: id }) => id === college.id);
  const organizations = judgement.organizations.filter((scored) => scored.college === college.id);
  const rates = coverageRates(judgement.school, organizations, judgement.open, judgement.parameters);
  const own = standings.filter(({ balance }) => balance.college === college.id);
  return {
    ...common(input),
    name: college.name,
    violations,
    before: openBefore(input, violations, college.id),
    rows: Object.values(college.tabs).map(({ key, rows }) => [college.tabPlace(key).tab, rows.length]),
    notChecked: notCheckedLines(judgement.school, judgement.notChecked, college.id),
    heldBack: college.heldBack ? heldBackLines(college.heldBack) : [],
    unread: unreadLines(college),
    settings: [],
    coverage: COVERAGE_RATES.map((rate) => [rate, ...rates[rate]]),
    sections: SECTIONS.map((section) => [
      section,
      own.reduce((sum, { balance }) => sum + balance.sections[section], 0) / 100,
    ]),
    workbooks: [],
  };
}

function schoolOverview(input: RenderInput, readings: readonly CollegeReading[]): OverviewInput {
  const { judgement } = input.assessment;
  const { school } = judgement;
  const rates = coverageRates(school, judgement.organizations, judgement.open, judgement.parameters);
  const rows = new Map<string, number>();
  for (const college of school.colleges) {
    for (const { key, rows: own } of Object.values(college.tabs)) {
      const tab = college.tabPlace(key).tab;
      rows.set(tab, (rows.get(tab) ?? 0) + own.length);
    }
  }
  const lines: NotCheckedLine[] = school.colleges.flatMap(({ id, name }) =>
    notCheckedLines(school, judgement.notChecked, id).map(({ tab, reason }) => ({ tab: `${name} ${tab}`, reason })),
  );
  return {
    ...common(input),
    name: runMessages.wholeSchool(),
    violations: judgement.violations,
    before: openBefore(input, judgement.violations, null),
    rows: [...rows],
    notChecked: lines,
    heldBack: [],
    unread: [],
    settings: settingLines(input.school.settings.issues),
    coverage: COVERAGE_RATES.map((rate) => [rate, ...rates[rate]]),
    sections: [],
    workbooks: readings.map(({ registration, error }) => [
      registration.name,
      error ?? unfilledWords(school, registration.id) ?? runMessages.done(),
    ]),
  };
}

function common({ night, ruleSet, school, checkedAt, nextRun }: RenderInput) {
  return {
    checkedAt,
    nextRun,
    asOf: night.asOf,
    year: night.year,
    ruleSet: ruleSet.version,
    scheme: school.scheme.version,
    titles: new Map(ruleSet.rules.map(({ id, title }) => [id, title])),
  };
}

/**
 * Open violations by rule before this run, of one college or (`null`) of the whole school. What is waived now is left out,
 * as it is from the counts after the run. `null` on the first run of all.
 */
function openBefore(
  { assessment }: RenderInput,
  violations: readonly Violation[],
  college: string | null,
): ReadonlyMap<string, number> | null {
  if (assessment.openBefore === null) return null;
  const waived = new Set(violations.filter(({ state }) => state === ViolationState.waived).map(({ id }) => id));
  const counts = new Map<string, number>();
  for (const [owner, open] of assessment.openBefore) {
    if (college !== null && owner !== college) continue;
    for (const id of open.keys()) {
      const rule = id.slice(0, id.lastIndexOf('-'));
      if (!waived.has(id)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    }
  }
  return counts;
}
