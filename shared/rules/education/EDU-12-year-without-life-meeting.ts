import { ActivityType, OrgKind } from '../../domain/vocabulary.ts';
import { yearlyDuty } from '../families/yearly-duty.ts';
import { branchRegulation, serving } from '../frame/regulations.ts';

/** 组织生活会 is held at least once a year (支部条例 §17). */
export default yearlyDuty({
  id: 'EDU-12',
  title: '全年没有组织生活会',
  basis: [serving(branchRegulation('17'), '四(3)3')],
  kind: OrgKind.partyBranch,
  activityType: ActivityType.lifeMeeting,
});
