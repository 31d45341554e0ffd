import { addMonths, dayOf, firstDayOf } from '../../../shared/domain/calendar.ts';
import { ActivityType, MatterKind, OrgKind, RecommendedBy } from '../../../shared/domain/vocabulary.ts';
import { isInLeague } from '../committees.ts';
import type { RowDraft } from '../draft.ts';
import { isPresent } from '../people.ts';
import { heldIn } from './mechanism.ts';
import { at, type Mistake, remove, type Site } from './site.ts';

/** EDU: recommendation by the League, and the periodic duties of both kinds of branch. */

/** A record of somebody untouched, recommended by the League before the audited year: no decision of this year names him or her. */
function recommended(
  site: Site,
  fits: (row: RowDraft<'developments'>) => boolean = () => true,
): RowDraft<'developments'> | null {
  const before = firstDayOf(site.frame.year);
  return recordOf(
    site,
    (row) =>
      row.recommendedBy === RecommendedBy.league &&
      typeof row.activistOn === 'number' &&
      typeof row.recommendedOn === 'number' &&
      row.recommendedOn < before - 60 &&
      row.activistOn < before - 60 &&
      fits(row),
  );
}

export function recordOf(
  site: Site,
  fits: (row: RowDraft<'developments'>) => boolean,
): RowDraft<'developments'> | null {
  return site.take(site.drafts.developments, ({ studentId }) => studentId, fits);
}

/** The span of a period by its months: first month, last month. */
type Span = readonly [first: number, last: number];
const NOVEMBER: Span = [11, 11];
const FIRST_QUARTER: Span = [9, 11];
const AUTUMN: Span = [9, 1];
const YEAR: Span = [9, 6];

/** One period without an activity that is due: it was never held. `binds` tells whether the organization owes it. */
function missedDuty(
  rule: string,
  note: string,
  kind: OrgKind,
  type: string,
  [first, last]: Span,
  binds: (site: Site, id: unknown) => boolean = () => true,
): Mistake {
  return {
    rule,
    note,
    plant: (site) => {
      const { year, asOf } = site.frame;
      const dayIn = (month: number, day: number) => dayOf(month >= 9 ? year : year + 1, month, day);
      const [from, to] = [dayIn(first, 1), addMonths(dayIn(last, 1), 1) - 1];
      const held = (id: unknown) => heldIn(site, type, id, [from, to]);
      const org = site.take(
        site.drafts.organizations.filter((one) => asOf > to && one.kind === kind && Number(one.foundedOn ?? 0) <= from),
        // Several duties may be missed by one organization, but nothing else may be wrong with it.
        ({ id }) => `${rule}/${String(id)}`,
        ({ id }) => site.isFree(id) && held(id).length > 0 && held(id).every(site.isFree) && binds(site, id),
      );
      if (!org) return null;
      for (const row of held(org.id)) remove(site, 'activities', row);
      return at('organizations', org, 'id');
    },
  };
}

/** From seven members on, a League branch needs a committee. */
function hasSeven({ college }: Site, id: unknown): boolean {
  const schoolClass = college.classes.find(({ leagueId }) => leagueId === id);
  return (schoolClass?.people ?? []).filter((one) => isPresent(one) && isInLeague(one)).length > 7;
}

const { partyBranch, leagueBranch } = OrgKind;

export const EDUCATION_FAULTS: readonly Mistake[] = [
  {
    rule: 'EDU-01',
    note: '团组织推优没有推优日期',
    plant: (site) => {
      const row = recommended(site);
      if (!row) return null;
      row.recommendedOn = null;
      return at('developments', row, 'recommendedOn');
    },
  },
  {
    rule: 'EDU-01',
    note: '推荐方式和推优日期都没有填',
    plant: (site) => {
      const row = recommended(site);
      if (!row) return null;
      row.recommendedOn = null;
      row.recommendedBy = null;
      return at('developments', row, 'recommendedBy');
    },
  },
  {
    rule: 'EDU-02',
    note: '推优日期晚于确定积极分子日期',
    plant: (site) => {
      const row = recommended(site);
      if (!row) return null;
      row.recommendedOn = Number(row.activistOn) + 9;
      return at('developments', row, 'recommendedOn');
    },
  },
  {
    rule: 'EDU-03',
    note: '推优超过两年才确定为积极分子',
    plant: (site) => {
      const row = recommended(site);
      if (!row) return null;
      row.recommendedOn = addMonths(Number(row.activistOn), -24) - 12;
      return at('developments', row, 'recommendedOn');
    },
  },
  {
    rule: 'EDU-04',
    note: '推优大会赞成人数没有超过应到的一半',
    plant: (site) => {
      const row = site.row('decisions', ({ kind }) => kind === MatterKind.leagueRecommendation);
      if (!row) return null;
      row.leagueInFavor = Math.floor(Number(row.leagueExpected) / 2);
      return at('decisions', row, 'leagueInFavor');
    },
  },
  {
    rule: 'EDU-05',
    note: '推优大会的议事决策里没有这名学生',
    plant: (site) => {
      const decision = site.row(
        'decisions',
        ({ kind, studentIds }) => kind === MatterKind.leagueRecommendation && (studentIds as string[]).length > 1,
      );
      const [id, ...others] = (decision?.studentIds ?? []) as string[];
      const record = id === undefined ? undefined : site.drafts.developments.find(({ studentId }) => studentId === id);
      if (!decision || !record || !site.isFree(id)) return null;
      decision.studentIds = others;
      return at('developments', record, 'recommendedOn');
    },
  },
  missedDuty('EDU-06', '11 月没有主题党日', partyBranch, ActivityType.partyDay, NOVEMBER),
  missedDuty('EDU-07', '11 月没有主题团日', leagueBranch, ActivityType.leagueDay, NOVEMBER),
  {
    rule: 'EDU-08',
    note: '主题团日没有填指导党支部',
    plant: (site) => {
      const row = site.row(
        'activities',
        ({ type, hostId }) => type === ActivityType.leagueDay && String(hostId).includes('-T-'),
      );
      if (!row) return null;
      row.guideBranchId = null;
      return at('activities', row, 'guideBranchId');
    },
  },
  missedDuty('EDU-09', '秋季学期没有联合组织生活', partyBranch, ActivityType.jointLife, AUTUMN),
  missedDuty('EDU-10', '9 至 11 月没有党员大会', partyBranch, ActivityType.partyAssembly, FIRST_QUARTER),
  {
    ...missedDuty('EDU-11', '11 月没有支委会', partyBranch, ActivityType.partyCommitteeMeeting, NOVEMBER),
    rare: true,
  },
  missedDuty('EDU-12', '全年没有组织生活会', partyBranch, ActivityType.lifeMeeting, YEAR),
  missedDuty('EDU-13', '9 至 11 月没有团员大会', leagueBranch, ActivityType.leagueAssembly, FIRST_QUARTER),
  missedDuty('EDU-14', '11 月没有团支委会', leagueBranch, ActivityType.leagueCommitteeMeeting, NOVEMBER, hasSeven),
  missedDuty('EDU-15', '9 至 11 月没有团课', leagueBranch, ActivityType.leagueLecture, FIRST_QUARTER),
  missedDuty('EDU-17', '11 月没有班会', OrgKind.schoolClass, ActivityType.classMeeting, NOVEMBER),
  missedDuty('EDU-16', '全年没有团员教育评议', leagueBranch, ActivityType.leagueAppraisal, YEAR),
];
