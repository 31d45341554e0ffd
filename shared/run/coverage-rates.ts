import type { School } from '../domain/assembled.ts';
import type { Parameters } from '../domain/parameters.ts';
import { CoverageRate, Indicator, ScoredKind } from '../domain/vocabulary.ts';
import { indicatorContext, indicatorShare } from '../scoring/indicators.ts';
import type { OpenFinding, ScoredOrganization } from '../scoring/scored.ts';

/** Names of the rates in 概览 and in the machine-readable output. */
export const COVERAGE_RATES: readonly CoverageRate[] = Object.values(CoverageRate);
export type CoverageRates = Readonly<Record<CoverageRate, readonly [done: number, due: number]>>;

/** Which indicator of which kind of organization each rate sums up. */
export const COVERAGE_SOURCES: readonly {
  readonly rate: CoverageRate;
  readonly kind: ScoredKind;
  readonly indicator: Indicator;
}[] = [
  { rate: CoverageRate.assessments, kind: ScoredKind.schoolClass, indicator: Indicator.studentAssessments },
  { rate: CoverageRate.pledges, kind: ScoredKind.partyBranch, indicator: Indicator.pledges },
  { rate: CoverageRate.posts, kind: ScoredKind.partyBranch, indicator: Indicator.partyPosts },
  { rate: CoverageRate.posts, kind: ScoredKind.schoolClass, indicator: Indicator.classPosts },
  { rate: CoverageRate.partyDays, kind: ScoredKind.partyBranch, indicator: Indicator.partyDays },
  { rate: CoverageRate.leagueDays, kind: ScoredKind.leagueBranch, indicator: Indicator.leagueDays },
];

/** Coverage of a set of organizations: done and due, summed. The same figures as the indicators of the scheme. */
export function coverageRates(
  school: School,
  organizations: readonly ScoredOrganization[],
  open: readonly OpenFinding[],
  parameters: Parameters,
): CoverageRates {
  const rates = Object.fromEntries(COVERAGE_RATES.map((rate) => [rate, [0, 0]])) as unknown as Record<
    CoverageRate,
    [number, number]
  >;
  const context = indicatorContext(school, parameters, open);
  for (const scored of organizations) {
    for (const { rate, kind, indicator } of COVERAGE_SOURCES) {
      if (kind !== scored.kind) continue;
      const share = indicatorShare(context, scored, indicator);
      rates[rate][0] += share.done;
      rates[rate][1] += share.due;
    }
  }
  return rates;
}
