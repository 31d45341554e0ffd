import type { Reminder } from '../rules/frame/rule.ts';
import type { DigestDuty } from './facts.ts';

/** What a digest says of the things that are due: equal tasks of one day once, with their number and without names. */
export function groupDue(due: readonly Reminder[]): DigestDuty[] {
  const counts = new Map<string, DigestDuty>();
  for (const { dueOn: on, task: what } of due) {
    const key = `${on} ${what}`;
    counts.set(key, { on, what, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}
