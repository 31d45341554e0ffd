import { dayOf } from '../../../shared/domain/calendar.ts';
import { ActivityType, CombinedWith } from '../../../shared/domain/vocabulary.ts';
import { at, type Mistake, remove } from './site.ts';

/** PRA: the three practices that party branch and class share. */

const JOINT_PRACTICES: readonly unknown[] = [
  ActivityType.studyHelp,
  ActivityType.redPairing,
  ActivityType.grassrootsProject,
];

export const PRACTICE_FAULTS: readonly Mistake[] = [
  {
    rule: 'PRA-01',
    note: '助学零距离没有结合班团学风建设',
    plant: (site) => {
      const row = site.row('activities', ({ type }) => type === ActivityType.studyHelp);
      if (!row) return null;
      row.combinedWith = [];
      return at('activities', row, 'combinedWith');
    },
  },
  {
    rule: 'PRA-02',
    note: '红色1+1 没有结合社会实践、科技服务或挂职锻炼',
    plant: (site) => {
      const row = site.row('activities', ({ type }) => type === ActivityType.redPairing);
      if (!row) return null;
      row.combinedWith = [CombinedWith.volunteering];
      return at('activities', row, 'combinedWith');
    },
  },
  {
    rule: 'PRA-03',
    note: '基层立项没有团支部或班级参加',
    plant: (site) => {
      const row = site.row('activities', ({ type }) => type === ActivityType.grassrootsProject);
      if (!row) return null;
      row.jointIds = [];
      return at('activities', row, 'jointIds');
    },
  },
  {
    rule: 'PRA-04',
    note: '党支部全年没有开展助学零距离、红色1+1 或基层立项',
    plant: (site) => {
      const { college, drafts, frame } = site;
      if (frame.asOf <= dayOf(frame.year + 1, 6, 30)) return null;
      const held = (id: string) =>
        drafts.activities.filter(({ type, hostId }) => hostId === id && JOINT_PRACTICES.includes(type));
      const isBound = (foundedOn: number): boolean => foundedOn <= dayOf(frame.year, 9, 1);
      const branch = site.take(
        college.branches,
        ({ id }) => id,
        ({ id, foundedOn }) => isBound(foundedOn) && held(id).every((row) => site.isFree(row)),
      );
      const org = branch && drafts.organizations.find(({ id }) => id === branch.id);
      if (!branch || !org) return null;
      for (const row of held(branch.id)) remove(site, 'activities', row);
      return at('organizations', org, 'id');
    },
  },
  {
    rule: 'PRA-05',
    note: '志愿服务的经费和场地都没有填',
    plant: (site) => {
      const row = site.row('activities', ({ type }) => type === ActivityType.volunteering);
      if (!row) return null;
      row.funds = null;
      row.venue = null;
      return at('activities', row, 'topic');
    },
  },
];
