import { addMonths, type CalendarDay, dayOf, firstDayOf } from '../../shared/domain/calendar.ts';
import { PartyPost, PoliticalStatus, Setup, StudyLevel } from '../../shared/domain/vocabulary.ts';
import { STEADY } from './development.ts';
import type { Frame, PartyBranch, Person, SchoolClass, Teacher } from './model.ts';
import { develop, isPresent } from './people.ts';
import type { Random } from './random.ts';
import type { CollegeProfile } from './university.ts';

/** 正式党员 that every branch needs, and that a branch keeps when it lends some to others. */
const FULL_MEMBERS_NEEDED = 3;
const JOINT_BRANCH_CLASSES = 5;

/** Party branches of a college with their members and officers; every class is given its branch. */
export function makeBranches(
  random: Random,
  profile: CollegeProfile,
  classes: readonly SchoolClass[],
  teachers: readonly Teacher[],
  frame: Frame,
): readonly PartyBranch[] {
  const branches: PartyBranch[] = [];
  for (const schoolClass of classes) {
    if (hasOwnBranch(schoolClass, frame)) branches.push(ownBranch(random, schoolClass, profile, frame));
  }
  for (const entryYear of [frame.year, frame.year - 1]) {
    const cohort = classes.filter(
      ({ level, entryYear: year }) => level === StudyLevel.undergraduate && year === entryYear,
    );
    for (const branch of jointBranches(random, cohort, profile, frame)) branches.push(branch);
  }
  for (const branch of branches) join(branch);
  lend(random, branches, frame);
  for (const branch of branches) elect(random, branch, teachers, frame);
  return branches;
}

/** From the third year on, and for graduates, a class has a branch of its own (四(1)). */
function hasOwnBranch({ level, entryYear }: SchoolClass, { year }: Frame): boolean {
  return level !== StudyLevel.undergraduate || year - entryYear + 1 > 2;
}

function ownBranch(random: Random, schoolClass: SchoolClass, profile: CollegeProfile, frame: Frame): PartyBranch {
  const name = `${schoolClass.name.replace(/班$/, '')}党支部`;
  return makeBranch(
    random,
    [schoolClass],
    schoolClass.id.replace('-C-', '-P-'),
    `${profile.name}${name}`,
    Setup.byClass,
    frame,
  );
}

function jointBranches(
  random: Random,
  cohort: readonly SchoolClass[],
  profile: CollegeProfile,
  frame: Frame,
): PartyBranch[] {
  const count = Math.ceil(cohort.length / JOINT_BRANCH_CLASSES);
  return Array.from({ length: count }, (_, i) => {
    const classes = cohort.filter((_, place) => place % count === i);
    const year = String(classes[0]?.entryYear);
    const suffix = count > 1 ? `第${'一二三四五六七八九'[i] ?? i + 1}` : '';
    const id = `${profile.id}-P-${year.slice(2)}L${i + 1}`;
    return makeBranch(
      random,
      classes,
      id,
      `${profile.name}${year}级本科生${suffix}联合党支部`,
      Setup.jointByGrade,
      frame,
    );
  });
}

function makeBranch(
  random: Random,
  classes: SchoolClass[],
  id: string,
  name: string,
  setup: Setup,
  { year, asOf }: Frame,
): PartyBranch {
  const [first] = classes as [SchoolClass];
  const founded =
    setup === Setup.byClass && first.level === StudyLevel.undergraduate
      ? dayOf(first.entryYear + 2, 9, 1)
      : first.foundedOn;
  const electedOn = Math.min(dayOf(year, 9, random.between(8, 18)), asOf);
  const branch: PartyBranch = {
    id,
    name,
    setup,
    level: first.level,
    entryYear: first.entryYear,
    foundedOn: Math.min(founded, asOf),
    electedOn,
    termEndsOn: addMonths(electedOn, 24),
    classes,
    members: [],
    officers: [],
  };
  for (const schoolClass of classes) schoolClass.branch = branch;
  return branch;
}

/** Party members and those on the way belong to the branch of their class. */
function join(branch: PartyBranch): void {
  for (const person of branch.classes.flatMap(({ people }) => people)) {
    const { political } = person;
    if (political === PoliticalStatus.nonMember || political === PoliticalStatus.leagueMember) continue;
    person.branch = branch;
    if (political === PoliticalStatus.fullMember || political === PoliticalStatus.probationaryMember)
      branch.members.push(person);
  }
}

export function fullMembersOf({ members }: PartyBranch): readonly Person[] {
  return members.filter(({ political }) => political === PoliticalStatus.fullMember);
}

/**
 * Young branches have no three 正式党员 of their own: seniors and graduates are assigned to them, as offices do. Where
 * there are too few of those, more people of the oldest classes have joined in time.
 */
function lend(random: Random, branches: readonly PartyBranch[], frame: Frame): void {
  const isDonor = ({ level, entryYear }: PartyBranch): boolean =>
    level !== StudyLevel.undergraduate || frame.year - entryYear >= 3;
  const donors = branches.filter(isDonor);
  for (const donor of donors) while (fullMembersOf(donor).length < FULL_MEMBERS_NEEDED) promote(random, donor, frame);
  for (const branch of branches.filter((one) => !isDonor(one))) {
    while (
      fullMembersOf(branch).length < FULL_MEMBERS_NEEDED ||
      !seniority(branch).some((one) => since(one) < firstDayOf(frame.year))
    ) {
      const donor = donors.reduce((best, one) =>
        lendable(one, frame).length > lendable(best, frame).length ? one : best,
      );
      const [moved] = lendable(donor, frame);
      if (!moved) {
        promote(random, donor, frame);
        continue;
      }
      donor.members.splice(donor.members.indexOf(moved), 1);
      branch.members.push(moved);
      moved.branch = branch;
    }
  }
}

/**
 * Whom a branch can spare: those who were 正式党员 before the year began, because the young branch needs a 书记 from
 * its election on; but not the longest-standing one, who is the 书记 at home.
 */
function lendable(donor: PartyBranch, { year }: Frame): readonly Person[] {
  const full = seniority(donor);
  if (full.length <= FULL_MEMBERS_NEEDED) return [];
  return full.slice(1).filter((one) => since(one) < firstDayOf(year));
}

/** One more of the class has become a 正式党员: an undergraduate by a record of his or her own, a graduate before entry. */
function promote(random: Random, branch: PartyBranch, frame: Frame): void {
  const candidates = branch.classes
    .flatMap(({ people }) => people)
    .filter((one) => one.political === PoliticalStatus.leagueMember && one.record === null && isPresent(one));
  const person = candidates[0];
  if (!person) throw new Error(`No League member left to join ${branch.id}`);
  if (branch.level === StudyLevel.undergraduate) {
    develop(random, person, dayOf(branch.entryYear, 11, random.between(3, 10)), frame, STEADY);
  } else {
    person.political = PoliticalStatus.fullMember;
  }
  person.branch = branch;
  branch.members.push(person);
}

const SMALL_BRANCH_POSTS = [PartyPost.secretary, PartyPost.youthOfficer, PartyPost.deputySecretary];
const FULL_BRANCH_POSTS = [
  PartyPost.secretary,
  PartyPost.organizationOfficer,
  PartyPost.publicityOfficer,
  PartyPost.disciplineOfficer,
  PartyPost.youthOfficer,
  PartyPost.deputySecretary,
];

/** Fills the posts with the longest-standing members; a joint branch may have a counsellor (教师) as 书记. */
function elect(random: Random, branch: PartyBranch, teachers: readonly Teacher[], frame: Frame): void {
  const full = seniority(branch);
  const posts = full.length >= 7 ? FULL_BRANCH_POSTS : SMALL_BRANCH_POSTS;
  const counsellor = branch.setup === Setup.jointByGrade && random.chance(0.6) ? random.pick(teachers) : null;
  let next = 0;
  for (const post of posts) {
    const teacher = post === PartyPost.secretary ? counsellor : null;
    const holder = teacher ?? (full[next++ % full.length] as Person);
    const from = holder.schoolClass !== null ? Math.max(branch.electedOn, since(holder) + 1) : branch.electedOn;
    branch.officers.push({ post, holder, from: Math.min(from, frame.asOf), to: null });
  }
}

function seniority(branch: PartyBranch): readonly Person[] {
  return [...fullMembersOf(branch)].sort((a, b) => since(a) - since(b));
}

/** Day of 转正; those who came as members have been so for ever. */
function since({ record }: Person): CalendarDay {
  return record?.confirmedOn ?? 0;
}
