import * as z from 'zod';
import { type Ports, type PublishOutcome, Refused, type Runs } from '../ports.ts';
import { takeSnapshot } from './snapshot.ts';

/**
 * A workbook is *as left* while it stands exactly as the last run that judged it has left it: what that run read, and
 * what it wrote. Whoever is told that such a workbook has changed has nothing to do: the message was about our own write,
 * or about an edit that has been judged already. Only contents are compared, never times or authors: an edit at the same
 * moment makes other contents, and is judged.
 */

/** The reading that a picture was drawn from. */
export const judgedReading = z
  .object({
    /** Version of the workbook; `null` where another process has read it. */
    version: z.string().nullable(),
    /** Hash of the snapshot; `null` where nothing of the workbook was accepted. */
    snapshot: z.string().nullable(),
  })
  .readonly();
export type JudgedReading = z.output<typeof judgedReading>;

const LEFT = 'left/';
/** In place of a version while a run is on its way. */
const JUDGING = 'judging';

/**
 * Notes how a workbook was left, where that is sure: what was done to it was planned from the reading that was judged, or
 * from a state in which it had been left before.
 * @param judged `null`: this run judges nothing that a later one would
 */
export async function noteAsLeft(
  runs: Pick<Runs, 'note' | 'putNote'>,
  workbook: string,
  outcome: PublishOutcome,
  judged: JudgedReading | null,
): Promise<void> {
  if (outcome.status === 'locked') return;
  const before = await runs.note(LEFT + workbook);
  if (before === outcome.version) return;
  const isSure = (judged !== null && isPlannedFrom(outcome, judged)) || outcome.plannedFrom === before;
  if (isSure) await runs.putNote(LEFT + workbook, outcome.version);
}

function isPlannedFrom({ plannedFrom, reading }: PublishOutcome, { version, snapshot }: JudgedReading): boolean {
  if (plannedFrom === undefined) return false;
  if (version === plannedFrom) return true;
  return snapshot !== null && reading !== undefined && takeSnapshot(reading()).hash === snapshot;
}

/**
 * Whether there is nothing to judge in a workbook that is said to have changed: it is as left.
 * @throws TryLater where the workbook cannot be looked at now
 */
export async function isAsLeft(
  { workbooks, store }: Pick<Ports, 'workbooks' | 'store'>,
  workbook: string,
): Promise<boolean> {
  const left = await store.runs.note(LEFT + workbook);
  if (left === null || left === JUDGING || workbooks.isStill === undefined) return false;
  try {
    return await workbooks.isStill(workbook, left);
  } catch (error) {
    // The run that follows says what is wrong.
    if (error instanceof Refused) return false;
    throw error;
  }
}

/** Versions as the last runs have left them, by workbook. */
export async function versionsAsLeft(runs: Pick<Runs, 'notes'>): Promise<ReadonlyMap<string, string>> {
  return new Map((await runs.notes(LEFT)).map(({ name, value }) => [name.slice(LEFT.length), value]));
}

/** A run for a change begins: until it has come to its end nothing is as left, also where it dies and is begun anew. */
export async function judgeAnew(runs: Pick<Runs, 'putNote'>, workbook: string): Promise<void> {
  await runs.putNote(LEFT + workbook, JUDGING);
}
