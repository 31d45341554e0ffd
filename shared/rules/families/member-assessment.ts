import type { College, School } from '../../domain/assembled.ts';
import {
  type Asked,
  type askActivists,
  askMembers,
  isActivist,
  placeToType,
  type YearlyRequest,
} from '../../domain/assessments.ts';
import { type CalendarDay, deadlineIn, formatAcademicYear, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import type { Parameters } from '../../domain/parameters.ts';
import type { Place } from '../../domain/place.ts';
import { isPartyMember, personOf } from '../../domain/roster.ts';
import type { Student } from '../../domain/school.ts';
import { type PoliticalStatus, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineDuty } from '../frame/rule.ts';

/** Somebody who was asked and has not done it, with the facts for the message. */
interface Missing {
  readonly at: Place;
  readonly remedy: Place;
  readonly id: string;
  readonly dueOn: CalendarDay;
  readonly year: string;
  readonly facts: {
    readonly person: string;
    readonly status: PoliticalStatus;
    readonly year: string;
    readonly deadline: string;
  };
}

/** Columns of the own college that decide who is asked and who has done it. */
export const ASSESSMENT_NEEDS = [
  'students.id',
  'students.politicalStatus',
  'pledges.academicYear',
  'pledges.studentId',
] as const;

/** The students of a college, at their row of 花名册, who still owe an assessment of the year that is due by a day. */
export function* missingOf<A extends YearlyRequest>(
  {
    college,
    school,
    students,
  }: { readonly college: College; readonly school: School; readonly students: readonly Student[] },
  assessment: A,
  parameters: Pick<Parameters, A['deadline']>,
  ask: typeof askMembers | typeof askActivists,
  until: CalendarDay,
): Iterable<Missing> {
  const { missing }: Asked = ask(school, students, assessment, parameters, until);
  if (missing.length === 0) return;
  const ids = new Set(missing);
  const year = formatAcademicYear(school.year);
  const dueOn = deadlineIn(school.year, parameters[assessment.deadline as A['deadline']]);
  const deadline = formatDay(dueOn);
  for (const student of students.filter(ask === askMembers ? isPartyMember : isActivist)) {
    const { politicalStatus } = student;
    // A student with two rows (DAT-06) is asked once.
    if (!isGiven(student.id) || !isGiven(politicalStatus) || !ids.delete(student.id)) continue;
    yield {
      at: college.rowPlace('students', student),
      remedy: placeToType(school, college, student.id, assessment),
      id: student.id,
      dueOn,
      year,
      facts: {
        person: personOf(student, student.id),
        status: politicalStatus,
        year,
        deadline,
      },
    };
  }
}

interface MemberAssessment<A extends YearlyRequest> {
  readonly id: string;
  readonly title: string;
  readonly assessment: A;
  /** The cell of 承诺考评 that is filled in once it is done, e.g. 承诺日期. */
  readonly column: string;
  /** What the member should have done, e.g. 作出承诺. */
  readonly act: string;
}

/** A yearly assessment that every party member owes (四(5)): from the deadline on, each member without it. */
export function memberAssessment<A extends YearlyRequest>({ id, title, assessment, column, act }: MemberAssessment<A>) {
  return defineDuty({
    id,
    title,
    severity: Severity.error,
    basis: [guideline('四(5)', 1, 2)],
    needs: ASSESSMENT_NEEDS,
    reads: [assessment.deadline as A['deadline']],
    touches: 'branchOrClass',
    *check({ students, college, school }, parameters, _, until) {
      for (const missing of missingOf({ students, college, school }, assessment, parameters, askMembers, until)) {
        yield {
          at: missing.at,
          remedy: missing.remedy,
          subject: [missing.id, missing.year],
          dueOn: missing.dueOn,
          facts: missing.facts,
        };
      }
    },
    task: ({ year }) => `党员${act}，在“承诺考评”填写 ${year} 学年的${column}`,
    message: ({ person, status, year, deadline }) =>
      `${person}是${status}，${year} 学年没有${column}；应当不晚于 ${deadline} ${act}。`,
    advice: ({ person, year }) => `请在“承诺考评”中为${person}填写 ${year} 学年的${column}。`,
  });
}
