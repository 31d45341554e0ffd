import type { College, School } from './assembled.ts';
import { type CalendarDay, deadlineIn } from './calendar.ts';
import { type Cell, isGiven, unreadable } from './cell.ts';
import { countsFor } from './duties.ts';
import { hadTaken } from './membership-at.ts';
import type { Parameters } from './parameters.ts';
import type { Place } from './place.ts';
import { isLeagueMember, isPartyMember, isRegistered } from './roster.ts';
import type { Organization, Pledge, Student } from './school.ts';
import { type HeldPost, mayBeTeacher } from './tenure.ts';
import { AppraisalGrade, AppraisalKind, type ClassPost, OrgKind, PoliticalStatus } from './vocabulary.ts';

/**
 * What everybody owes once a year (承诺考评), computed once: the rules EVA-01…06 that list who is missing share it with
 * the indicators 党员承诺述诺率, 党员评议率, 述职考评率 and 学生评测率. Any row of the student and year counts, whatever its
 * 身份; an unreadable cell counts as given (rules.md §4).
 */
export interface YearlyRequest {
  /** Parameter with the last day. */
  readonly deadline: 'pledgeDeadline' | 'reportDeadline' | 'appraisalDeadline';
  /** The cell of a row of 承诺考评 in which it is typed. */
  readonly typedIn: 'pledgedOn' | 'reportedOn' | 'appraisalGrade';
  /** 评议类型 of the row, if it is a graded one. */
  readonly kind?: AppraisalKind;
  /** Whether a row of 承诺考评 shows that it was done. */
  readonly isDoneBy: (row: Pledge, counts: (day: CalendarDay) => boolean) => boolean;
}

export const ASSESSMENTS = {
  pledge: {
    deadline: 'pledgeDeadline',
    typedIn: 'pledgedOn',
    isDoneBy: ({ pledgedOn }, counts) => isDated(pledgedOn, counts),
  },
  pledgeReport: {
    deadline: 'reportDeadline',
    typedIn: 'reportedOn',
    isDoneBy: ({ reportedOn }, counts) => isDated(reportedOn, counts),
  },
  memberAppraisal: {
    deadline: 'appraisalDeadline',
    typedIn: 'appraisalGrade',
    kind: AppraisalKind.democraticAppraisal,
    isDoneBy: (row) => isGraded(row, AppraisalKind.democraticAppraisal),
  },
  dutyReport: {
    deadline: 'reportDeadline',
    typedIn: 'appraisalGrade',
    kind: AppraisalKind.dutyReport,
    isDoneBy: (row) => isGraded(row, AppraisalKind.dutyReport),
  },
  anyGrade: {
    deadline: 'appraisalDeadline',
    typedIn: 'appraisalGrade',
    isDoneBy: ({ appraisalGrade }) => appraisalGrade !== null,
  },
} as const satisfies Record<string, YearlyRequest>;

/** Who is asked, and which of them have not done it. Nobody is asked while the last day is after `until`. */
export interface Asked {
  readonly asked: readonly string[];
  readonly missing: readonly string[];
}

type Deadlines = Pick<Parameters, YearlyRequest['deadline']>;

/** The last day of an assessment; `null` if it is after `until` or, without `until`, has not passed. */
export function deadlineOf<D extends YearlyRequest['deadline']>(
  school: School,
  parameters: Pick<Deadlines, D>,
  deadline: D,
  until: CalendarDay = school.asOf - 1,
): CalendarDay | null {
  const day = deadlineIn(school.year, parameters[deadline]);
  return day <= until ? day : null;
}

/** Party members among the students who had been admitted by the deadline; all of them if no record (EVA-01…03). */
export function askMembers<A extends YearlyRequest>(
  school: School,
  students: readonly Student[],
  assessment: A,
  parameters: Pick<Deadlines, A['deadline']>,
  until?: CalendarDay,
): Asked {
  const day = deadlineOf(school, parameters, assessment.deadline, until);
  if (day === null) return NOBODY;
  return answered(school, membersAsked(school, students, day), assessment, day);
}

/** Party members among the students who had been admitted by a day, or until now; all of them if no record. */
export function membersAsked(school: School, students: readonly Student[], day: CalendarDay): readonly string[] {
  const by = Math.min(day, school.asOf);
  return idsOf(students.filter(isPartyMember)).filter((id) => hadTaken(school, id, 'admittedOn', by) ?? true);
}

/** 入党积极分子 and 发展对象 among the students who had that status by the deadline (EVA-04). */
export function askActivists<A extends YearlyRequest>(
  school: School,
  students: readonly Student[],
  assessment: A,
  parameters: Pick<Deadlines, A['deadline']>,
  until?: CalendarDay,
): Asked {
  const day = deadlineOf(school, parameters, assessment.deadline, until);
  if (day === null) return NOBODY;
  const by = Math.min(day, school.asOf);
  const asked = idsOf(students.filter(isActivist)).filter((id) => hadTaken(school, id, 'activistOn', by) ?? true);
  return answered(school, asked, assessment, day);
}

/** Holders of a current 班团 post of the organization (for a 团支部: of every class it covers), not teachers (EVA-05). */
export function askOfficers(school: School, org: Organization, parameters: Pick<Deadlines, 'reportDeadline'>): Asked {
  const day = deadlineOf(school, parameters, 'reportDeadline');
  if (!isGiven(org.id) || day === null) return NOBODY;
  const classIds = org.kind === OrgKind.schoolClass ? [org.id] : idsOf(school.coverage.classesOf(org.id));
  const posts = [...classIds.flatMap((id) => school.tenures.ofCommittee(id)), ...school.tenures.ofClassOrg(org.id)];
  const holders = new Set<string>();
  for (const post of posts) {
    if (isGiven(post.tenure.holderId) && isAskedFor(post, school)) holders.add(post.tenure.holderId);
  }
  return answered(school, [...holders], ASSESSMENTS.dutyReport, day);
}

/** Every 在读 student of the classes; one grade of any kind in the year is enough (EVA-06). */
export function askStudents(
  school: School,
  classIds: readonly string[],
  parameters: Pick<Deadlines, 'appraisalDeadline'>,
  until?: CalendarDay,
): Asked {
  const day = deadlineOf(school, parameters, 'appraisalDeadline', until);
  if (day === null) return NOBODY;
  const students = classIds.flatMap((id) => school.roster.studentsOfClass(id));
  return answered(school, idsOf(students), ASSESSMENTS.anyGrade, day);
}

/** The first 班团 post of a person for which a 述职考评 is asked, in the order of colleges and rows. */
export function firstPostAsked(school: School, holderId: string): HeldPost<ClassPost> | undefined {
  return school.tenures.classPostsOf(holderId).find((post) => isAskedFor(post, school));
}

/** Whether somebody has done an assessment by its last day, in the audited year. */
export function hasDone(
  { records, year, asOf }: School,
  studentId: string,
  { isDoneBy }: YearlyRequest,
  dueOn: CalendarDay,
): boolean {
  const counts = (day: CalendarDay): boolean => countsFor(day, dueOn, asOf);
  return records.pledgesOf(studentId, year).some((row) => isDoneBy(row, counts));
}

/**
 * Where it is typed: in the student's row of 承诺考评 of the year whose cell is blank (with that 评议类型, or with none
 * yet), else in a new row.
 */
export function placeToType(
  { records, year }: School,
  college: College,
  studentId: string,
  { typedIn, kind }: YearlyRequest,
): Place {
  const row = records
    .pledgesOf(studentId, year)
    .find(
      (pledge) =>
        pledge.college === college.index &&
        pledge[typedIn] === null &&
        (kind === undefined || pledge.appraisalKind === null || pledge.appraisalKind === kind),
    );
  return row ? college.place('pledges', row, typedIn) : college.newRowPlace('pledges', 'studentId');
}

/** 入党积极分子 or 发展对象. */
export function isActivist({ politicalStatus }: Student): boolean {
  return politicalStatus === PoliticalStatus.activist || politicalStatus === PoliticalStatus.prospect;
}

/** The yearly grades of a branch: how many members have one of its kind, and which of them are rated 优秀 (EVA-08). */
export interface Ratings {
  /** 民主评议 of a 党支部, 团员教育评议 of a 团支部. */
  readonly kind: AppraisalKind;
  readonly assessed: number;
  readonly excellent: readonly Student[];
}

/** Ratings of a 党支部 (party members) or 团支部 (League members of its classes); a member's first row counts. */
export function ratingsOf(school: School, org: Organization): Ratings | null {
  if (!isGiven(org.id)) return null;
  if (org.kind === OrgKind.partyBranch) {
    return rate(school, school.roster.membersOfBranch(org.id), AppraisalKind.democraticAppraisal);
  }
  if (org.kind !== OrgKind.leagueBranch) return null;
  const students = idsOf(school.coverage.classesOf(org.id)).flatMap((id) => school.roster.studentsOfClass(id));
  return rate(school, students.filter(isLeagueMember), AppraisalKind.leagueAppraisal);
}

function rate(school: School, members: readonly Student[], kind: AppraisalKind): Ratings {
  const excellent: Student[] = [];
  let assessed = 0;
  for (const member of members) {
    const rows = isGiven(member.id) ? school.records.pledgesOf(member.id, school.year) : [];
    const first = rows.find(({ appraisalKind, appraisalGrade }) => appraisalKind === kind && appraisalGrade !== null);
    if (!first) continue;
    assessed++;
    if (first.appraisalGrade === AppraisalGrade.excellent) excellent.push(member);
  }
  return { kind, assessed, excellent };
}

const NOBODY: Asked = { asked: [], missing: [] };

function answered(school: School, asked: readonly string[], assessment: YearlyRequest, dueOn: CalendarDay): Asked {
  return { asked, missing: asked.filter((id) => !hasDone(school, id, assessment, dueOn)) };
}

/** An unreadable date counts as one. */
function isDated(day: Cell<CalendarDay>, counts: (day: CalendarDay) => boolean): boolean {
  return isGiven(day) ? counts(day) : day === unreadable;
}

/** A grade of that kind; an unreadable 评议类型 may be that kind. */
function isGraded({ appraisalKind, appraisalGrade }: Pledge, kind: AppraisalKind): boolean {
  return appraisalGrade !== null && (appraisalKind === kind || appraisalKind === unreadable);
}

/**
 * A post counts for 述职考评 if its organization is 在册, and its holder is neither a teacher (an unreadable 身份 may be one)
 * nor a student with an unreadable 状态.
 */
function isAskedFor({ tenure }: HeldPost, { roster }: School): boolean {
  if (mayBeTeacher(tenure) || !isGiven(tenure.orgId) || !isGiven(tenure.holderId)) return false;
  const org = roster.organization(tenure.orgId);
  return org !== undefined && isRegistered(org) && roster.student(tenure.holderId)?.status !== unreadable;
}

function idsOf(rows: readonly (Student | Organization)[]): string[] {
  return rows.map(({ id }) => id).filter(isGiven);
}
