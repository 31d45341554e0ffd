import * as z from 'zod';
import { SPREADSHEET_ID } from '../domain/spreadsheet-id.ts';
import type { Runs } from '../ports.ts';

/**
 * “This workbook has changed”: what such a message says and what the store notes of it, for `serve` and the cloud
 * alike. A nonce is begun when its message is let in, and taken when it has been handed on: in between the message may
 * come again, since whoever had it may have died. A workbook is marked at every edit; which mark a finished run has
 * seen is noted, so that one run serves a whole burst, and an edit during a run leads to another. Nothing is ever taken
 * away, so no edit can get lost between looking and taking.
 */

/** Bytes of a message, and of the body of a request; a true one has some hundred. The rest is not even read. */
export const LONGEST_BODY = 4_096;

/** What a message says. */
export const changeBody = z.object({ workbook: z.string().regex(SPREADSHEET_ID) });

/** What one function of ours tells another: a spreadsheet id, or the name of a file as 学院登记 has it. */
export const queuedChange = z.object({ workbook: z.string().min(1).max(1_000) });

/** Milliseconds that a nonce is kept: three times as long as a message may be on its way. After that its age refuses it. */
const NONCE_LIFE = 15 * 60_000;
/** Until a mark that nobody has worked off is forgotten: the night has read the workbook long before. */
const MARK_LIFE = 7 * 86_400_000;
/** Until it is forgotten that a mark has been worked off: longer than the mark itself lives. */
const SEEN_LIFE = 8 * 86_400_000;

const BEGUN = 'begun';
const TAKEN = 'taken';

const nonceNote = (nonce: string): string => `nonce/${nonce}`;
const markNote = (workbook: string): string => `dirty/${workbook}`;
const seenNote = (workbook: string): string => `checked/${workbook}`;

/** ISO 8601 instants: now, and so many milliseconds later. */
export interface Moments {
  now(): string;
  after(milliseconds: number): string;
}

export interface ChangeNotes {
  /** Whether a message with this nonce is let in: it is new, or nobody has handed it on yet. */
  begin(nonce: string): Promise<boolean>;
  /** The message has been handed on: it is refused from now on. */
  take(nonce: string): Promise<void>;
  /** Notes an edit; `id` tells it from others of the same instant. */
  mark(workbook: string, id: string): Promise<void>;
  /** The latest edit that no finished run has seen, `null` where there is none. */
  unseen(workbook: string): Promise<string | null>;
  /** A run that began after this mark was made has come to its end. */
  seen(workbook: string, mark: string): Promise<void>;
}

/** What the store notes of changes. Every call may throw `TryLater`. */
export function changeNotes(runs: Pick<Runs, 'note' | 'putNote' | 'claimNote'>, { now, after }: Moments): ChangeNotes {
  return {
    async begin(nonce) {
      const name = nonceNote(nonce);
      return (await runs.claimNote(name, BEGUN, after(NONCE_LIFE))) || (await runs.note(name)) === BEGUN;
    },
    take: (nonce) => runs.putNote(nonceNote(nonce), TAKEN, after(NONCE_LIFE)),
    mark: (workbook, id) => runs.putNote(markNote(workbook), `${now()} ${id}`, after(MARK_LIFE)),
    async unseen(workbook) {
      const mark = await runs.note(markNote(workbook));
      return mark === null || mark === (await runs.note(seenNote(workbook))) ? null : mark;
    },
    seen: (workbook, mark) => runs.putNote(seenNote(workbook), mark, after(SEEN_LIFE)),
  };
}
