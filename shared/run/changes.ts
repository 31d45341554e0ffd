import * as z from 'zod';
import { SPREADSHEET_ID } from '../domain/spreadsheet-id.ts';
import type { Runs } from '../ports.ts';

/**
 * “This workbook has changed”: the message, and the store's notes about it, for `serve` and the cloud alike. A nonce is
 * begun when its message is let in, and taken when the message has been handed on; in between, the message may come
 * again, because the process that had it may have died. Every edit marks its workbook. A finished run notes the mark
 * that it has seen: one run serves a whole burst, and an edit during a run leads to another run. Nothing is ever
 * removed, so no edit is lost between looking and taking.
 */

/** Bytes of a message, and of a request's body; a genuine one has a few hundred. Anything beyond is not even read. */
export const LONGEST_BODY = 4_096;

/** The content of a message. */
export const changeBody = z.object({ workbook: z.string().regex(SPREADSHEET_ID) });

/** What one of our functions passes to another: a spreadsheet id, or a file name as in 学院登记. */
export const queuedChange = z.object({ workbook: z.string().min(1).max(1_000) });

/**
 * Milliseconds for which a nonce is kept: three times as long as a message may be on its way. After that, its age
 * refuses the message.
 */
const NONCE_LIFE = 15 * 60_000;
/** How long a mark that no run has served is kept; the nightly run reads the workbook long before that. */
const MARK_LIFE = 7 * 86_400_000;
/** How long a served mark is remembered: longer than the mark itself. */
const SEEN_LIFE = 8 * 86_400_000;

const BEGUN = 'begun';
const TAKEN = 'taken';

const nonceNote = (nonce: string): string => `nonce/${nonce}`;
const markNote = (workbook: string): string => `dirty/${workbook}`;
const seenNote = (workbook: string): string => `checked/${workbook}`;

/** ISO 8601 instants: now, and that many milliseconds later. */
export interface Moments {
  now(): string;
  after(milliseconds: number): string;
}

export interface ChangeNotes {
  /** Whether to let in a message with this nonce: it is new, or has not been handed on yet. */
  begin(nonce: string): Promise<boolean>;
  /** Notes that the message was handed on; from now on it is refused. */
  take(nonce: string): Promise<void>;
  /** Notes an edit; `id` distinguishes edits of the same instant. */
  mark(workbook: string, id: string): Promise<void>;
  /** The latest edit that no finished run has seen; `null` if there is none. */
  unseen(workbook: string): Promise<string | null>;
  /** Notes that a run that began after this mark has ended. */
  seen(workbook: string, mark: string): Promise<void>;
}

/** Notes about changes in the store. Every call may throw `TryLater`. */
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
