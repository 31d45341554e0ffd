import type { School } from '../domain/assembled.ts';
import { isGiven } from '../domain/cell.ts';
import { rowAt } from '../domain/row-at.ts';
import type { Finding } from '../rules/frame/rule.ts';

/** Looks up which organizations a finding touches. */
export type Touched = (finding: Finding) => readonly string[];

/** Coverage is the college's duty: these touch nobody (points.md §3). */
const TOUCH_NOBODY: ReadonlySet<string> = new Set(['ORG-01', 'ORG-02', 'ORG-12', 'MEC-06', 'CFG-01']);
/** Rules whose subject is a student and whose duty is the 团支部 of the student's class. */
const LEAGUE_BRANCH_RULES: ReadonlySet<string> = new Set(['EDU-01', 'EDU-02', 'EDU-03', 'EDU-05']);
/** Rules whose subject is a student and whose duty is the student's 党支部. */
const BRANCH_OR_CLASS_RULES: ReadonlySet<string> = new Set(['EVA-01', 'EVA-02', 'EVA-03', 'EVA-04', 'EVA-07']);
/** Rules that are about a row and touch the organization of that row. */
const ROW_RULES: ReadonlySet<string> = new Set(['ORG-06', 'EDU-04', 'EDU-08', 'EVA-09']);
const ROW_FAMILIES: ReadonlySet<string> = new Set(['DAT', 'PRA', 'DEC']);
/** Decisions that touch the 党支部 of their row besides the deciding organization. */
const ALSO_PARTY_BRANCH: ReadonlySet<string> = new Set(['DEC-02', 'DEC-04']);

/**
 * What a finding touches (points.md §3, 扣分): the organizations that lose points by it, and that an error of
 * 不得评优规则 keeps from 优秀. Organizations that are not known are left out.
 */
export function touchedBy(school: School): Touched {
  const { roster, coverage } = school;
  const colleges = new Map(school.colleges.map((college) => [college.id, college]));
  const ofStudent = (id: string | undefined, side: 'branch' | 'class' | 'branchOrClass' | 'league'): string[] => {
    const student = id === undefined ? undefined : roster.student(id);
    if (!student) return [];
    const branchId = isGiven(student.branchId) ? [student.branchId] : [];
    const classId = isGiven(student.classId) ? [student.classId] : [];
    if (side === 'branch') return branchId;
    if (side === 'class') return classId;
    // An unreadable 党支部 is not “without one”: nobody is touched.
    if (side === 'branchOrClass') return student.branchId === null ? classId : branchId;
    return classId.flatMap((id) => coverage.leagueBranchesOf(id).map((branch) => branch.id as string));
  };
  const ofRow = (finding: Finding): string[] => {
    const college = finding.college === null ? undefined : colleges.get(finding.college);
    const found = college ? rowAt(college, finding.at) : null;
    if (!found) return [];
    const cells = found.row as unknown as Readonly<Record<string, unknown>>;
    if (found.tab === 'students') return textOf(cells.classId);
    if (found.tab === 'pledges') return ofStudent(textOf(cells.studentId)[0], 'class');
    if (found.tab === 'developments') return ofStudent(textOf(cells.studentId)[0], 'branch');
    if (found.tab === 'organizations') return textOf(cells.id);
    const own = textOf(found.tab === 'activities' ? cells.hostId : cells.orgId);
    return ALSO_PARTY_BRANCH.has(finding.rule) ? [...own, ...textOf(cells.branchId)] : own;
  };
  return (finding) => {
    const family = finding.rule.slice(0, 3);
    const first = finding.subject[0];
    if (TOUCH_NOBODY.has(finding.rule)) return [];
    if (ROW_FAMILIES.has(family) || ROW_RULES.has(finding.rule)) return unique(ofRow(finding));
    if (LEAGUE_BRANCH_RULES.has(finding.rule)) return unique(ofStudent(first, 'league'));
    if (family === 'DEV') return ofStudent(first, 'branch');
    if (BRANCH_OR_CLASS_RULES.has(finding.rule)) return ofStudent(first, 'branchOrClass');
    if (finding.rule === 'EVA-05') return ofStudent(first, 'class');
    return first !== undefined && roster.organization(first) ? [first] : [];
  };
}

function textOf(cell: unknown): string[] {
  return typeof cell === 'string' ? [cell] : [];
}

function unique(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}
