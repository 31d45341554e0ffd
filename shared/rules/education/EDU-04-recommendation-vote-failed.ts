import { MatterKind } from '../../domain/vocabulary.ts';
import { decisionVotes, LEAGUE_ASSEMBLY } from '../families/decision-votes.ts';
import { atLeastShare, MORE_THAN_HALF, vote } from '../families/vote.ts';
import { guideline, recommendationRules } from '../frame/regulations.ts';

/**
 * “优化……团支部推优的程序和办法” (四(3)): at least 推优最低到会 (half by default) of the League members are present, and more
 * than half of those entitled vote in favor (推优办法). Both are measured against 应到.
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
