import { RULE_SET, RULES } from '../../shared/rules/index.ts';
import type { RuleSet } from '../../shared/run/assess-school.ts';
import type { NightInput } from '../../shared/run/nightly.ts';
import type { Night } from '../../shared/run/plan-night.ts';
import { datingOf, type NightState, nightOf } from './night.ts';
import type { Wired } from './wiring.ts';

/** The rules in force, for the steps that judge: the others stay light without them. */
export const ruleSet: RuleSet = { version: RULE_SET, rules: RULES };
export const ruleIds: readonly string[] = RULES.map(({ id }) => id);

/** The whole walk in one function: the year-end, and a change that came in by day. */
export function inputOf(state: NightState, wired: Wired, night: Partial<Night>): NightInput {
  return {
    night: { ...nightOf(state, wired), ...night },
    ruleSet,
    ...datingOf(state, wired),
    progress: () => {},
    parallel: 4,
  };
}
