import type { School } from '../domain/assembled.ts';
import { isGiven } from '../domain/cell.ts';
import { rowAt } from '../domain/row-at.ts';
import type { Finding, Touches } from '../rules/frame/rule.ts';

/** Looks up which organizations a finding touches. */
export type Touched = (finding: Finding) => readonly string[];

/**
 * The organizations that a finding touches (points.md §3, 扣分): they lose points by it, and an error of 不得评优规则 keeps
 * them from 优秀. Unknown organizations are left out.
 */
export function touchedBy(school: School): Touched {
  const { roster, coverage, tabs } = school;
  const colleges = new Map(school.colleges.map((college) => [college.id, college]));
  const ofStudent = (
    id: string | undefined,
    side: Extract<Touches, 'branch' | 'class' | 'branchOrClass' | 'leagueBranch'>,
  ): readonly string[] => {
    const student = id === undefined ? undefined : roster.student(id);
    if (!student) return [];
    const branchId = isGiven(student.branchId) ? [student.branchId] : [];
    const classId = isGiven(student.classId) ? [student.classId] : [];
    if (side === 'branch') return branchId;
    if (side === 'class') return classId;
    // An unreadable 党支部 is not “without one”: nobody is touched.
    if (side === 'branchOrClass') return student.branchId === null ? classId : branchId;
    return unique(classId.flatMap((id) => coverage.leagueBranchesOf(id).map((branch) => branch.id as string)));
  };
  const ofRow = (finding: Finding, row: number | null): readonly string[] => {
    const college = finding.college === null ? undefined : colleges.get(finding.college);
    const found = college ? rowAt(college, { ...finding.at, row }) : null;
    if (!found) return [];
    const { host, person, personOf } = tabs[found.tab];
    const cells = found.row as unknown as Readonly<Record<string, unknown>>;
    // A row of 花名册 is the person, even if a row above has the same 学号.
    if (found.tab === 'students') return textOf(cells.classId);
    if (host !== null) {
      const own = textOf(cells[host]);
      return finding.touches === 'rowAndPartyBranch' ? unique([...own, ...textOf(cells.branchId)]) : own;
    }
    return person === null ? [] : ofStudent(textOf(cells[person[0]])[0], personOf);
  };
  /** For a finding about several rows, the organizations that all of them touch. */
  const ofRows = (finding: Finding): readonly string[] => {
    const [first, ...others] = finding.rows ?? [finding.at.row];
    const own = ofRow(finding, first ?? null);
    return own.filter((id) => others.every((row) => ofRow(finding, row).includes(id)));
  };
  return (finding) => {
    const [first] = finding.subject;
    switch (finding.touches) {
      case 'nobody':
        return [];
      case 'row':
      case 'rowAndPartyBranch':
        return ofRows(finding);
      case 'subject':
        return first !== undefined && roster.organization(first) ? [first] : [];
      default:
        return ofStudent(first, finding.touches);
    }
  };
}

function textOf(cell: unknown): string[] {
  return typeof cell === 'string' ? [cell] : [];
}

function unique(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}
