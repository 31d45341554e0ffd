import type { Ports } from '../ports.ts';
import { HELD_BACK } from './hold-back.ts';
import { KNOWN } from './known-workbooks.ts';
import { REGISTRATIONS } from './last-registrations.ts';
import { RENAMED } from './remember-renamed.ts';

/** Notes beside the accepted readings. */
export interface StandingNotes {
  /** Notes of the workbooks that were held back when they were last read, by 学院编号. */
  readonly heldBack: ReadonlyMap<string, string>;
  /** Notes of the ids that were renamed, by 学院编号. */
  readonly renamed: ReadonlyMap<string, string>;
  /** What is known of the files of workbooks, by 学院编号 (known-workbooks.ts). */
  readonly known: ReadonlyMap<string, string>;
  /** Registrations in force while 学院登记 cannot be read as it is; `null` while it can. */
  readonly registrations: string | null;
}

const STANDING = 'standing/';

/** Reads all of them in one request. */
export async function standingNotes({ store }: Pick<Ports, 'store'>): Promise<StandingNotes> {
  const notes = await store.runs.notes(STANDING);
  const under = (prefix: string): ReadonlyMap<string, string> =>
    new Map(
      notes
        .filter(({ name }) => name.startsWith(prefix))
        .map(({ name, value }) => [name.slice(prefix.length), value] as const),
    );
  return {
    heldBack: under(HELD_BACK),
    renamed: under(RENAMED),
    known: under(KNOWN),
    registrations: notes.find(({ name }) => name === REGISTRATIONS)?.value ?? null,
  };
}
