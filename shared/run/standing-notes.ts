import type { Ports } from '../ports.ts';
import { HELD_BACK } from './hold-back.ts';
import { REGISTRATIONS } from './last-registrations.ts';

/** What stands beside the accepted readings. */
export interface StandingNotes {
  /** Notes of the workbooks that were held back when they were last read, by 学院编号. */
  readonly heldBack: ReadonlyMap<string, string>;
  /** Registrations that hold while 学院登记 cannot be read as it stands; `null` while it can. */
  readonly registrations: string | null;
}

const STANDING = 'standing/';

/** All of them in one request. */
export async function standingNotes({ store }: Pick<Ports, 'store'>): Promise<StandingNotes> {
  const notes = await store.runs.notes(STANDING);
  return {
    heldBack: new Map(
      notes
        .filter(({ name }) => name.startsWith(HELD_BACK))
        .map(({ name, value }) => [name.slice(HELD_BACK.length), value]),
    ),
    registrations: notes.find(({ name }) => name === REGISTRATIONS)?.value ?? null,
  };
}
