import { addMonths, dayOf } from '../../shared/domain/calendar.ts';
import {
  Base,
  ClassPost,
  OrgKind,
  PoliticalStatus,
  Sex,
  StudentStatus,
  StudyLevel,
} from '../../shared/domain/vocabulary.ts';
import { makeBranches } from './branches.ts';
import { currentHolder, electCommittee } from './committees.ts';
import type { CollegeModel, Frame, OtherOrg, PartyBranch, SchoolClass, Teacher } from './model.ts';
import { personName } from './names.ts';
import { HABITS, isPresent, makeClass } from './people.ts';
import { planClasses } from './plan-classes.ts';
import type { Random } from './random.ts';
import type { CollegeProfile } from './university.ts';

/** One invented college of the wished size, faultless on the as-of day. */
export function makeCollege(
  random: Random,
  profile: CollegeProfile,
  index: number,
  students: number,
  frame: Frame,
): CollegeModel {
  const teachers = makeTeachers(random.fork('teachers'), index, students);
  const classes = makeClasses(random.fork('classes'), profile, index, students, frame);
  const branches = makeBranches(random.fork('branches'), profile, classes, teachers, frame);
  for (const schoolClass of classes) electCommittee(random.fork(schoolClass.id), schoolClass, frame);
  for (const schoolClass of classes) graduate(schoolClass, frame);
  const others = [
    ...studyGroups(profile, classes, frame),
    ...functionalOrgs(profile, classes, branches, teachers, frame),
  ];
  return { profile, index, frame, random, teachers, classes, branches, others };
}

/** Counsellors and others: one for two hundred students, and three at least. */
function makeTeachers(random: Random, index: number, students: number): readonly Teacher[] {
  return Array.from({ length: 3 + Math.floor(students / 200) }, (_, i) => ({
    id: `B${random.between(2005, 2021)}${String(index + 1).padStart(2, '0')}${String(i + 1).padStart(2, '0')}`,
    name: personName(random, random.pick(Object.values(Sex))),
    schoolClass: null,
  }));
}

function makeClasses(
  random: Random,
  profile: CollegeProfile,
  index: number,
  students: number,
  frame: Frame,
): readonly SchoolClass[] {
  const firstNumbers = new Map<string, number>();
  const classes = planClasses(random, students, frame.year).map((plan) => {
    const cohort = `${plan.level}${plan.entryYear}`;
    const firstNumber = firstNumbers.get(cohort) ?? 1;
    firstNumbers.set(cohort, firstNumber + plan.size);
    return makeClass(random.fork(`${cohort}/${plan.number}`), { plan, profile, index, firstNumber }, frame);
  });
  const levels = Object.values(StudyLevel);
  return classes.sort(
    (a, b) => levels.indexOf(a.level) - levels.indexOf(b.level) || a.entryYear - b.entryYear || a.number - b.number,
  );
}

/** The last class of the second year is covered by a 党课学习小组 instead of the joint branch, where it has activists. */
function studyGroups({ id, name }: CollegeProfile, classes: readonly SchoolClass[], { year, asOf }: Frame): OtherOrg[] {
  const cohort = classes.filter(({ level, entryYear }) => level === StudyLevel.undergraduate && entryYear === year - 1);
  const last = cohort.at(-1);
  const activist = last?.people.find((one) => one.political === PoliticalStatus.activist && isPresent(one));
  if (cohort.length < 2 || !last || !activist) return [];
  return [
    {
      id: `${id}-X-01`,
      name: `${name}${last.name.replace(/班$/, '')}党课学习小组`,
      kind: OrgKind.partyStudyGroup,
      base: null,
      guide: null,
      classes: [last],
      foundedOn: Math.min(dayOf(year, 9, 20), asOf),
      head: activist,
    },
  ];
}

/** One functional organization of each kind in a college that is no single class. */
function functionalOrgs(
  { id, name, short }: CollegeProfile,
  classes: readonly SchoolClass[],
  branches: readonly PartyBranch[],
  teachers: readonly Teacher[],
  { year }: Frame,
): OtherOrg[] {
  const [guide] = branches;
  if (classes.length < 4 || !guide) return [];
  const secretary = currentHolder((classes[0] as SchoolClass).officers, ClassPost.leagueSecretary)?.holder ?? null;
  const common = { classes: [], foundedOn: addMonths(dayOf(year, 3, 15), -12), guide };
  return [
    {
      ...common,
      id: `${id}-G-01`,
      name: `${name}重点实验室功能型党支部`,
      kind: OrgKind.functionalPartyOrg,
      base: Base.laboratory,
      guide: null,
      head: teachers[0] ?? null,
    },
    {
      ...common,
      id: `${id}-G-02`,
      name: `${short}苑科技社团功能型团支部`,
      kind: OrgKind.functionalLeagueOrg,
      base: Base.studentClub,
      head: secretary,
    },
  ];
}

/**
 * Classes in their last year leave on 5 July; they still count for the year they studied in. Who was admitted less than
 * three months before stays to go on with graduate studies.
 */
function graduate(schoolClass: SchoolClass, { year, asOf }: Frame): void {
  const day = dayOf(year + 1, 7, 5);
  if (schoolClass.entryYear + HABITS[schoolClass.level].years !== year + 1 || asOf < day) return;
  for (const person of schoolClass.people.filter(isPresent)) {
    if ((person.record?.admittedOn ?? 0) > addMonths(day, -3)) continue;
    person.status = StudentStatus.graduated;
    person.leftOn = day;
  }
}
