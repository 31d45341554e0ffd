import { MatterKind } from '../../domain/vocabulary.ts';
import { decisionVotes, LEAGUE_ASSEMBLY } from '../families/decision-votes.ts';
import { atLeastShare, MORE_THAN_HALF, vote } from '../families/vote.ts';
import { guideline, recommendationRules } from '../frame/regulations.ts';

/**
 * “优化……团支部推优的程序和办法” (四(3)); half or more (推优最低到会) of the League members present, more than half of those
 * entitled in favor (推优办法): both counted of 应到.
 */
export default vote({
  id: 'EDU-04',
  title: '推优大会表决未达要求',
  basis: [guideline('四(3)', 1), recommendationRules()],
  needs: ['decisions.kind'],
  reads: ['recommendationQuorum'],
  touches: 'row',
  quorum: ({ recommendationQuorum }) => atLeastShare(recommendationQuorum),
  majority: MORE_THAN_HALF,
  votes: (view) => decisionVotes(view, LEAGUE_ASSEMBLY, ({ kind }) => kind === MatterKind.leagueRecommendation),
});
