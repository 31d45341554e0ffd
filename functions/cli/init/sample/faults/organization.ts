import {
  ClassPost,
  OrgKind,
  OrgStatus,
  PartyPost,
  PledgeRole,
  PoliticalStatus,
  Setup,
  StudyLevel,
} from '../../../../../shared/domain/vocabulary.ts';
import { fullMembersOf } from '../branches.ts';
import { currentHolder, isPartyMember } from '../committees.ts';
import type { Draft } from '../draft.ts';
import type { PartyBranch, Person, SchoolClass } from '../model.ts';
import { isPresent } from '../people.ts';
import { at, type Fault, insertAfter, remove, type Site } from './site.ts';

/** ORG: organizations and posts. */

function orgRow({ drafts }: Site, id: string): Draft<'organizations'> {
  return drafts.organizations.find((row) => row.id === id) as Draft<'organizations'>;
}

const takeClass = (site: Site, fits?: (one: SchoolClass) => boolean): SchoolClass | null =>
  site.take(site.college.classes, ({ id }) => id, fits);
const takeBranch = (site: Site, fits?: (one: PartyBranch) => boolean): PartyBranch | null =>
  site.take(site.college.branches, ({ id }) => id, fits);

/** One more would make seven, and seven are asked for a committee. */
const SIX = 6;

/** The row of a post that is held now. */
function tenureOf({ drafts }: Site, orgIds: readonly string[], post: string): Draft<'tenures'> | null {
  return (
    drafts.tenures.find(
      (row) => orgIds.includes(String(row.orgId)) && (row.posts as readonly string[]).includes(post) && row.to === null,
    ) ?? null
  );
}

const classTenure = (site: Site, { id, leagueId }: SchoolClass, post: ClassPost) =>
  tenureOf(site, [id, leagueId], post);

/** Gives a post to somebody else, together with the report on it. */
function reassign({ drafts }: Site, row: Draft<'tenures'>, person: Person): void {
  const former = row.holderId;
  row.holderId = person.id;
  row.name = person.name;
  if (
    drafts.tenures.some(
      ({ orgId, holderId, to }) => holderId === former && to === null && !String(orgId).includes('-P-'),
    )
  )
    return;
  const reportOf = (id: unknown) =>
    drafts.pledges.find(({ studentId, role }) => studentId === id && role === PledgeRole.classOfficer);
  const report = reportOf(former);
  if (report && !reportOf(person.id)) Object.assign(report, { studentId: person.id, name: person.name });
}

/** Somebody of a class who holds nothing at all. */
function idleMember(site: Site, { people }: SchoolClass, fits: (one: Person) => boolean): Person | null {
  const holds = ({ id }: Person): boolean => site.drafts.tenures.some(({ holderId }) => holderId === id);
  return site.take(
    people.filter(isPresent),
    ({ id }) => id,
    (one) => fits(one) && !holds(one),
  );
}

const isPlain = ({ political, record }: Person): boolean =>
  political === PoliticalStatus.leagueMember && record === null;

export const ORGANIZATION_FAULTS: readonly Fault[] = [
  {
    rule: 'ORG-01',
    note: '低年级班级没有党支部或党课学习小组覆盖',
    plant: (site) => {
      const branch = takeBranch(
        site,
        ({ setup, classes, id }) =>
          setup === Setup.jointByGrade &&
          classes.length > 1 &&
          (orgRow(site, id).coveredClassIds as string[]).length > 1,
      );
      if (!branch) return null;
      const row = orgRow(site, branch.id);
      const [first, ...others] = row.coveredClassIds as string[];
      row.coveredClassIds = others;
      return at('organizations', orgRow(site, first as string), 'id');
    },
  },
  {
    rule: 'ORG-02',
    note: '研究生班的党支部登记成了年级联合',
    plant: (site) => {
      const branch = takeBranch(
        site,
        ({ level, classes: [one] }) =>
          level !== StudyLevel.undergraduate &&
          one !== undefined &&
          one.people.filter((person) => isPresent(person) && person.political === PoliticalStatus.fullMember).length >=
            3,
      );
      const [schoolClass] = branch?.classes ?? [];
      if (!branch || !schoolClass) return null;
      orgRow(site, branch.id).setup = Setup.jointByGrade;
      return at('organizations', orgRow(site, schoolClass.id), 'id');
    },
  },
  {
    rule: 'ORG-03',
    note: '党支部书记已离任，没有新书记',
    plant: (site) => {
      const branch = takeBranch(site);
      const row = branch && tenureOf(site, [branch.id], PartyPost.secretary);
      if (!branch || !row || Number(row.from) >= site.membershipOn - 20) return null;
      row.to = site.membershipOn;
      return at('organizations', orgRow(site, branch.id), 'id');
    },
  },
  {
    rule: 'ORG-04',
    note: '班级没有文艺委员',
    plant: (site) => {
      const schoolClass = takeClass(site);
      const row = schoolClass && classTenure(site, schoolClass, ClassPost.artsOfficer);
      if (!schoolClass || !row) return null;
      remove(site, 'tenures', row);
      return at('organizations', orgRow(site, schoolClass.id), 'id');
    },
  },
  {
    rule: 'ORG-05',
    note: '班长没有兼任团支部副书记',
    plant: (site) => {
      const schoolClass = takeClass(site);
      const row = schoolClass && classTenure(site, schoolClass, ClassPost.monitor);
      if (!row) return null;
      row.posts = [ClassPost.monitor];
      return at('tenures', row, 'posts');
    },
  },
  {
    rule: 'ORG-06',
    note: '党支部支委兼了两个班团职务',
    plant: (site) => {
      const officerOf = ({ officers }: SchoolClass): Person | null => {
        const holder = currentHolder(officers, ClassPost.studyOfficer)?.holder;
        return holder?.schoolClass && holder.branch?.officers.some((one) => one.holder === holder && one.to === null)
          ? holder
          : null;
      };
      const schoolClass = takeClass(site, (one) => officerOf(one) !== null && site.isFree(officerOf(one)?.branch?.id));
      const row = schoolClass && classTenure(site, schoolClass, ClassPost.sportsOfficer);
      if (!schoolClass || !row) return null;
      const officer = officerOf(schoolClass) as Person;
      // Nobody may take the office in the branch away afterwards.
      takeBranch(site, (one) => one === officer.branch);
      reassign(site, row, officer);
      return at('tenures', row, 'posts');
    },
  },
  {
    rule: 'ORG-07',
    note: '一个党支部同时有两名书记',
    plant: (site) => {
      const branch = takeBranch(site);
      const row = branch && tenureOf(site, [branch.id], PartyPost.deputySecretary);
      if (!row) return null;
      row.posts = [PartyPost.secretary];
      return at('tenures', row, 'posts');
    },
  },
  {
    rule: 'ORG-08',
    note: '党支部职务由预备党员担任',
    plant: (site) => {
      const branch = takeBranch(site, ({ members }) =>
        members.some(({ political }) => political === PoliticalStatus.probationaryMember),
      );
      const row = branch && tenureOf(site, [branch.id], PartyPost.deputySecretary);
      const person =
        branch &&
        site.take(
          branch.members,
          ({ id }) => id,
          ({ political }) => political === PoliticalStatus.probationaryMember,
        );
      if (!row || !person) return null;
      Object.assign(row, { holderId: person.id, name: person.name });
      return at('tenures', row, 'posts');
    },
  },
  {
    rule: 'ORG-09',
    note: '班委由别的班的学生担任',
    plant: (site) => {
      const schoolClass = takeClass(site);
      const other = site.college.classes.find((one) => one !== schoolClass);
      const row = schoolClass && classTenure(site, schoolClass, ClassPost.lifeOfficer);
      const person = other && idleMember(site, other, isPlain);
      if (!row || !person) return null;
      reassign(site, row, person);
      return at('tenures', row, 'posts');
    },
  },
  {
    rule: 'ORG-10',
    note: '班里有党员，但没有党员担任班团职务',
    plant: (site) => {
      const schoolClass = takeClass(site, ({ officers, people }) => {
        const members = officers.filter(
          ({ holder, to }) => to === null && holder.schoolClass !== null && isPartyMember(holder),
        );
        return (
          members.length === 1 &&
          members[0]?.post === ClassPost.studyOfficer &&
          people.some((one) => isPresent(one) && isPartyMember(one))
        );
      });
      const row = schoolClass && classTenure(site, schoolClass, ClassPost.studyOfficer);
      const person = schoolClass && idleMember(site, schoolClass, isPlain);
      if (!row || !person || !schoolClass) return null;
      reassign(site, row, person);
      return at('organizations', orgRow(site, schoolClass.id), 'id');
    },
  },
  {
    rule: 'ORG-11',
    note: '除班长外没有人兼任团支部和班委会职务',
    plant: (site) => {
      const schoolClass = takeClass(site);
      const row = schoolClass && classTenure(site, schoolClass, ClassPost.practiceOfficer);
      const person = schoolClass && idleMember(site, schoolClass, isPlain);
      if (!row || !person || !schoolClass) return null;
      reassign(site, row, person);
      const reported = site.drafts.pledges.find(({ role }) => role === PledgeRole.classOfficer);
      if (reported) insertAfter(site, 'pledges', reported, { ...reported, studentId: person.id, name: person.name });
      return at('organizations', orgRow(site, schoolClass.id), 'id');
    },
  },
  {
    rule: 'ORG-12',
    note: '党员没有填党支部',
    plant: (site) => {
      const person = site.person(
        ({ political, branch }) =>
          political === PoliticalStatus.probationaryMember && branch !== null && site.isFree(branch.id),
      );
      const [row] = person ? site.rowsOf('students', 'id', person.id) : [];
      if (!row) return null;
      row.branchId = null;
      return at('students', row, 'branchId');
    },
  },
  {
    rule: 'ORG-13',
    note: '党支部的正式党员不足 3 名',
    plant: (site) => {
      const branch = takeBranch(site, (one) => fullMembersOf(one).length === 3 && one.setup === Setup.jointByGrade);
      const moved =
        branch &&
        fullMembersOf(branch).find(
          ({ id, schoolClass }) =>
            site.isFree(id) && schoolClass.branch !== branch && fullMembersOf(schoolClass.branch).length !== SIX,
        );
      const [row] = moved ? site.rowsOf('students', 'id', moved.id) : [];
      if (!branch || !moved || !row) return null;
      row.branchId = moved.schoolClass.branch.id;
      return at('organizations', orgRow(site, branch.id), 'id');
    },
  },
  {
    rule: 'ORG-14',
    note: '团支部任期已满没有换届',
    plant: (site) => {
      const schoolClass = takeClass(site, ({ foundedOn }) => foundedOn < site.frame.asOf - 60);
      if (!schoolClass) return null;
      const row = orgRow(site, schoolClass.leagueId);
      row.termEndsOn = site.frame.asOf - 30;
      return at('organizations', row, 'termEndsOn');
    },
  },
  {
    rule: 'ORG-15',
    note: '功能型团组织没有填设立阵地',
    plant: (site) => {
      const row = site.row('organizations', ({ kind }) => kind === OrgKind.functionalLeagueOrg);
      if (!row) return null;
      row.base = null;
      return at('organizations', row, 'base');
    },
  },
  {
    rule: 'ORG-16',
    note: '年级联合党支部覆盖了不同年级的班级',
    plant: (site) => {
      const branch = takeBranch(site, ({ setup }) => setup === Setup.jointByGrade);
      const other =
        branch &&
        site.college.classes.find(
          ({ entryYear, level }) => level === StudyLevel.undergraduate && entryYear < branch.entryYear,
        );
      if (!branch || !other) return null;
      const row = orgRow(site, branch.id);
      row.coveredClassIds = [...(row.coveredClassIds as string[]), other.id];
      return at('organizations', row, 'coveredClassIds');
    },
  },
  {
    rule: 'ORG-17',
    note: '党课学习小组的班级里没有入党积极分子',
    plant: (site) => {
      const schoolClass = takeClass(
        site,
        ({ people }) => !people.some(({ political }) => political === PoliticalStatus.activist),
      );
      if (!schoolClass) return null;
      const row: Draft<'organizations'> = {
        id: `${site.college.profile.id}-X-09`,
        name: `${schoolClass.name.replace(/班$/, '')}党课学习小组`,
        kind: OrgKind.partyStudyGroup,
        coveredClassIds: [schoolClass.id],
        status: OrgStatus.registered,
      };
      return at('organizations', insertAfter(site, 'organizations', orgRow(site, schoolClass.branch.id), row), 'id');
    },
  },
];
