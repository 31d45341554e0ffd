import { smallest } from '../domain/extremes.ts';
import type { Headed, HeadingRow } from './find-tab.ts';
import { editDistance } from './nearest.ts';
import { foldHeading } from './normalize.ts';
import { HEADING_TAILS, NEAR_HEADINGS, ROW_ORDINALS } from './tabs/other-names.ts';

/** A declared column of a tab. */
interface NearColumn {
  readonly field: string;
  readonly heading: string;
}

/** A heading that nothing is read from, and the column that it may mean. */
export interface UnreadHeading {
  readonly text: string;
  /** Zero-based column, and its letter. */
  readonly at: number;
  readonly column: string;
  /** The missing column that may be meant, by English name and heading; `null`: a column of the user's own. */
  readonly near: NearColumn | null;
}

/** A longer text is a remark, not a misspelt heading. */
const LONGEST_NEAR = 20;

/**
 * Headings that no column of a tab knows, each with the nearest column that the tab lacks (DAT-18): on the list of near
 * words, the same except for an ending, or different in at most one character in three.
 */
export function unreadHeadings(
  { row, columns: found, unknown }: HeadingRow,
  columns: Readonly<Record<string, Headed>>,
): readonly UnreadHeading[] {
  if (row < 0 || unknown.length === 0) return [];
  const lacking = Object.entries(columns).filter(([field]) => !found.has(field));
  return unknown
    .filter(({ text }) => !ROW_ORDINALS.includes(foldHeading(text)))
    .map(({ text, at, column }) => ({ text, at, column, near: nearestColumn(foldHeading(text), lacking) }));
}

function nearestColumn(
  folded: string,
  lacking: readonly (readonly [field: string, headed: Headed])[],
): NearColumn | null {
  if (folded.length > LONGEST_NEAR) return null;
  let nearest: NearColumn | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [field, { heading, aliases }] of lacking) {
    const distance = smallest(
      Number.POSITIVE_INFINITY,
      [heading, ...aliases].map((name) => distanceTo(folded, heading, foldHeading(name))),
    );
    if (distance >= least) continue;
    least = distance;
    nearest = { field, heading };
  }
  return nearest;
}

/**
 * Whether a heading is a listed near word of a column, or the same word with another ending; similar letters are not
 * enough.
 */
export function isNearWord(text: string, { heading, aliases }: Pick<Headed, 'heading' | 'aliases'>): boolean {
  const folded = foldHeading(text);
  return [heading, ...aliases].some((name) => distanceTo(folded, heading, foldHeading(name)) === 0);
}

/** Share of characters that differ, 0 for another spelling of the same word; infinite if it is another word. */
function distanceTo(folded: string, heading: string, name: string): number {
  if (NEAR_HEADINGS[heading]?.includes(folded)) return 0;
  const stem = folded.replace(HEADING_TAILS, '');
  if (stem !== '' && stem === name.replace(HEADING_TAILS, '')) return 0;
  const longest = Math.max(folded.length, name.length);
  const distance = editDistance(folded, name);
  return 3 * distance <= longest ? distance / longest : Number.POSITIVE_INFINITY;
}
