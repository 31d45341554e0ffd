import { type CalendarDay, dayOf } from '../../../../shared/domain/calendar.ts';
import { AppraisalGrade, AppraisalKind, PledgeRole, PoliticalStatus } from '../../../../shared/domain/vocabulary.ts';
import { isLeagueMember, isPartyMember } from './committees.ts';
import type { Draft } from './draft.ts';
import { type CollegeModel, type Frame, type Person, peopleOf, type SchoolClass } from './model.ts';
import { isPresent } from './people.ts';
import type { Random } from './random.ts';
import { isTeacher } from './register.ts';
import { FULFILMENTS } from './topics.ts';

/** Rows of 承诺考评: the pledges of members and activists, the grades of everybody, the reports of officers. */
export function pledgeRows(college: CollegeModel): Draft<'pledges'>[] {
  const { classes, frame, random } = college;
  const draw = random.fork('pledges');
  const excellent = excellentPeople(college);
  const rows = peopleOf(college).flatMap((person) =>
    isPresent(person) ? [...personRows(draw, person, excellent, frame)] : [],
  );
  return [...rows, ...classes.flatMap((schoolClass) => officerRows(draw, schoolClass, frame))];
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
    ...classes.map(({ people }) => people.filter((one) => isPresent(one) && isLeagueMember(one))),
  ];
  return new Set(groups.flatMap((group) => group.slice(0, Math.floor(group.length / 4))));
}

function* personRows(
  random: Random,
  person: Person,
  excellent: ReadonlySet<Person>,
  frame: Frame,
): Iterable<Draft<'pledges'>> {
  const { year } = frame;
  const base = { academicYear: year, studentId: person.id, name: person.name };
  if (isPartyMember(person)) {
    const grade = excellent.has(person) ? AppraisalGrade.excellent : AppraisalGrade.good;
    const role =
      person.political === PoliticalStatus.fullMember ? PledgeRole.fullMember : PledgeRole.probationaryMember;
    // Those who joined after the appraisals of December are appraised with the class in June.
    const appraisedOn = joinedBefore(person, dayOf(year, 12, 1))
      ? dayOf(year, 12, random.between(10, 25))
      : dayOf(year + 1, 6, 20);
    yield {
      ...base,
      role,
      ...pledged(random, person, frame),
      ...graded(AppraisalKind.democraticAppraisal, appraisedOn, grade, frame),
    };
    return;
  }
  const activist = person.political === PoliticalStatus.activist || person.political === PoliticalStatus.prospect;
  const role = activist ? PledgeRole.activist : PledgeRole.student;
  const kind = isLeagueMember(person) ? AppraisalKind.leagueAppraisal : AppraisalKind.studentAssessment;
  const appraisedOn =
    kind === AppraisalKind.leagueAppraisal
      ? dayOf(year, 12, random.between(5, 25))
      : dayOf(year + 1, 6, random.between(5, 20));
  const grade = excellent.has(person)
    ? AppraisalGrade.excellent
    : random.chance(0.02)
      ? AppraisalGrade.fair
      : AppraisalGrade.good;
  const row = {
    ...base,
    role,
    ...(activist ? pledged(random, person, frame) : {}),
    ...graded(kind, appraisedOn, grade, frame),
  };
  // Before anything has been pledged or appraised nobody fills in a row.
  if (activist || 'appraisalGrade' in row) yield row;
}

/** Whether somebody had been admitted before a day; without a record, long ago. */
function joinedBefore({ record }: Person, day: CalendarDay): boolean {
  return record === null || (record.admittedOn ?? Number.POSITIVE_INFINITY) < day;
}

/** A pledge in autumn, or within a week of the day that somebody became a member or an activist; a report in June. */
function pledged(random: Random, { record }: Person, { year, asOf }: Frame): Draft<'pledges'> {
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
): Draft<'pledges'> {
  return appraisedOn <= asOf ? { appraisalKind, appraisedOn, appraisalGrade } : {};
}

/** The report of every officer in June (述职考评), one row a person. */
function officerRows(random: Random, { officers }: SchoolClass, frame: Frame): Draft<'pledges'>[] {
  const reportedOn = dayOf(frame.year + 1, 6, random.between(5, 25));
  if (reportedOn > frame.asOf) return [];
  const holders = [...new Set(officers.filter(({ to }) => to === null).map(({ holder }) => holder))];
  return holders.flatMap((holder) => {
    if (isTeacher(holder)) return [];
    const grade = random.chance(0.2) ? AppraisalGrade.excellent : AppraisalGrade.good;
    const base = { academicYear: frame.year, studentId: holder.id, name: holder.name, role: PledgeRole.classOfficer };
    return [{ ...base, reportedOn, ...graded(AppraisalKind.dutyReport, reportedOn, grade, frame) }];
  });
}
