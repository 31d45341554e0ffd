import type { ImageRow } from '../sheet/image.ts';
import type { Violation } from '../violations/lifecycle.ts';
import { inListOrder } from './violation-rows.ts';

/** Rows of 全校问题: nobody reads more, and no program opens a file with half a million in reasonable time. */
export const MOST_IN_SCHOOL = 20_000;

/** Rows of one college's 问题清单, and its notes: each has a link, and a tab can hold only some 65,000. */
export const MOST_IN_COLLEGE = 50_000;

/** Limit of colleges per line, and of lines, about hidden violations: the lines are above the frozen headings. */
const IN_A_LINE = 6;
const LINES = 5;

/** The violations that are shown, and how many are left out. */
export interface ListedViolations {
  /** The first in the order of the list: the most severe. */
  readonly shown: readonly Violation[];
  readonly hidden: readonly Violation[];
}

/** The `most` most severe ones, in the order of the list. */
export function mostSevere(violations: readonly Violation[], most: number): ListedViolations {
  const listed = inListOrder(violations);
  return { shown: listed.slice(0, most), hidden: listed.slice(most) };
}

/**
 * Lines above the list that say what is not shown, by college if there are several; none if everything is shown.
 * @param nameOf name of a violation's college, or the name used for the whole school
 */
export function hiddenLines({ shown, hidden }: ListedViolations, nameOf: (violation: Violation) => string): ImageRow[] {
  if (hidden.length === 0) return [];
  const counts = new Map<string, number>();
  for (const violation of hidden) {
    const name = nameOf(violation);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const all = shown.length + hidden.length;
  const first = `共 ${all} 个问题，这里只列出最严重的 ${shown.length} 个，还有 ${hidden.length} 个没有列出。请先改这些，改好后其余的会列出来。`;
  return [first, ...countLines([...counts].toSorted(([, a], [, b]) => b - a))].map((line) => ({
    tone: 'warning',
    cells: [line],
  }));
}

function countLines(counts: readonly (readonly [name: string, count: number])[]): string[] {
  if (counts.length < 2) return [];
  const room = IN_A_LINE * LINES;
  const named = counts.slice(0, counts.length > room ? room - 1 : room).map(([name, count]) => `${name} ${count} 个`);
  const rest = counts.slice(named.length);
  if (rest.length > 0) {
    named.push(`其他 ${rest.length} 个学院 ${rest.reduce((sum, [, count]) => sum + count, 0)} 个`);
  }
  const lines: string[] = [];
  for (let at = 0; at < named.length; at += IN_A_LINE) {
    lines.push(`${at === 0 ? '没有列出的：' : ''}${named.slice(at, at + IN_A_LINE).join('，')}`);
  }
  return lines;
}
