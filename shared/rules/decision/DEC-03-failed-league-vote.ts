import { isAwardOrNomination } from '../../domain/decisions.ts';
import { decisionVotes, LEAGUE_ASSEMBLY } from '../families/decision-votes.ts';
import { MORE_THAN_HALF, vote } from '../families/vote.ts';
import { leagueMeetingRules, serving } from '../frame/regulations.ts';

/** A 评奖评优 or 人员推荐 that a 团员大会 decides: more than half of 应到 present, and more than half of 应到 in favor. */
export default vote({
  id: 'DEC-03',
  title: '团员大会到会或赞成未过半数',
  basis: [serving(leagueMeetingRules(), '五(3)2')],
  needs: ['decisions.kind'],
  reads: [],
  quorum: () => MORE_THAN_HALF,
  majority: MORE_THAN_HALF,
  votes: (view) => decisionVotes(view, LEAGUE_ASSEMBLY, isAwardOrNomination),
});
