import type { DecisionFacts } from './decisions.ts';

/**
 * What colleges without rows here add to figures of the whole school. All other lookups use ids and names: colleges
 * that share none need not be judged together.
 */
export interface Elsewhere {
  /** Columns with formulas that no program has computed yet, as `tab.field`. */
  readonly uncalculated: readonly string[];
  /** Decisions with an unreadable item in 涉及学号: they may name anybody. */
  readonly decisions: readonly DecisionFacts[];
  /** Activities of the audited year by type. */
  readonly heldTypes: ReadonlyMap<string, number>;
}

export const NOTHING_ELSEWHERE: Elsewhere = { uncalculated: [], decisions: [], heldTypes: new Map() };
