import { type CalendarDay, dayOf } from '../../../shared/domain/calendar.ts';
import { ActivityType } from '../../../shared/domain/vocabulary.ts';
import type { RowDraft } from '../draft.ts';
import { at, atTab, type Mistake, remove, type Site } from './site.ts';

/** MEC: plans, meetings of League and class, guidance. */

const isParty = (id: unknown): boolean => String(id).includes('-P-');

/** Plans of organizations that were there on 1 September: the yearly duty binds no others. */
function planOf(site: Site, fits: (row: RowDraft<'plans'>) => boolean): RowDraft<'plans'> | null {
  const founded = (orgId: unknown): number =>
    Number(site.drafts.organizations.find(({ id }) => id === orgId)?.foundedOn);
  return site.row(
    'plans',
    (row) => fits(row) && founded(row.orgId) <= dayOf(site.frame.year, 9, 1) && site.isFree(row.orgId),
  );
}

function missingPlan(site: Site, party: boolean) {
  if (site.frame.asOf <= dayOf(site.frame.year, 10, 31)) return null;
  const row = planOf(site, ({ orgId }) => isParty(orgId) === party);
  const org = row && site.drafts.organizations.find(({ id }) => id === row.orgId);
  if (!row || !org) return null;
  remove(site, 'plans', row);
  return at('organizations', org, 'id');
}

/** The activities of one type and host that were held in a span. */
export function heldIn(
  { drafts }: Site,
  type: string,
  host: unknown,
  [from, to]: readonly [CalendarDay, CalendarDay],
): readonly RowDraft<'activities'>[] {
  return drafts.activities.filter(
    (row) => row.type === type && row.hostId === host && Number(row.heldOn) >= from && Number(row.heldOn) <= to,
  );
}

/** The autumn term, first and last day. */
function autumnOf({ frame }: Site): readonly [CalendarDay, CalendarDay] {
  return [dayOf(frame.year, 9, 1), dayOf(frame.year + 1, 1, 31)];
}

export const MECHANISM_FAULTS: readonly Mistake[] = [
  { rule: 'MEC-01', note: '党支部没有交学年工作计划', plant: (site) => missingPlan(site, true) },
  { rule: 'MEC-02', note: '团支部没有交学年工作计划', plant: (site) => missingPlan(site, false) },
  {
    rule: 'MEC-03',
    note: '工作计划不是书记制定的',
    plant: (site) => {
      const row = planOf(site, ({ orgId }) => !isParty(orgId));
      const [other] = row ? site.drafts.students.filter(({ id }) => id !== row.authorId) : [];
      if (!row || !other) return null;
      row.authorId = other.id ?? null;
      return at('plans', row, 'authorId');
    },
  },
  {
    rule: 'MEC-04',
    note: '工作计划交晚了',
    plant: (site) => {
      const late = dayOf(site.frame.year, 11, 9);
      const row = site.frame.asOf > late ? planOf(site, () => true) : null;
      if (!row) return null;
      row.submittedOn = late;
      return at('plans', row, 'submittedOn');
    },
  },
  {
    rule: 'MEC-05',
    note: '秋季学期没有开班团联席会',
    plant: (site) => {
      const autumn = autumnOf(site);
      const held = (id: string) => heldIn(site, ActivityType.jointMeeting, id, autumn);
      const isBound = (foundedOn: CalendarDay): boolean => site.frame.asOf > autumn[1] && foundedOn <= autumn[0];
      const schoolClass = site.take(
        site.college.classes,
        ({ id }) => id,
        ({ id, foundedOn }) => isBound(foundedOn) && held(id).every(site.isFree),
      );
      const org = schoolClass && site.drafts.organizations.find(({ id }) => id === schoolClass.id);
      if (!schoolClass || !org) return null;
      for (const row of held(schoolClass.id)) remove(site, 'activities', row);
      return at('organizations', org, 'id');
    },
  },
  {
    rule: 'MEC-06',
    note: '秋季学期的交流座谈没有班级参加',
    plant: (site) => {
      const [from, to] = autumnOf(site);
      const held = site.drafts.activities.filter(
        ({ type, heldOn }) => type === ActivityType.exchangeForum && Number(heldOn) >= from && Number(heldOn) <= to,
      );
      if (site.frame.asOf <= to || !held.every(site.isFree)) return null;
      // The branches go on meeting (MEC-13), but without any class.
      for (const row of held) {
        row.jointIds = (row.jointIds as readonly string[]).filter((id) => !id.includes('-C-'));
        site.take([row], (one) => one);
      }
      return atTab('activities');
    },
  },
  {
    rule: 'MEC-07',
    note: '团支部没有填指导党支部',
    plant: (site) => {
      const row = site.row('organizations', ({ kind, id }) => kind === '团支部' && site.isFree(id));
      if (!row) return null;
      row.guideBranchId = null;
      return at('organizations', row, 'guideBranchId');
    },
  },
];
