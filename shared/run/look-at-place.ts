import * as z from 'zod';
import type { Store } from '../ports.ts';
import { versionsAsLeft } from './as-left.ts';
import { labelOf } from './file-label.ts';

/**
 * A place that sends no message when a workbook changes is looked at from time to time: what is remembered, what has
 * moved.
 */

const LOOKED = 'looked';
/** As 学院登记 names a workbook -> its version at the last look. */
const lookedAt = z.record(z.string(), z.string());

export interface MovedWorkbook {
  /** As 学院登记 names it. */
  readonly workbook: string;
  readonly version: string;
}

export interface PlaceLook {
  readonly moved: readonly MovedWorkbook[];
  /**
   * The next look compares with this one. Called once everybody has been told: after a crash before that, they are told
   * again.
   */
  remember(): Promise<void>;
}

/**
 * Workbooks of the school that differ from the last look and from what the last run left. A workbook that has never
 * been read waits for the night.
 * @param current versions by file name; a file saved a moment ago has none yet, and the next look finds it
 */
export async function lookAtPlace(
  { runs, snapshots }: Pick<Store, 'runs' | 'snapshots'>,
  current: ReadonlyMap<string, string>,
): Promise<PlaceLook> {
  const [heads, note, left] = await Promise.all([snapshots.heads(), runs.note(LOOKED), versionsAsLeft(runs)]);
  const before = new Map(Object.entries((note === null ? null : lookedAt.safeParse(JSON.parse(note)).data) ?? {}));
  const moved: MovedWorkbook[] = [];
  const seen: Record<string, string> = {};
  for (const { workbook } of heads) {
    const version = labelOf(current, workbook);
    const known = before.get(workbook);
    const now = version ?? known;
    if (now !== undefined) seen[workbook] = now;
    if (version !== null && version !== known && version !== left.get(workbook)) moved.push({ workbook, version });
  }
  return {
    moved,
    async remember() {
      const text = JSON.stringify(seen);
      if (text !== note) await runs.putNote(LOOKED, text);
    },
  };
}
