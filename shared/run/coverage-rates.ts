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

/** The rates of a whole school, and of each college in it by 学院编号. */
export interface SchoolRates {
  readonly whole: CoverageRates;
  of(college: string): CoverageRates;
}

/**
 * Done and due, summed over organizations, each looked at once. The same figures as the indicators of the scheme.
 * @param organizations those that count
 */
export function coverageRates(
  school: School,
  organizations: readonly ScoredOrganization[],
  open: readonly OpenFinding[],
  parameters: Parameters,
): SchoolRates {
  const whole = noRates();
  const colleges = new Map<string, Sums>();
  const context = indicatorContext(school, parameters, open);
  for (const scored of organizations) {
    const own = colleges.get(scored.college) ?? noRates();
    colleges.set(scored.college, own);
    for (const { rate, kind, indicator } of COVERAGE_SOURCES) {
      if (kind !== scored.kind) continue;
      const { done, due } = indicatorShare(context, scored, indicator);
      for (const rates of [own, whole]) {
        rates[rate][0] += done;
        rates[rate][1] += due;
      }
    }
  }
  return { whole, of: (college) => colleges.get(college) ?? noRates() };
}

type Sums = Record<CoverageRate, [number, number]>;

function noRates(): Sums {
  return Object.fromEntries(COVERAGE_RATES.map((rate) => [rate, [0, 0]])) as unknown as Sums;
}
