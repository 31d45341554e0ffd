import { type Head, Refused, type Snapshots, TryLater } from '../../../shared/ports.ts';
import { ABSENT, type Condition, type Table } from './items.ts';
import { GONE, HEADS, headKey, READ_AT, snapshotKey } from './keys.ts';
import { beginReading, endReading, forgetListed, type Kept } from './listed-snapshots.ts';
import { type Kind, putText, readAll, readOwnedText, readTexts } from './records.ts';
import type { SecondsNow } from './runs.ts';
import { decoded, headSchema } from './schemas.ts';
import { THINGS, WORDS } from './words.ts';

const HEAD: Kind<Head> = { schema: headSchema, what: THINGS.head };
const ROUNDS = 10;

/** Snapshots by the hash of their content, and the head of every workbook. */
export function snapshotsIn(table: Table, now: SecondsNow): Snapshots {
  // Heads read by `heads()`, each good for one `accept`: what another process did since then is seen the next time.
  const read = new Map<string, Head>();
  return {
    async heads() {
      const heads = await readAll(table, HEAD, HEADS);
      read.clear();
      for (const head of heads) read.set(head.college, head);
      return heads;
    },
    async accept(head, content) {
      const known = read.get(head.college);
      read.delete(head.college);
      return accept(table, head, content, known);
    },
    async content(hash) {
      const [snapshot] = await readTexts(table, THINGS.snapshot, snapshotKey(hash).pk);
      if (snapshot === undefined || snapshot.item[GONE] !== undefined)
        throw new Refused(WORDS.snapshotGone(hash, table.where));
      return snapshot.text;
    },
    async forgetLeft({ left, begun }, sealed) {
      let known: ReadonlySet<string> | undefined;
      const kept: Kept = {
        heads: async () => new Set((await readAll(table, HEAD, HEADS)).map(({ hash }) => hash)),
        sealed: async () => {
          known ??= await sealed();
          return known;
        },
      };
      const overtaken = await forgetListed(table, 'begun', begun, now, kept);
      return overtaken + (await forgetListed(table, 'left', left, now, kept));
    },
  };
}

async function accept(
  table: Table,
  head: Omit<Head, 'changes'>,
  content: () => string,
  known: Head | undefined,
): Promise<Head> {
  if (known !== undefined && isOvertaken(head, known)) return known;
  // Looked at once more: what somebody else has deleted since the heads were read is not to be stored again.
  let standing = await readHead(table, head.college);
  let stored = false;
  for (let round = 0; round < ROUNDS; round += 1) {
    if (standing !== undefined && isOvertaken(head, standing)) return standing;
    // First where both can be found: what a death leaves behind, or the head leaves, is forgotten some day.
    await beginReading(table, head, standing);
    // The content next: a head never names a snapshot that is not there. One that stands already is written anew, as read
    // now: it may be about to be forgotten, or may have lost somebody, and nobody may be judged by what is not the
    // workbook's.
    const extra = { [READ_AT]: Date.parse(head.readAt) };
    if (!stored) await putText(table, snapshotKey(head.hash), content(), { extra });
    stored = true;
    const next: Head = { ...head, changes: (standing?.changes ?? 0) + 1 };
    const outcome = await putText(table, headKey(head.college), JSON.stringify(next), {
      extra: { changes: next.changes },
      condition: unmoved(standing),
    });
    if (outcome.done) {
      await endReading(table, head);
      return next;
    }
    await table.pause(round);
    standing = await readHead(table, head.college);
  }
  throw new TryLater(WORDS.torn(THINGS.head, table.where), 5);
}

/** The same content, or one that was read later. */
function isOvertaken(head: Omit<Head, 'changes'>, { hash, readAt }: Head): boolean {
  return hash === head.hash || readAt >= head.readAt;
}

/** The head is the one seen: every move counts `changes` up. */
function unmoved(standing: Head | undefined): Condition {
  return standing ? { equal: { changes: standing.changes } } : ABSENT;
}

async function readHead(table: Table, college: string): Promise<Head | undefined> {
  const stored = await readOwnedText(table, THINGS.head, headKey(college));
  return stored ? decoded(headSchema, stored.text, { what: THINGS.head, where: table.where }) : undefined;
}
