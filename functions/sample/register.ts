import { addMonths, type CalendarDay, formatDay } from '../../shared/domain/calendar.ts';
import {
  ClassPost,
  HolderKind,
  LEAGUE_POSTS,
  OrgKind,
  OrgStatus,
  PartyPost,
  Setup,
} from '../../shared/domain/vocabulary.ts';
import { fullMembersOf } from './branches.ts';
import { currentHolder, isInParty } from './committees.ts';
import type { RowDraft } from './draft.ts';
import {
  type CollegeModel,
  everybodyIn,
  type Officer,
  type OtherOrg,
  type PartyBranch,
  type Person,
  type SchoolClass,
  type Teacher,
} from './model.ts';
import type { Random } from './random.ts';
import type { CollegeProfile } from './university.ts';

/** Rows of 组织, 花名册, 任职 and 发展台账: who and what there is. */

export function organizationRows({
  classes,
  branches,
  others,
  profile,
  frame,
}: CollegeModel): RowDraft<'organizations'>[] {
  const grouped = new Set(others.flatMap((one) => one.classes));
  return [
    ...branches.map((branch) => branchRow(branch, grouped)),
    ...others.map(otherRow),
    ...classes.map(leagueRow),
    ...classes.map(classRow),
    ...higherRows(profile),
    {
      id: `${profile.id}-P-0000`,
      name: `${profile.name}${frame.year - 4}级毕业班临时党支部`,
      kind: OrgKind.partyBranch,
      setup: Setup.byClass,
      status: OrgStatus.dissolved,
    },
  ];
}

function branchRow(branch: PartyBranch, grouped: ReadonlySet<SchoolClass>): RowDraft<'organizations'> {
  const { id, name, setup, level, entryYear, classes, foundedOn, termEndsOn, officers } = branch;
  const coveredClassIds = classes.filter((one) => !grouped.has(one)).map((one) => one.id);
  return {
    id,
    name,
    kind: OrgKind.partyBranch,
    setup,
    studyLevel: level,
    entryYear,
    coveredClassIds,
    foundedOn,
    termEndsOn,
    headId: currentHolder(officers, PartyPost.secretary)?.holder.id ?? null,
    status: OrgStatus.registered,
  };
}

/** The college's own committees, which host and join and are not judged. */
function higherRows({ id, name }: CollegeProfile): RowDraft<'organizations'>[] {
  return [
    { id: higherOrgId(id), name: `${name}党委`, kind: OrgKind.higherOrg, status: OrgStatus.registered },
    { id: `${id}-H-02`, name: `${name}分团委`, kind: OrgKind.higherOrg, status: OrgStatus.registered },
  ];
}

/** 组织编号 of the Party committee of a college. */
export function higherOrgId(collegeId: string): string {
  return `${collegeId}-H-01`;
}

function otherRow({ id, name, kind, base, guide, classes, foundedOn, head }: OtherOrg): RowDraft<'organizations'> {
  const isGroup = kind === OrgKind.partyStudyGroup;
  return {
    id,
    name,
    kind,
    foundedOn,
    status: OrgStatus.registered,
    ...(isGroup ? { coveredClassIds: classes.map((one) => one.id) } : { setup: Setup.functional }),
    ...(base ? { base } : {}),
    ...(guide ? { guideBranchId: guide.id } : {}),
    ...(head ? { headId: head.id } : {}),
  };
}

function leagueRow({
  id,
  leagueId,
  leagueName,
  level,
  entryYear,
  branch,
  foundedOn,
  termEndsOn,
}: SchoolClass): RowDraft<'organizations'> {
  return {
    id: leagueId,
    name: leagueName,
    kind: OrgKind.leagueBranch,
    setup: Setup.byClass,
    studyLevel: level,
    entryYear,
    coveredClassIds: [id],
    guideBranchId: branch.id,
    foundedOn,
    termEndsOn,
    rulesOfProcedure: `https://pan.qiming.example/rules/${leagueId}`,
    status: OrgStatus.registered,
  };
}

function classRow({ id, name, level, entryYear, foundedOn, termEndsOn }: SchoolClass): RowDraft<'organizations'> {
  return {
    id,
    name,
    kind: OrgKind.schoolClass,
    setup: Setup.byClass,
    studyLevel: level,
    entryYear,
    foundedOn,
    termEndsOn,
    status: OrgStatus.registered,
  };
}

export function studentRows(college: CollegeModel): RowDraft<'students'>[] {
  return everybodyIn(college).map((person) => ({
    id: person.id,
    name: person.name,
    sex: person.sex,
    studyLevel: person.schoolClass.level,
    entryYear: person.schoolClass.entryYear,
    classId: person.schoolClass.id,
    politicalStatus: person.political,
    branchId: person.branch?.id ?? null,
    bornOn: person.bornOn,
    joinedLeagueOn: person.joinedLeagueOn,
    status: person.status,
    leftOn: person.leftOn,
  }));
}

export function tenureRows({ branches, classes, others }: CollegeModel): RowDraft<'tenures'>[] {
  const ofClass = ({ id, leagueId, officers }: SchoolClass): RowDraft<'tenures'>[] =>
    officers.map((officer) => tenureRow(LEAGUE_POSTS.includes(officer.post) ? leagueId : id, officer));
  return [
    ...branches.flatMap(({ id, officers }) => officers.map((officer) => tenureRow(id, officer))),
    ...classes.flatMap(ofClass),
    ...others.flatMap(({ id, kind, head, foundedOn }) => {
      const post = kind === OrgKind.functionalLeagueOrg ? ClassPost.leagueSecretary : '书记';
      return head ? [tenureRow(id, { post, holder: head, from: foundedOn, to: null })] : [];
    }),
  ];
}

/** 班长 is 团支部副书记 in the same cell, as 四(1) has it. */
function tenureRow(orgId: string, { post, holder, from, to }: Officer<string>): RowDraft<'tenures'> {
  const posts = post === ClassPost.monitor ? [ClassPost.monitor, ClassPost.deputyLeagueSecretary] : [post];
  return {
    orgId,
    posts,
    holderId: holder.id,
    name: holder.name,
    holderKind: isTeacher(holder) ? HolderKind.teacher : HolderKind.student,
    from,
    to,
  };
}

export function isTeacher(holder: Person | Teacher): holder is Teacher {
  return holder.schoolClass === null;
}

export function developmentRows(college: CollegeModel): RowDraft<'developments'>[] {
  const random = college.random.fork('developments');
  return everybodyIn(college).flatMap((person) => (person.record ? [developmentRow(random, person, college)] : []));
}

function developmentRow(random: Random, person: Person, { teachers, frame }: CollegeModel): RowDraft<'developments'> {
  const record = person.record as NonNullable<Person['record']>;
  const members = fullMembersOf(person.schoolClass.branch).filter((one) => one !== person);
  const guides = random.sample([...new Set([...members, ...teachers].map(({ name }) => name))], 2);
  const trained = record.politicalReviewOn !== null;
  return {
    ...record,
    studentId: person.id,
    name: person.name,
    mentors: record.activistOn === null ? [] : random.chance(0.85) ? guides : guides.slice(0, 1),
    introducers: record.preliminaryReviewOn === null ? [] : guides,
    trainingDays: trained && random.chance(0.8) ? random.between(3, 5) : null,
    trainingHours: trained ? random.between(24, 40) : null,
    ...vote(random, record.admittedOn, 'admission'),
    ...vote(random, record.confirmedOn, 'confirmation'),
    reviewedOn: reviewsOf(record, frame.asOf).map(formatDay),
    remark: record.endedOn === null ? null : `本人申请终止培养（${formatDay(record.endedOn)}）`,
  };
}

/** 考察 in the middle of every half-year since 确定积极分子, up to the as-of day. */
function reviewsOf({ activistOn, endedOn }: NonNullable<Person['record']>, asOf: CalendarDay): readonly CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let half = 0; activistOn !== null; half++) {
    const day = addMonths(activistOn, 6 * half) + 100;
    if (day > Math.min(asOf, endedOn ?? asOf)) break;
    days.push(day);
  }
  return days;
}

function vote(random: Random, on: number | null, meeting: 'admission' | 'confirmation'): RowDraft<'developments'> {
  if (on === null) return {};
  const expected = random.between(5, 14);
  const present = expected - random.between(0, 1);
  return {
    [`${meeting}Expected`]: expected,
    [`${meeting}Present`]: present,
    [`${meeting}InFavor`]: present - (random.chance(0.1) ? 1 : 0),
  };
}

/** The students of a class who were party members on a day; those without a record, if they are members now. */
export function wasMemberOn(person: Person, day: number): boolean {
  if (person.record) return person.record.admittedOn !== null && person.record.admittedOn <= day;
  return isInParty(person);
}
