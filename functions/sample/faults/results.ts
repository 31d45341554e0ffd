import { addMonths, dayOf, isInYear } from '../../../shared/domain/calendar.ts';
import {
  ActivityType,
  AppraisalGrade,
  AppraisalKind,
  MatterKind,
  OrgKind,
  PledgeRole,
} from '../../../shared/domain/vocabulary.ts';
import { FOUND_BY_ACTIVITY } from '../agenda.ts';
import type { RowDraft } from '../draft.ts';
import { recordOf } from './education.ts';
import { at, insertAfter, type Mistake, type PlantedPlace, remove, type Site } from './site.ts';

/** ORG-18 and 19, DEV-19 and 20, EVA-10…14, DEC-07 and 08, CFG-02: what happened, and what came of it. */

type Tally = RowDraft<'tallies'>;

/** A tally of somebody untouched. */
function tallyOf(site: Site, fits: (row: Tally) => boolean = () => true): Tally | null {
  return site.take(site.drafts.tallies, ({ studentId }) => studentId, fits);
}

/** Half-years that end in the audited year, up to the as-of day. */
function halfYears({ frame }: Site, activistOn: number): number {
  const ends = Array.from({ length: 12 }, (_, half) => addMonths(activistOn, 6 * (half + 1)));
  return ends.filter((end) => isInYear(end, frame.year) && end <= frame.asOf).length;
}

export const RESULT_FAULTS: readonly Mistake[] = [
  {
    rule: 'ORG-18',
    note: '功能型党组织 9 至 11 月没有任何活动',
    rare: true,
    plant: (site) => {
      const { year, asOf } = site.frame;
      const org = site.drafts.organizations.find(({ kind }) => kind === OrgKind.functionalPartyOrg);
      const [from, to] = [dayOf(year, 9, 1), dayOf(year, 11, 30)];
      const held = site.drafts.activities.filter(
        ({ hostId, heldOn }) => hostId === org?.id && Number(heldOn) >= from && Number(heldOn) <= to,
      );
      if (
        !org ||
        asOf <= to ||
        Number(org.foundedOn ?? 0) > from ||
        !site.isFree(org) ||
        !held.every((row) => row.type === FOUND_BY_ACTIVITY || site.isFree(row))
      )
        return null;
      site.take([org], (one) => one);
      for (const row of held) remove(site, 'activities', row);
      return at('organizations', org, 'id');
    },
  },
  {
    rule: 'ORG-19',
    note: '阵地没有对应的党团组织',
    plant: (site) => {
      const row = site.row('bases', () => true);
      if (!row) return null;
      row.orgIds = [];
      return at('bases', row, 'name');
    },
  },
  {
    rule: 'DEV-19',
    note: '入党积极分子半年没有考察',
    plant: (site) => {
      const row = recordOf(
        site,
        ({ activistOn, prospectOn, endedOn }) =>
          typeof activistOn === 'number' && prospectOn === null && endedOn === null && halfYears(site, activistOn) > 0,
      );
      if (!row) return null;
      row.reviewedOn = [];
      const [mark] = at('developments', row, 'reviewedOn') as readonly [PlantedPlace];
      return Array.from({ length: halfYears(site, Number(row.activistOn)) }, () => mark);
    },
  },
  {
    rule: 'DEV-20',
    note: '离校前两个月接收为预备党员',
    plant: (site) => {
      const row = recordOf(site, ({ admittedOn, studentId }) => {
        const [student] = site.rowsOf('students', 'id', studentId);
        return typeof admittedOn === 'number' && student?.leftOn === null;
      });
      const [student] = row ? site.rowsOf('students', 'id', row.studentId) : [];
      if (!row || !student) return null;
      student.leftOn = Number(row.admittedOn) + 60;
      return at('developments', row, 'admittedOn');
    },
  },
  {
    rule: 'EVA-10',
    note: '党员没有述责测评的群众测评',
    plant: (site) => {
      const isOver = site.frame.asOf > dayOf(site.frame.year + 1, 6, 30);
      const row = isOver ? tallyOf(site, ({ scope }) => scope === '群众') : null;
      const [student] = row ? site.rowsOf('students', 'id', row.studentId) : [];
      if (!row || !student) return null;
      remove(site, 'tallies', row);
      return at('students', student, 'id');
    },
  },
  {
    rule: 'EVA-11',
    note: '述责测评的票数比实到人数多一票',
    plant: (site) => {
      const row = tallyOf(site);
      if (!row) return null;
      row.excellent = Number(row.excellent) + 1;
      return at('tallies', row, 'excellent');
    },
  },
  {
    rule: 'EVA-12',
    note: '述责测评实到不足应到的一半',
    plant: (site) => {
      const row = tallyOf(site);
      if (!row) return null;
      row.expected = 2 * Number(row.present) + 1;
      return at('tallies', row, 'present');
    },
  },
  {
    rule: 'EVA-13',
    note: '同一人一项评议合格，述职考评不合格',
    plant: (site) => {
      const gradedWell = (id: unknown): boolean =>
        site.drafts.pledges.some(
          ({ studentId, appraisalKind, appraisalGrade }) =>
            studentId === id &&
            appraisalKind !== AppraisalKind.dutyReport &&
            (appraisalGrade === AppraisalGrade.good || appraisalGrade === AppraisalGrade.excellent),
        );
      const row = site.take(
        site.drafts.pledges,
        ({ studentId }) => studentId,
        (one) => one.role === PledgeRole.classOfficer && gradedWell(one.studentId),
      );
      if (!row) return null;
      row.appraisalGrade = AppraisalGrade.poor;
      return at('pledges', row, 'appraisalGrade');
    },
  },
  {
    rule: 'EVA-14',
    note: '填了述诺日期，没有填践诺情况',
    plant: (site) => {
      const row = site.take(
        site.drafts.pledges,
        ({ studentId }) => studentId,
        ({ reportedOn }) => typeof reportedOn === 'number',
      );
      if (!row) return null;
      row.fulfilment = null;
      return at('pledges', row, 'fulfilment');
    },
  },
  {
    rule: 'DEC-07',
    note: '奖项的日期早于任何议事决策',
    plant: (site) => {
      const row = site.row('outcomes', () => true);
      if (!row) return null;
      row.awardedOn = dayOf(site.frame.year, 9, 1);
      return at('outcomes', row, 'title');
    },
  },
  {
    rule: 'DEC-08',
    note: '班团事务没有填任何会议日期',
    plant: (site) => {
      const row = site.row('decisions', ({ kind }) => kind === MatterKind.classAffairs);
      if (!row) return null;
      Object.assign(row, { leagueCommitteeOn: null, leagueAssemblyOn: null });
      return at('decisions', row, 'leagueCommitteeOn');
    },
  },
  {
    rule: 'CFG-02',
    note: '登记了积分规则没有的活动类型“党小组会”',
    plant: (site) => {
      const row = site.row('activities', ({ type }) => type === ActivityType.partyDay);
      if (!row) return null;
      const next = { ...row, type: ActivityType.partyGroupMeeting, topic: '学习讨论' };
      delete next.id;
      insertAfter(site, 'activities', row, next);
      return [{ tab: 'activities', draft: null, field: null, inSchool: '积分规则' }];
    },
  },
];
