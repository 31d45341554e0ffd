import type { CalendarDay } from '../../../shared/domain/calendar.ts';
import { dayOfInstant } from '../../../shared/domain/instant.ts';
import { inParallel } from '../../../shared/in-parallel.ts';
import type { Head } from '../../../shared/ports.ts';
import { discard } from './body.ts';
import type { Attributes, Condition, Item, Table } from './items.ts';
import { EXPIRES, GONE, LEFT, type LeftList, leftKey, READ_AT, snapshotKey } from './keys.ts';
import type { SecondsNow } from './runs.ts';

/**
 * Two lists of snapshots that can be forgotten: those that were about to become heads (from before they are stored until
 * the head has moved; what stays is of a run that died or was overtaken), and those that their heads have left.
 */

/** Lines that are looked at with one request. */
const AT_A_TIME = 250;
const AT_ONCE = 8;

/** A line: a snapshot, and the day from which it is counted. */
interface Line {
  readonly item: Item;
  readonly day: CalendarDay;
  readonly hash: string;
}

/** Lists snapshots as left on a day. */
export function listLeft(table: Table, hashes: readonly string[], day: CalendarDay): Promise<void> {
  return table.putAll(hashes.map((hash) => lineOn('left', day, hash)));
}

function lineFor(list: LeftList, readAt: string, hash: string): Item {
  return lineOn(list, dayOfInstant(readAt), hash);
}

function lineOn(list: LeftList, day: CalendarDay, hash: string): Item {
  return { ...leftKey(day, hash, list), text: '', day, hash };
}

/** Notes a snapshot that is going to be stored, and the one that its head is going to leave: before either is done. */
export async function beginReading(
  table: Table,
  next: Pick<Head, 'hash' | 'readAt'>,
  standing: Head | undefined,
): Promise<void> {
  const left = standing === undefined ? [] : [lineFor('left', next.readAt, standing.hash)];
  await table.putAll([lineFor('begun', next.readAt, next.hash), ...left]);
}

/** The head has moved. */
export async function endReading(table: Table, { hash, readAt }: Pick<Head, 'hash' | 'readAt'>): Promise<void> {
  await table.removeAll([leftKey(dayOfInstant(readAt), hash, 'begun')]);
}

/** What is never forgotten: asked for only where there is something to forget, the heads every time. */
export interface Kept {
  readonly heads: () => Promise<ReadonlySet<string>>;
  readonly sealed: () => Promise<ReadonlySet<string>>;
}

/**
 * Forgets the snapshots of a list that were noted before a day. A death in the middle leaves lines, which the next call
 * finds. Gives how many there were.
 * @param now by which the table forgets
 */
export async function forgetListed(
  table: Table,
  list: LeftList,
  before: CalendarDay,
  now: SecondsNow,
  kept: Kept,
): Promise<number> {
  let forgotten = 0;
  for (;;) {
    const lines = (await table.query(LEFT, { prefix: `${list}#`, limit: AT_A_TIME }))
      .flatMap(lineOf)
      .filter(({ day }) => day < before);
    if (lines.length === 0) return forgotten;
    const hashes = [...new Set(lines.map(({ hash }) => hash))];
    // Read before the heads are: whoever makes one of them a head again writes it anew before, as read now.
    const seen = await inParallel(hashes, AT_ONCE, async (hash) => ({
      hash,
      item: await table.get(snapshotKey(hash)),
    }));
    const [heads, sealed] = [await kept.heads(), await kept.sealed()];
    const old = seen.flatMap(({ hash, item }) => {
      const isOld = item !== undefined && item[GONE] === undefined && readOnOf(item) < before;
      return isOld && !heads.has(hash) && !sealed.has(hash) ? [withoutBody(item)] : [];
    });
    const done = await inParallel(old, AT_ONCE, (item) => forgetSnapshot(table, item, now()));
    forgotten += done.filter(Boolean).length;
    await table.removeAll(lines.map(({ item: { pk, sk } }) => ({ pk, sk })));
  }
}

function lineOf(item: Item): readonly Line[] {
  const { day, hash } = item;
  return typeof day === 'number' && typeof hash === 'string' ? [{ item, day, hash }] : [];
}

/** The day on which a snapshot was last read, 0 where an earlier version stored it. */
function readOnOf({ [READ_AT]: at }: Attributes): CalendarDay {
  return typeof at === 'number' ? dayOfInstant(new Date(at).toISOString()) : 0;
}

/** Bodies are large, and not needed. */
function withoutBody({ pk, sk, [READ_AT]: at }: Item): Item {
  return { pk, sk, ...(at !== undefined && { [READ_AT]: at }) };
}

/** The snapshot is the one that was seen: nobody has read the same content anew since. */
export function notReadSince({ [READ_AT]: at }: Attributes): Condition {
  return typeof at === 'number' ? { equal: { [READ_AT]: at } } : { without: READ_AT };
}

/**
 * Puts nothing in the place of a snapshot, which the table then forgets by itself; false where it was read meanwhile.
 * @param seen its key, and when it was last read
 * @param expires seconds since 1970
 */
export async function forgetSnapshot(table: Table, seen: Item, expires: number): Promise<boolean> {
  const { pk, sk } = seen;
  const outcome = await table.put({ pk, sk, text: '', [GONE]: 1, [EXPIRES]: expires }, notReadSince(seen));
  if (outcome.done) await discard(table, outcome.replaced);
  return outcome.done;
}
