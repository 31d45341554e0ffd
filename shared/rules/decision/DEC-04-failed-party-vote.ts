import { isAwardOrNomination } from '../../domain/decisions.ts';
import { decisionVotes, PARTY_ASSEMBLY } from '../families/decision-votes.ts';
import { AT_LEAST_HALF, MORE_THAN_HALF, vote } from '../families/vote.ts';
import { branchRegulation, serving } from '../frame/regulations.ts';

/**
 * A 评奖评优 or 人员推荐 that a 党员大会 decides: half or more of 应到 present (半数以上), and more than half of 应到 in favor
 * (支部条例 §11). Judged wherever its numbers or its day are given.
 */
export default vote({
  id: 'DEC-04',
  title: '党员大会到会或赞成不足半数',
  basis: [serving(branchRegulation('11'), '五(3)3')],
  needs: ['decisions.kind'],
  reads: [],
  touches: 'rowAndPartyBranch',
  quorum: () => AT_LEAST_HALF,
  majority: MORE_THAN_HALF,
  votes: (view) => decisionVotes(view, PARTY_ASSEMBLY, isAwardOrNomination),
});
