import { type Head, Refused, type Snapshots, TryLater } from '../../../shared/ports.ts';
import { ABSENT, type Condition, type Key, type Table } from './items.ts';
import { HEADS, headKey, REWRITTEN, snapshotKey } from './keys.ts';
import { type Kind, putText, readAll, readOwnedText, readTexts } from './records.ts';
import { decoded, headSchema } from './schemas.ts';
import { THINGS, WORDS } from './words.ts';

const HEAD: Kind<Head> = { schema: headSchema, what: THINGS.head };
const ROUNDS = 10;

/** Snapshots by the hash of their content, and the head of every workbook. */
export function snapshotsIn(table: Table): Snapshots {
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
      if (snapshot === undefined) throw new Refused(WORDS.snapshotGone(hash, table.where));
      return snapshot.text;
    },
  };
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
    // The content first: a head never names a snapshot that is not there.
    if (!stored) await putSnapshot(table, snapshotKey(head.hash), content());
    stored = true;
    const next: Head = { ...head, changes: (standing?.changes ?? 0) + 1 };
    const extra = { changes: next.changes };
    const outcome = await putText(table, headKey(head.college), JSON.stringify(next), {
      extra,
      condition: unmoved(standing),
    });
    if (outcome.done) return next;
    await table.pause(round);
    standing = await readHead(table, head.college);
  }
  throw new TryLater(WORDS.torn(THINGS.head, table.where), 5);
}

/** One whose text was changed by forgetting somebody gives way: nobody may be judged by what is not the workbook's. */
async function putSnapshot(table: Table, key: Key, content: string): Promise<void> {
  const outcome = await putText(table, key, content, { condition: ABSENT });
  if (!outcome.done && outcome.standing?.[REWRITTEN] !== undefined) await putText(table, key, content);
}

/** The head is the one seen: whoever moves it counts `changes` up. */
function unmoved(standing: Head | undefined): Condition {
  return standing ? { equal: { changes: standing.changes } } : ABSENT;
}

async function readHead(table: Table, college: string): Promise<Head | undefined> {
  const stored = await readOwnedText(table, THINGS.head, headKey(college));
  return stored ? decoded(headSchema, stored.text, { what: THINGS.head, where: table.where }) : undefined;
}
