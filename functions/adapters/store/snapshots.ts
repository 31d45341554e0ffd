import { type Head, Refused, type Snapshots, TryLater } from '../../../shared/ports.ts';
import { forgetLeft, noteLeft } from './forget-left.ts';
import { ABSENT, type Condition, type Table } from './items.ts';
import { GONE, HEADS, headKey, READ_AT, snapshotKey } from './keys.ts';
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
    forgetLeft: (before, sealed) => forgetLeft(table, before, now, { heads: () => hashesOfHeads(table), sealed }),
  };
}

async function hashesOfHeads(table: Table): Promise<ReadonlySet<string>> {
  return new Set((await readAll(table, HEAD, HEADS)).map(({ hash }) => hash));
}

async function accept(
  table: Table,
  head: Omit<Head, 'changes'>,
  content: () => string,
  known: Head | undefined,
): Promise<Head> {
  let standing = known ?? (await readHead(table, head.college));
  let stored = false;
  for (let round = 0; round < ROUNDS; round += 1) {
    if (standing && (standing.hash === head.hash || standing.readAt >= head.readAt)) return standing;
    // First where both can be found: what a death leaves behind, or the head leaves, is forgotten some day.
    await noteLeft(table, head, standing);
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
    if (outcome.done) return next;
    await table.pause(round);
    standing = await readHead(table, head.college);
  }
  throw new TryLater(WORDS.torn(THINGS.head, table.where), 5);
}

/** The head is the one seen: whoever moves it counts `changes` up. */
function unmoved(standing: Head | undefined): Condition {
  return standing ? { equal: { changes: standing.changes } } : ABSENT;
}

async function readHead(table: Table, college: string): Promise<Head | undefined> {
  const stored = await readOwnedText(table, THINGS.head, headKey(college));
  return stored ? decoded(headSchema, stored.text, { what: THINGS.head, where: table.where }) : undefined;
}
