import { type CalendarDay, dayOf } from '../../shared/domain/calendar.ts';
import { AppraisalGrade, AppraisalKind, PledgeRole, PoliticalStatus } from '../../shared/domain/vocabulary.ts';
import { isInLeague, isInParty } from './committees.ts';
import type { RowDraft } from './draft.ts';
import { type CollegeModel, everybodyIn, type Frame, type Person, type SchoolClass } from './model.ts';
import { isPresent } from './people.ts';
import type { Random } from './random.ts';
import { isTeacher } from './register.ts';
import { FULFILMENTS } from './topics.ts';

/** What the rows of one college are drawn with. */
interface Desk {
  readonly random: Random;
  readonly frame: Frame;
  readonly excellent: ReadonlySet<Person>;
  /** Days of the appraisal meetings: a branch or class appraises all of its people on one day. */
  readonly meetings: ReadonlyMap<object, Meetings>;
}

interface Meetings {
  readonly december: CalendarDay;
  readonly june: CalendarDay;
}

/** Rows of 承诺考评: the pledges of members and activists, the grades of everybody, the reports of officers. */
export function pledgeRows(college: CollegeModel): RowDraft<'pledges'>[] {
  const { classes, branches, frame } = college;
  const random = college.random.fork('pledges');
  const meeting = (): Meetings => ({
    december: dayOf(frame.year, 12, random.between(5, 25)),
    june: dayOf(frame.year + 1, 6, random.between(5, 20)),
  });
  const meetings = new Map([...branches, ...classes].map((one) => [one, meeting()]));
  const desk: Desk = { random, frame, excellent: excellentPeople(college), meetings };
  const rows = everybodyIn(college)
    .filter(isPresent)
    .map((person) => (isInParty(person) ? memberRow(desk, person) : studentRow(desk, person)))
    // Before anything has been pledged or appraised nobody fills in a row.
    .filter((row) => row.pledgedOn !== undefined || row.appraisalGrade !== undefined);
  const fair = new Set(rows.flatMap((row) => (row.appraisalGrade === AppraisalGrade.fair ? [row.studentId] : [])));
  return [...rows, ...classes.flatMap((schoolClass) => officerRows(random, schoolClass, frame, fair))];
}

/**
 * At most a third of a branch's members and three in ten of a class's League members may be 优秀 (EVA-08). A quarter
 * of those who are appraised in December stays within both, whatever comes later.
 */
function excellentPeople({ branches, classes, frame }: CollegeModel): ReadonlySet<Person> {
  const groups = [
    ...branches.map(({ members }) =>
      members.filter((one) => isPresent(one) && joinedBefore(one, dayOf(frame.year, 12, 1))),
    ),
    ...classes.map(({ people }) => people.filter((one) => isPresent(one) && isInLeague(one))),
  ];
  return new Set(groups.flatMap((group) => group.slice(0, Math.floor(group.length / 4))));
}

/** A party member: pledge, report and 民主评议. Those who joined after December are appraised in June. */
function memberRow({ random, frame, excellent, meetings }: Desk, person: Person): RowDraft<'pledges'> {
  const { december, june } = meetings.get(person.branch ?? person.schoolClass) as Meetings;
  const appraisedOn = joinedBefore(person, dayOf(frame.year, 12, 1)) ? december : june;
  const grade = excellent.has(person) ? AppraisalGrade.excellent : AppraisalGrade.good;
  return {
    ...baseOf(person, frame),
    role: person.political === PoliticalStatus.fullMember ? PledgeRole.fullMember : PledgeRole.probationaryMember,
    ...pledged(random, person, frame),
    ...graded(AppraisalKind.democraticAppraisal, appraisedOn, grade, frame),
  };
}

/** Everybody else: 团员教育评议 in December for League members, 学生评测 in June for the others; activists pledge as well. */
function studentRow({ random, frame, excellent, meetings }: Desk, person: Person): RowDraft<'pledges'> {
  const { december, june } = meetings.get(person.schoolClass) as Meetings;
  const inLeague = isInLeague(person);
  const isActivist = person.political === PoliticalStatus.activist || person.political === PoliticalStatus.prospect;
  const usual = random.chance(0.02) ? AppraisalGrade.fair : AppraisalGrade.good;
  const grade = excellent.has(person) ? AppraisalGrade.excellent : usual;
  return {
    ...baseOf(person, frame),
    role: isActivist ? PledgeRole.activist : PledgeRole.student,
    ...(isActivist ? pledged(random, person, frame) : {}),
    ...(inLeague
      ? graded(AppraisalKind.leagueAppraisal, december, grade, frame)
      : graded(AppraisalKind.studentAssessment, june, grade, frame)),
  };
}

function baseOf({ id, name }: Person, { year }: Frame): RowDraft<'pledges'> {
  return { academicYear: year, studentId: id, name };
}

/** Whether somebody had been admitted before a day; without a record, long ago. */
function joinedBefore({ record }: Person, day: CalendarDay): boolean {
  return record === null || (record.admittedOn ?? Number.POSITIVE_INFINITY) < day;
}

/** A pledge in autumn, or within a week of the day that somebody became a member or an activist; a report in June. */
function pledged(random: Random, { record }: Person, { year, asOf }: Frame): RowDraft<'pledges'> {
  const usual = dayOf(year, 10, random.between(10, 30));
  const reportedOn = dayOf(year + 1, 6, random.between(5, 24));
  const pledgedOn = Math.max(usual, Math.min((record?.activistOn ?? 0) + 5, reportedOn - 7));
  return {
    ...(pledgedOn <= asOf ? { pledgedOn } : {}),
    ...(reportedOn <= asOf ? { fulfilment: random.pick(FULFILMENTS), reportedOn } : {}),
  };
}

function graded(
  appraisalKind: AppraisalKind,
  appraisedOn: CalendarDay,
  appraisalGrade: AppraisalGrade,
  { asOf }: Frame,
): RowDraft<'pledges'> {
  return appraisedOn <= asOf ? { appraisalKind, appraisedOn, appraisalGrade } : {};
}

/** The report of every officer in June (述职考评), one row a person. */
function officerRows(
  random: Random,
  { officers }: SchoolClass,
  frame: Frame,
  fair: ReadonlySet<unknown>,
): RowDraft<'pledges'>[] {
  const reportedOn = dayOf(frame.year + 1, 6, random.between(5, 25));
  if (reportedOn > frame.asOf) return [];
  const holders = [...new Set(officers.filter(({ to }) => to === null).map(({ holder }) => holder))];
  return holders.flatMap((holder) => {
    if (isTeacher(holder)) return [];
    // Nobody is 优秀 here and 基本合格 there (EVA-13).
    const grade = random.chance(0.2) && !fair.has(holder.id) ? AppraisalGrade.excellent : AppraisalGrade.good;
    const base = { academicYear: frame.year, studentId: holder.id, name: holder.name, role: PledgeRole.classOfficer };
    const fulfilment = random.pick(FULFILMENTS);
    return [{ ...base, fulfilment, reportedOn, ...graded(AppraisalKind.dutyReport, reportedOn, grade, frame) }];
  });
}
