import { dayOf } from '../../../shared/domain/calendar.ts';
import { ActivityType, OrgKind, PlanProgress } from '../../../shared/domain/vocabulary.ts';
import { higherOrgId } from '../register.ts';
import { heldIn } from './mechanism.ts';
import { orgRow, takeBranch, takeClass } from './organization-rows.ts';
import { at, atTab, type Mistake, remove, type Site } from './site.ts';

/** MEC-08…13: rules of procedure, items of plans, exchange with those above and with each other. */

const autumnOf = ({ frame }: Site) => [dayOf(frame.year, 9, 1), dayOf(frame.year + 1, 1, 31)] as const;
const afterAutumn = (site: Site): boolean => site.frame.asOf > autumnOf(site)[1];

export const AGENDA_FAULTS: readonly Mistake[] = [
  {
    rule: 'MEC-08',
    note: '团支部没有填共同议事规则',
    plant: (site) => {
      const row = site.row('organizations', ({ kind, id }) => kind === OrgKind.leagueBranch && site.isFree(id));
      if (!row) return null;
      row.rulesOfProcedure = null;
      return at('organizations', row, 'rulesOfProcedure');
    },
  },
  {
    rule: 'MEC-09',
    note: '计划事项过了完成期限没有完成',
    plant: (site) => {
      const row = site.row(
        'planItems',
        ({ progress, dueOn }) => progress === PlanProgress.done && Number(dueOn) < site.frame.asOf,
      );
      if (!row) return null;
      Object.assign(row, { progress: PlanProgress.underway, type: null });
      return at('planItems', row, 'dueOn');
    },
  },
  {
    rule: 'MEC-10',
    note: '计划事项的对应活动编号是别的组织的活动',
    plant: (site) => {
      const row = site.row('planItems', ({ activityId }) => typeof activityId === 'string');
      const other = site.drafts.activities.find(
        ({ type, id }) => type === ActivityType.recreation && typeof id === 'string',
      );
      if (!row || !other) return null;
      Object.assign(row, { activityId: other.id, progress: PlanProgress.done });
      return at('planItems', row, 'activityId');
    },
  },
  {
    rule: 'MEC-11',
    note: '秋季学期没有学院党委与支部一起的活动',
    plant: (site) => {
      const held = heldIn(site, ActivityType.exchangeForum, higherOrgId(site.college.profile.id), autumnOf(site));
      if (!afterAutumn(site) || !held.every(site.isFree)) return null;
      for (const row of held) remove(site, 'activities', row);
      return atTab('activities');
    },
  },
  {
    rule: 'MEC-12',
    note: '党支部的计划事项都没有写团支部或班级',
    plant: (site) => {
      const itemsOf = (id: string) => site.drafts.planItems.filter(({ orgId }) => orgId === id);
      const isOver = site.frame.asOf > dayOf(site.frame.year, 10, 31);
      const branch = isOver ? takeBranch(site, ({ id }) => itemsOf(id).length > 1) : null;
      if (!branch) return null;
      for (const row of itemsOf(branch.id)) row.jointIds = [];
      return at('organizations', orgRow(site, branch.id), 'id');
    },
  },
  {
    rule: 'MEC-13',
    note: '团支部秋季学期没有参加交流座谈',
    plant: (site) => {
      const forumsOf = (branchId: string) => heldIn(site, ActivityType.exchangeForum, branchId, autumnOf(site));
      const schoolClass = afterAutumn(site)
        ? takeClass(
            site,
            ({ branch, foundedOn }) =>
              foundedOn <= autumnOf(site)[0] &&
              branch.classes.length > 1 &&
              forumsOf(branch.id).length > 0 &&
              forumsOf(branch.id).every(site.isFree),
          )
        : null;
      if (!schoolClass) return null;
      const { id, leagueId, branch } = schoolClass;
      for (const row of forumsOf(branch.id))
        row.jointIds = (row.jointIds as readonly string[]).filter((one) => one !== id && one !== leagueId);
      return at('organizations', orgRow(site, leagueId), 'id');
    },
  },
];
