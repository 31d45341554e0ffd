import { ActivityType, OrgKind } from '../../domain/vocabulary.ts';
import { yearlyDuty } from '../families/yearly-duty.ts';
import { branchRegulation } from '../frame/regulations.ts';

/** 组织生活会 is held at least once a year (支部条例 §17). */
export default yearlyDuty({
  id: 'EDU-12',
  title: '全年没有组织生活会',
  basis: [branchRegulation('17')],
  kind: OrgKind.partyBranch,
  activityType: ActivityType.lifeMeeting,
});
