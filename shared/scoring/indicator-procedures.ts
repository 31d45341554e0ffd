import { type AcademicYear, type CalendarDay, isInYear } from '../domain/calendar.ts';
import { type Cell, isGiven } from '../domain/cell.ts';
import { isDecisionOf } from '../domain/decisions.ts';
import type { Decision, Organization } from '../domain/school.ts';
import { Severity } from '../domain/vocabulary.ts';
import type { OpenFinding } from './scored.ts';
import { classesOf, type IndicatorContext, type Share } from './share.ts';

/**
 * 程序合规率: 1 − x/y; y = decisions of the audited year that name a student of the branch and the development records
 * of its students, x = those of them with a DEC or DEV error.
 */
export function procedureShare({ school, open }: IndicatorContext, branchId: string): Share {
  const errors = errorIndex(open);
  const students = school.roster.studentsOfBranch(branchId);
  const decisions = new Set<Decision>();
  let due = 0;
  let faulty = 0;
  for (const { id } of students) {
    if (!isGiven(id)) continue;
    for (const decision of school.records.decisionsNaming(id)) {
      const isLater = school.colleges[decision.college]?.isRepeated(decision) ?? false;
      if (!isLater && isDecisionOf(decision, school.year)) decisions.add(decision);
    }
    if (!school.records.developmentOf(id)) continue;
    due++;
    if (errors.development.has(id)) faulty++;
  }
  for (const decision of decisions) {
    due++;
    const college = school.colleges[decision.college];
    if (college && errors.decision.has(`${college.id}|${college.keyOf('decisions', decision)[0]}`)) faulty++;
  }
  return { done: due - faulty, due };
}

/**
 * 推优合规率: 1 − x/y; y = students of the branch with 推优日期 or 确定积极分子日期 in the audited year, x = those of them
 * with an EDU-01…05 error (EDU-04: the students whom the decision names).
 */
export function recommendationShare({ school, open }: IndicatorContext, org: Organization, branchId: string): Share {
  const faulty = recommendationErrors(open, (finding) => studentsNamed(school, finding));
  let due = 0;
  let done = 0;
  for (const classId of classesOf(school, org, branchId)) {
    for (const { id } of school.roster.studentsOfClass(classId)) {
      const record = isGiven(id) ? school.records.developmentOf(id) : undefined;
      if (!record || !isGiven(id)) continue;
      if (!isOfYear(record.recommendedOn, school.year) && !isOfYear(record.activistOn, school.year)) continue;
      due++;
      if (!faulty.has(id)) done++;
    }
  }
  return { done, due };
}

function isOfYear(day: Cell<CalendarDay>, year: AcademicYear): boolean {
  return isGiven(day) && isInYear(day, year);
}

type Errors = { readonly development: ReadonlySet<string>; readonly decision: ReadonlySet<string> };
const errorIndexes = new WeakMap<IndicatorContext['open'], Errors>();

function errorIndex(open: IndicatorContext['open']): Errors {
  const known = errorIndexes.get(open);
  if (known) return known;
  const errors = open.filter(({ severity }) => severity === Severity.error);
  const made = {
    development: new Set(errors.filter(({ rule }) => rule.startsWith('DEV-')).map(({ subject }) => subject[0] ?? '')),
    decision: new Set(
      errors.filter(({ rule }) => rule.startsWith('DEC-')).map(({ college, subject }) => `${college}|${subject[0]}`),
    ),
  };
  errorIndexes.set(open, made);
  return made;
}

const recommendationIndexes = new WeakMap<IndicatorContext['open'], ReadonlySet<string>>();

function recommendationErrors(
  open: IndicatorContext['open'],
  named: (finding: OpenFinding) => readonly string[],
): ReadonlySet<string> {
  const known = recommendationIndexes.get(open);
  if (known) return known;
  const ids = new Set<string>();
  for (const finding of open) {
    const { rule, severity, subject } = finding;
    if (severity !== Severity.error || !/^EDU-0[1-5]$/.test(rule)) continue;
    for (const id of rule === 'EDU-04' ? named(finding) : [subject[0] ?? '']) ids.add(id);
  }
  recommendationIndexes.set(open, ids);
  return ids;
}

/** By the row, not by 事项编号: of two decisions with one number, only the faulty one applies to its students. */
function studentsNamed({ colleges }: IndicatorContext['school'], { college, at }: OpenFinding): readonly string[] {
  const rows = colleges.find(({ id }) => id === college)?.judged.decisions;
  return rows?.find(({ row }) => row === at.row)?.studentIds.items ?? [];
}
