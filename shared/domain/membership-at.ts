import type { School } from './assembled.ts';
import type { CalendarDay } from './calendar.ts';
import { isGiven, unreadable } from './cell.ts';
import { isPartyMember } from './roster.ts';
import type { Decision, Student } from './school.ts';

/**
 * Whether a student had been admitted (or had become 入党积极分子) by a day: the step's date in 发展台账 is not later.
 * A blank date is a step not taken, an unreadable one proves nothing; `null` where there is no record.
 */
export function hadTaken(
  school: School,
  studentId: string,
  step: 'admittedOn' | 'activistOn',
  by: CalendarDay,
): boolean | null {
  const record = school.records.developmentOf(studentId);
  if (!record) return null;
  const on = record[step];
  return isGiven(on) && on <= by;
}

/** Whether a student was a party member on a day; without a record, whether 政治面貌 says so now (rules.md §4, DEC). */
export function wasPartyMember(school: School, student: Student, day: CalendarDay): boolean {
  const taken = isGiven(student.id) ? hadTaken(school, student.id, 'admittedOn', day) : null;
  return taken ?? isPartyMember(student);
}

/**
 * 在读 students whom a decision names and who were party members on 团员大会日期 (on the as-of day if that is blank);
 * none if it is unreadable.
 */
export function partyMembersNamed(school: School, { studentIds, leagueAssemblyOn }: Decision): readonly Student[] {
  if (leagueAssemblyOn === unreadable) return [];
  return studentIds.items.flatMap((id) => {
    const student = school.roster.student(id);
    if (!student || !school.roster.isEnrolled(student)) return [];
    return wasPartyMember(school, student, leagueAssemblyOn ?? school.asOf) ? [student] : [];
  });
}
