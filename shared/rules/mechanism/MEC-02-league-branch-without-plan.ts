import { ClassPost, OrgKind } from '../../domain/vocabulary.ts';
import { missingPlan } from '../families/missing-plan.ts';

/** “团支书负责制定团支部工作计划并落实具体工作” (四(2)). */
export default missingPlan({
  id: 'MEC-02',
  title: '团支部没有工作计划',
  kind: OrgKind.leagueBranch,
  author: ClassPost.leagueSecretary,
});
