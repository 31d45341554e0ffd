import type { School } from '../domain/assembled.ts';
import { isGiven, orNull } from '../domain/cell.ts';
import type { Activity } from '../domain/school.ts';
import { compareText } from './draft.ts';

/**
 * One activity scores once (points.md §3): of rows with one identity (学院编号 + 活动编号, or the tuple of date, host, type and
 * topic), and of rows that DAT-14 pairs (the same tuple under different numbers), the first by date, then topic, then
 * number. A college that could not be read tonight takes part with its last reading: nobody else loses a point.
 */
export function uniqueActivities(school: School): readonly Activity[] {
  const rows = school.colleges.flatMap(({ all }) => all.activities);
  const groups = new Groups(rows.length);
  const firstWith = new Map<string, number>();
  for (const [index, activity] of rows.entries()) {
    for (const identity of [numberOf(activity), tupleOf(activity)]) {
      if (identity === null) continue;
      const first = firstWith.get(identity);
      if (first === undefined) firstWith.set(identity, index);
      else groups.join(first, index);
    }
  }
  const winners = new Map<number, Activity>();
  for (const [index, activity] of rows.entries()) {
    const group = groups.of(index);
    const known = winners.get(group);
    if (!known || byDateTopicNumber(activity, known) < 0) winners.set(group, activity);
  }
  return rows.filter((activity, index) => winners.get(groups.of(index)) === activity);
}

function numberOf({ id, college }: Activity): string | null {
  return isGiven(id) ? `#${college}|${id}` : null;
}

function tupleOf({ heldOn, hostId, type, topic }: Activity): string | null {
  return isGiven(heldOn) && isGiven(hostId) && isGiven(type) && isGiven(topic)
    ? `${heldOn}|${hostId}|${type}|${topic}`
    : null;
}

function byDateTopicNumber(a: Activity, b: Activity): number {
  return (
    (orNull(a.heldOn) ?? 0) - (orNull(b.heldOn) ?? 0) ||
    compareText(orNull(a.topic) ?? '', orNull(b.topic) ?? '') ||
    compareText(orNull(a.id) ?? '', orNull(b.id) ?? '') ||
    a.college - b.college ||
    a.row - b.row
  );
}

/** Disjoint sets over row positions. */
class Groups {
  readonly #parents: Int32Array;
  constructor(size: number) {
    this.#parents = Int32Array.from({ length: size }, (_, index) => index);
  }
  of(index: number): number {
    let root = index;
    while (this.#parents[root] !== root) root = this.#parents[root] as number;
    for (let at = index; at !== root; ) {
      const next = this.#parents[at] as number;
      this.#parents[at] = root;
      at = next;
    }
    return root;
  }
  join(a: number, b: number): void {
    this.#parents[this.of(b)] = this.of(a);
  }
}
