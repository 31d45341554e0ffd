import type { RunRecord, Runs } from '../../../shared/ports.ts';
import { discard } from './body.ts';
import type { Attributes, Condition, Item, Table } from './items.ts';
import { EXPIRES, NOTES, noteKey, RUNS, runKey } from './keys.ts';
import { type Kind, putText, readAll, readOwnedText, readTexts } from './records.ts';
import { runSchema } from './schemas.ts';
import { THINGS } from './words.ts';

const RUN: Kind<RunRecord> = { schema: runSchema, what: THINGS.run };
/** Seconds that a run is remembered: two years and some. */
const RUN_LIFE = 800 * 86_400;

/** Seconds since 1970, the clock by which the table forgets. */
export type SecondsNow = () => number;

/** Runs and notes. The service may keep what has expired for days; it is passed over on reading. */
export function runsIn(table: Table, now: SecondsNow): Runs {
  const isAlive = ({ [EXPIRES]: end }: Item): boolean => typeof end !== 'number' || end > now();
  const putNote = (name: string, value: string, expiresAt: string | undefined, condition?: Condition) =>
    putText(table, noteKey(name), value, { extra: expiry(expiresAt), ...(condition && { condition }) });
  return {
    async record(run) {
      const extra = { [EXPIRES]: secondsOf(run.startedAt) + RUN_LIFE };
      await putText(table, runKey(run.startedAt, run.runId), JSON.stringify(run), { extra });
    },
    recent: (limit) => (limit > 0 ? readAll(table, RUN, RUNS, { latestFirst: true, limit }) : Promise.resolve([])),
    async note(name) {
      const stored = await readOwnedText(table, THINGS.note, noteKey(name));
      return stored && isAlive(stored.item) ? stored.text : null;
    },
    async putNote(name, value, expiresAt) {
      await putNote(name, value, expiresAt);
    },
    async claimNote(name, value, expiresAt) {
      return (await putNote(name, value, expiresAt, goneAt(now()))).done;
    },
    async removeNote(name) {
      await discard(table, await table.remove(noteKey(name)));
    },
    async notes(prefix) {
      const stored = await readTexts(table, THINGS.note, NOTES, { prefix });
      return stored.filter(({ item }) => isAlive(item)).map(({ item, text }) => ({ name: item.sk, value: text }));
    },
  };
}

/** There is none, or one that has expired and waits to be removed. */
function goneAt(now: number): Condition {
  return { absent: 'may', atMost: { [EXPIRES]: now } };
}

function expiry(expiresAt: string | undefined): Attributes {
  return expiresAt === undefined ? {} : { [EXPIRES]: secondsOf(expiresAt) };
}

function secondsOf(instant: string): number {
  return Math.floor(Date.parse(instant) / 1_000);
}
