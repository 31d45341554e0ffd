import { dayOf } from '../../../shared/domain/calendar.ts';
import { ActivityType, AppraisalGrade, AppraisalKind, PledgeRole } from '../../../shared/domain/vocabulary.ts';
import type { RowDraft } from '../draft.ts';
import { at, type Mistake, type PlantedPlace, remove, type Site } from './site.ts';

/** EVA: pledges, reports and grades. */

type Row = RowDraft<'pledges'>;

const MEMBER_ROLES: readonly unknown[] = [PledgeRole.fullMember, PledgeRole.probationaryMember];
const isMember = ({ role }: Row): boolean => MEMBER_ROLES.includes(role);

/** A row of 承诺考评 of somebody untouched. */
function pledgeOf(site: Site, fits: (row: Row) => boolean): Row | null {
  return site.take(
    site.drafts.pledges,
    ({ studentId }) => studentId,
    (row) => site.isFree(row) && fits(row),
  );
}

const afterPledges = ({ frame }: Site): boolean => frame.asOf > dayOf(frame.year, 11, 30);
const afterReports = ({ frame }: Site): boolean => frame.asOf > dayOf(frame.year + 1, 6, 30);

function atStudent(site: Site, row: Row): readonly PlantedPlace[] | null {
  const [student] = site.rowsOf('students', 'id', row.studentId);
  return student ? at('students', student, 'id') : null;
}

function isOfficer({ drafts }: Site, studentId: unknown): boolean {
  return drafts.pledges.some((row) => row.studentId === studentId && row.role === PledgeRole.classOfficer);
}

/** Whether somebody had been admitted (or made an activist) well before a deadline: only then is he or she asked. */
function stoodBy({ drafts }: Site, { studentId }: Row, field: 'admittedOn' | 'activistOn', day: number): boolean {
  const record = drafts.developments.find((one) => one.studentId === studentId);
  return record === undefined || (typeof record[field] === 'number' && record[field] <= day);
}

export const EVALUATION_FAULTS: readonly Mistake[] = [
  {
    rule: 'EVA-01',
    note: '党员没有承诺日期',
    plant: (site) => {
      const deadline = dayOf(site.frame.year, 11, 30);
      const row = afterPledges(site)
        ? pledgeOf(site, (one) => isMember(one) && stoodBy(site, one, 'admittedOn', deadline))
        : null;
      if (!row) return null;
      row.pledgedOn = null;
      return atStudent(site, row);
    },
  },
  {
    rule: 'EVA-02',
    note: '党员没有述诺日期',
    plant: (site) => {
      // Not of an officer: the day of his or her report as such would count.
      const row = afterReports(site)
        ? pledgeOf(
            site,
            (one) =>
              isMember(one) &&
              !isOfficer(site, one.studentId) &&
              stoodBy(site, one, 'admittedOn', dayOf(site.frame.year + 1, 6, 30)),
          )
        : null;
      if (!row) return null;
      row.reportedOn = null;
      row.fulfilment = null;
      return atStudent(site, row);
    },
  },
  {
    rule: 'EVA-03',
    note: '党员没有民主评议等次',
    plant: (site) => {
      // Somebody who has a grade as an officer: else the class would not be fully assessed either (EVA-06).
      const row = afterReports(site)
        ? pledgeOf(
            site,
            (one) =>
              isMember(one) &&
              isOfficer(site, one.studentId) &&
              stoodBy(site, one, 'admittedOn', dayOf(site.frame.year + 1, 6, 30)),
          )
        : null;
      if (!row) return null;
      Object.assign(row, { appraisalKind: null, appraisedOn: null, appraisalGrade: null });
      return atStudent(site, row);
    },
  },
  {
    rule: 'EVA-04',
    note: '入党积极分子没有承诺日期',
    plant: (site) => {
      const deadline = dayOf(site.frame.year, 11, 30);
      const row = afterPledges(site)
        ? pledgeOf(site, (one) => one.role === PledgeRole.activist && stoodBy(site, one, 'activistOn', deadline))
        : null;
      if (!row) return null;
      row.pledgedOn = null;
      return atStudent(site, row);
    },
  },
  {
    rule: 'EVA-05',
    note: '班团委员没有述职考评等次',
    plant: (site) => {
      const row = afterReports(site) ? pledgeOf(site, ({ role }) => role === PledgeRole.classOfficer) : null;
      const tenure =
        row &&
        site.drafts.tenures.find(
          (one) => one.holderId === row.studentId && one.to === null && /-[CT]-/.test(String(one.orgId)),
        );
      if (!row || !tenure) return null;
      remove(site, 'pledges', row);
      return at('tenures', tenure, 'posts');
    },
  },
  {
    rule: 'EVA-06',
    note: '班里有学生没有任何评议等次',
    plant: (site) => {
      const row = afterReports(site)
        ? pledgeOf(site, (one) => one.role === PledgeRole.student && !isOfficer(site, one.studentId))
        : null;
      const [student] = row ? site.rowsOf('students', 'id', row.studentId) : [];
      const org = student && site.drafts.organizations.find(({ id }) => id === student.classId);
      if (!row || !org) return null;
      remove(site, 'pledges', row);
      return at('organizations', org, 'id');
    },
  },
  {
    rule: 'EVA-07',
    note: '承诺日期晚于述诺日期',
    plant: (site) => {
      const row = pledgeOf(
        site,
        (one) => isMember(one) && typeof one.reportedOn === 'number' && typeof one.pledgedOn === 'number',
      );
      if (!row) return null;
      row.pledgedOn = Number(row.reportedOn) + 1;
      return at('pledges', row, 'pledgedOn');
    },
  },
  {
    rule: 'EVA-08',
    note: '团员教育评议优秀的超过三成',
    plant: (site) => {
      const schoolClass = site.take(site.college.classes, ({ id }) => id);
      const ids = new Set(schoolClass?.people.map(({ id }) => id));
      const rows = site.drafts.pledges.filter(
        (row) =>
          site.isFree(row) && ids.has(String(row.studentId)) && row.appraisalKind === AppraisalKind.leagueAppraisal,
      );
      const org = schoolClass && site.drafts.organizations.find(({ id }) => id === schoolClass.leagueId);
      if (!org || rows.length < 5) return null;
      for (const [i, row] of rows.entries()) if (i % 2 === 0) row.appraisalGrade = AppraisalGrade.excellent;
      return at('organizations', org, 'id');
    },
  },
  {
    rule: 'EVA-09',
    note: '能计分的活动没有佐证材料',
    plant: (site) => {
      const row = site.row(
        'activities',
        ({ type, hostId }) => type === ActivityType.leagueLecture && String(hostId).includes('-T-'),
      );
      if (!row) return null;
      row.evidence = null;
      return at('activities', row, 'evidence');
    },
  },
];
