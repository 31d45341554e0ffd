import type { School } from '../domain/assembled.ts';
import type { Rule } from '../rules/frame/rule.ts';
import type { NotChecked } from '../rules/frame/run-rules.ts';
import type { SchoolCheck } from './check-school.ts';

/**
 * Joins the findings of colleges judged together and of colleges judged apart, in the order that a single judgement of
 * all of them would give.
 * @param apart in the order of colleges; within a college in the order found
 */
export function joinChecks(
  own: SchoolCheck,
  apart: Omit<SchoolCheck, 'defects'>,
  rules: readonly Rule[],
  { colleges }: Pick<School, 'colleges'>,
): SchoolCheck {
  const places = new Map<string | null, number>(colleges.map(({ id, index }) => [id, index]));
  const placeOf = ({ college }: { readonly college: string | null }): number => places.get(college) ?? -1;
  const ruleOrder = new Map(rules.map(({ id }, index) => [id, index]));
  // Unread columns are reported after all rules have run.
  const stepOf = ({ rule, unread }: NotChecked): number =>
    unread === undefined ? (ruleOrder.get(rule) ?? 0) : rules.length;
  return {
    // The sort is stable, and the order within a college is already right.
    findings: [...own.findings, ...apart.findings].sort((a, b) => placeOf(a) - placeOf(b)),
    due: [...own.due, ...apart.due].sort((a, b) => a.dueOn - b.dueOn || placeOf(a) - placeOf(b)),
    notChecked: [...own.notChecked, ...apart.notChecked].sort(
      (a, b) => stepOf(a) - stepOf(b) || placeOf(a) - placeOf(b),
    ),
    unjudged: [...own.unjudged, ...apart.unjudged],
    defects: own.defects,
  };
}
