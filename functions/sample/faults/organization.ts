import { OrgKind, OrgStatus, PoliticalStatus, Setup, StudyLevel } from '../../../shared/domain/vocabulary.ts';
import { fullMembersOf } from '../branches.ts';
import type { RowDraft } from '../draft.ts';
import { isPresent } from '../people.ts';
import { orgRow, takeBranch, takeClass } from './organization-rows.ts';
import { at, insertAfter, type Mistake } from './site.ts';

/** One more would make seven, and seven members need a committee. */
const SIX = 6;

/** ORG but for the posts: what there is and what it covers. */
export const ORGANIZATION_FAULTS: readonly Mistake[] = [
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
      const row: RowDraft<'organizations'> = {
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
