import type { CalendarDay } from '../domain/calendar.ts';
import type { Place } from '../domain/place.ts';
import type { DigestDuty } from './facts.ts';

/** A task that is due: its last day, what to do, in words without names of people, and where to type it. */
interface Due {
  readonly dueOn: CalendarDay;
  readonly task: string;
  readonly typedAt: Place;
}

/**
 * The due tasks of a digest: equal tasks of one day appear once, with their number and without names.
 * @param linkTo returns the address that these places have in common
 */
export function groupDue(due: readonly Due[], linkTo: (places: readonly Place[]) => string | null): DigestDuty[] {
  const groups = Map.groupBy(due, ({ dueOn, task }) => `${dueOn} ${task}`);
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const link = linkTo(own.map(({ typedAt }) => typedAt));
    return [{ on: first.dueOn, what: first.task, count: own.length, link }];
  });
}
