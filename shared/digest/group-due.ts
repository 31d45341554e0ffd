import type { CalendarDay } from '../domain/calendar.ts';
import type { DigestDuty } from './facts.ts';

/** Something that is due: its last day, and what to do, in words without names of people. */
interface Due {
  readonly dueOn: CalendarDay;
  readonly task: string;
}

/** The due tasks of a digest: equal tasks of one day appear once, with their number and without names. */
export function groupDue(due: readonly Due[]): DigestDuty[] {
  const counts = new Map<string, DigestDuty>();
  for (const { dueOn: on, task: what } of due) {
    const key = `${on} ${what}`;
    counts.set(key, { on, what, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}
