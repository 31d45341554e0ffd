import * as z from 'zod';
import { type Ports, type PublishOutcome, Refused, type Runs } from '../ports.ts';
import { takeSnapshot } from './snapshot.ts';

/**
 * A workbook is *as left* while its contents are exactly what the last run that judged it read and wrote. A message
 * that such a workbook has changed needs no action: it was about our own write, or about an edit that has already been
 * judged. Only contents are compared, never times or authors: an edit at the same moment changes the contents and is
 * judged.
 */

/** The reading that a picture was drawn from. */
export const judgedReading = z
  .object({
    /** Version of the workbook; `null` if another process has read it. */
    version: z.string().nullable(),
    /** Hash of the snapshot; `null` if nothing of the workbook was accepted. */
    snapshot: z.string().nullable(),
  })
  .readonly();
export type JudgedReading = z.output<typeof judgedReading>;

const LEFT = 'left/';
/** Takes the place of a version while a run is under way. */
const JUDGING = 'judging';

/**
 * Notes how a workbook was left, if that is certain: the write was planned from the reading that was judged, or from an
 * earlier as-left state.
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
 * Whether a workbook reported as changed is as left, so there is nothing to judge.
 * @throws TryLater when the workbook cannot be looked at now
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
    // The run that follows reports what is wrong.
    if (error instanceof Refused) return false;
    throw error;
  }
}

/** The versions that the last runs left, by workbook. */
export async function versionsAsLeft(runs: Pick<Runs, 'notes'>): Promise<ReadonlyMap<string, string>> {
  return new Map((await runs.notes(LEFT)).map(({ name, value }) => [name.slice(LEFT.length), value]));
}

/** A run for a change begins: until a run ends, nothing is as left, even if this one dies and is started again. */
export async function judgeAnew(runs: Pick<Runs, 'putNote'>, workbook: string): Promise<void> {
  await runs.putNote(LEFT + workbook, JUDGING);
}
