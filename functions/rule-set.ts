import { RULE_SET, RULES } from '../shared/rules/index.ts';
import type { RuleSet } from '../shared/run/night.ts';

/** The rules in force, for the steps that judge; the other steps of the cloud stay small without them. */
export const ruleSet: RuleSet = { version: RULE_SET, rules: RULES };
export const ruleIds: readonly string[] = RULES.map(({ id }) => id);
