import type { CalendarDay } from './calendar.ts';
import { isGiven } from './cell.ts';
import type { Organization, Student, Tables } from './school.ts';
import { OrgKind, OrgStatus, PoliticalStatus, ScoredKind, StudentStatus } from './vocabulary.ts';

/** The people and organizations of the whole school, by id. Of several rows with one id, the first counts. */
export interface Roster {
  organization(id: string): Organization | undefined;
  student(id: string): Student | undefined;
  /** 在读, or left after the day on which membership is determined (rules.md §1). */
  isEnrolled(student: Student): boolean;
  /** Enrolled students of a class. */
  studentsOfClass(classId: string): readonly Student[];
  /** Enrolled students, whatever their 政治面貌, whose 党支部 names the branch. */
  studentsOfBranch(branchId: string): readonly Student[];
  /** Enrolled party members whose 党支部 names the branch. */
  membersOfBranch(branchId: string): readonly Student[];
  /** How many of them are 正式党员. */
  fullMembersOfBranch(branchId: string): number;
}

export function isRegistered(org: Organization): boolean {
  return org.status === OrgStatus.registered;
}

/** 在册 and not a 上级党团组织: what rules and scheme consider. */
export function isJudged(org: Organization): boolean {
  return isRegistered(org) && org.kind !== OrgKind.higherOrg;
}

export function isDissolved(org: Organization): boolean {
  return org.status === OrgStatus.dissolved;
}

/** 正式党员 or 预备党员. */
export function isPartyMember(student: Student): boolean {
  return (
    student.politicalStatus === PoliticalStatus.fullMember ||
    student.politicalStatus === PoliticalStatus.probationaryMember
  );
}

export function isFullMember(student: Student): boolean {
  return student.politicalStatus === PoliticalStatus.fullMember;
}

/** 共青团员, 入党积极分子 or 发展对象. */
export function isLeagueMember({ politicalStatus }: Student): boolean {
  return (
    politicalStatus === PoliticalStatus.leagueMember ||
    politicalStatus === PoliticalStatus.activist ||
    politicalStatus === PoliticalStatus.prospect
  );
}

/** The kind under which an organization is scored and ranked; `null` for 党课学习小组 and unreadable kinds. */
export function scoredKindOf(org: Organization): ScoredKind | null {
  switch (org.kind) {
    case OrgKind.partyBranch:
      return ScoredKind.partyBranch;
    case OrgKind.leagueBranch:
      return ScoredKind.leagueBranch;
    case OrgKind.schoolClass:
      return ScoredKind.schoolClass;
    case OrgKind.functionalPartyOrg:
    case OrgKind.functionalLeagueOrg:
      return ScoredKind.functional;
    default:
      return null;
  }
}

/** Whether a student is enrolled on the day on which membership is determined. */
export function isEnrolledOn(student: Student, membershipOn: CalendarDay): boolean {
  if (student.status === StudentStatus.enrolled) return true;
  return isGiven(student.status) && isGiven(student.leftOn) && student.leftOn > membershipOn;
}

export function buildRoster(tables: readonly Tables[], membershipOn: CalendarDay): Roster {
  const organizations = new Map<string, Organization>();
  const students = new Map<string, Student>();
  const byClass = new Map<string, Student[]>();
  const byBranch = new Map<string, Student[]>();
  const members = new Map<string, readonly Student[]>();
  const membersOfBranch = (id: string): readonly Student[] => {
    const known = members.get(id) ?? (byBranch.get(id) ?? []).filter(isPartyMember);
    members.set(id, known);
    return known;
  };
  for (const { organizations: rows } of tables) {
    for (const org of rows) if (isGiven(org.id) && !organizations.has(org.id)) organizations.set(org.id, org);
  }
  for (const { students: rows } of tables) {
    for (const student of rows) {
      if (!isGiven(student.id) || students.has(student.id)) continue;
      students.set(student.id, student);
      if (!isEnrolledOn(student, membershipOn)) continue;
      if (isGiven(student.classId)) push(byClass, student.classId, student);
      if (isGiven(student.branchId)) push(byBranch, student.branchId, student);
    }
  }
  return {
    organization: (id) => organizations.get(id),
    student: (id) => students.get(id),
    isEnrolled: (student) => isEnrolledOn(student, membershipOn),
    studentsOfClass: (id) => byClass.get(id) ?? [],
    studentsOfBranch: (id) => byBranch.get(id) ?? [],
    membersOfBranch,
    fullMembersOfBranch: (id) => membersOfBranch(id).filter(isFullMember).length,
  };
}

/** Adds to the list that a map keeps for a key. */
export function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Name for messages: 姓名, else the id. */
export function nameOf(student: Student | undefined, id: string): string {
  return student && isGiven(student.name) ? student.name : id;
}

/** A person for messages: `张三（41924001）`, the id alone if 花名册 has no name. */
export function personOf(student: Student | undefined, id: string): string {
  return student && isGiven(student.name) ? `${student.name}（${id}）` : id;
}

/** Name of an organization for messages: 组织名称, else the id. */
export function orgNameOf(org: Organization | undefined, id: string): string {
  return org && isGiven(org.name) ? org.name : id;
}

/** An organization for messages: `电信2301班（JSJ-C-2301）`, the id alone if 组织 has no name. */
export function orgLabelOf(org: Organization | undefined, id: string): string {
  return org && isGiven(org.name) ? `${org.name}（${id}）` : id;
}
