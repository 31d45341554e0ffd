import type { College } from '../../domain/assembled.ts';
import { isGiven, unreadable } from '../../domain/cell.ts';
import type { Activity } from '../../domain/school.ts';

/** 活动编号 can be read where it is given. */
type Named = Activity & { readonly id: string | null };

/** A later row that may be the same activity as the first of its group, under another name. */
export interface Twins {
  readonly first: Named;
  readonly later: Named;
  /**
   * Both identities, without saying which row comes first: sorting the tab must leave a violation the same. Every pair
   * of a group therefore names the least identity of the group and one other.
   */
  readonly subject: readonly string[];
}

/** Rows of a college that agree in date, host, type and 主题 but not in 活动编号; each later one with the first. */
export function* twinsOf(college: College): Iterable<Twins> {
  const groups = Map.groupBy(college.all.activities.filter(isNamed), ({ heldOn, hostId, type, topic }) =>
    [heldOn, hostId, type, topic].join('\n'),
  );
  const identityOf = (activity: Named): readonly string[] => college.keyOf('activities', activity);
  for (const [first, ...others] of groups.values()) {
    if (!first || others.length === 0) continue;
    const least = [first, ...others].map(identityOf).reduce((a, b) => (isLess(b, a) ? b : a));
    for (const later of others.filter(({ id }) => id !== first.id)) {
      const own = identityOf(later);
      yield { first, later, subject: [...least, ...(isLess(least, own) ? own : identityOf(first))] };
    }
  }
}

/** All four parts of the tuple are readable, and so is 活动编号 if given. */
function isNamed(activity: Activity): activity is Named {
  const { id, heldOn, hostId, type, topic } = activity;
  return id !== unreadable && isGiven(heldOn) && isGiven(hostId) && isGiven(type) && isGiven(topic);
}

/** Identities in a fixed order: 活动编号 before tuples. */
function isLess(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length ? a.join('\n') < b.join('\n') : a.length < b.length;
}
