import { ActivityType, OrgKind } from '../../domain/vocabulary.ts';
import { yearlyDuty } from '../families/yearly-duty.ts';
import { leagueRegulation, serving } from '../frame/regulations.ts';

/** 团员教育评议 is held once a year (团支部条例). */
export default yearlyDuty({
  id: 'EDU-16',
  title: '全年没有团员教育评议',
  basis: [serving(leagueRegulation(), '四(3)3')],
  kind: OrgKind.leagueBranch,
  activityType: ActivityType.leagueAppraisal,
});
