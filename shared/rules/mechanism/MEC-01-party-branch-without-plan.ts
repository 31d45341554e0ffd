import { OrgKind, PartyPost } from '../../domain/vocabulary.ts';
import { missingPlan } from '../families/missing-plan.ts';

/** “党支部书记负责制定党支部工作计划并落实具体工作” (四(2)). */
export default missingPlan({
  id: 'MEC-01',
  title: '党支部没有工作计划',
  kind: OrgKind.partyBranch,
  author: PartyPost.secretary,
});
