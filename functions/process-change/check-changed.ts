import { isAsLeft, judgeAnew } from '../../shared/run/as-left.ts';
import { changeNotes } from '../../shared/run/changes.ts';
import { nightly } from '../../shared/run/nightly.ts';
import { moments } from '../clock.ts';
import { keptIn } from '../lambda/kept.ts';
import { mostIn } from '../lambda/night.ts';
import type { Wired } from '../lambda/wiring.ts';
import { openNight } from '../open-night.ts';

/** Runs in a row for one message: who edits longer than that has sent more messages. */
const ROUNDS = 3;
/** A school with more workbooks is read as a whole by the night only: one function has a quarter of an hour. */
const SMALL_SCHOOL = 40;

/**
 * The walk for one workbook, until no edit is left that came before its beginning. A message about a workbook that is as
 * the last run left it (an echo of our own write, the second message of one edit) costs one reading and no judgement.
 * @param sentAt milliseconds since 1970
 */
export async function checkChanged(wired: Wired, workbook: string, sentAt: number): Promise<void> {
  const notes = changeNotes(wired.ports.store.runs, moments);
  for (let round = 1; round <= ROUNDS; round++) {
    const mark = await notes.unseen(workbook);
    if (mark === null) return;
    const only = await scopeOf(wired, workbook);
    if (only !== undefined) {
      if (await isAsLeft(wired.ports, workbook)) wired.telemetry.done('process-change', {}, { echoes: 1 });
      else await check(wired, workbook, only, sentAt);
    }
    await notes.seen(workbook, mark);
  }
}

async function check(wired: Wired, workbook: string, only: string | null, sentAt: number): Promise<void> {
  const { ports, telemetry, schoolWorkbook, environment } = wired;
  const nextRun = environment.XIETONG_NEXT_RUN;
  const input = openNight({ schoolWorkbook, trigger: 'webhook', nextRun, only, most: mostIn(environment) });
  wired.seen();
  await judgeAnew(ports.store.runs, workbook);
  const { outcomes, assessment } = await nightly(ports, { ...input, kept: keptIn(ports) });
  const { throttled, rowsRead, busy } = wired.seen();
  if (busy !== null) {
    await judgeAnew(ports.store.runs, workbook);
    throw busy;
  }
  const failedWorkbooks = outcomes.filter(({ status }) => status === 'failed').length;
  const lag = Math.max(0, Math.round((Date.now() - sentAt) / 1_000));
  const defects = assessment.judgement.defects.length;
  telemetry.done('process-change', { run: input.night.runId }, { lag, throttled, rowsRead, failedWorkbooks, defects });
}

/**
 * What is to be read: 学院编号 of the workbook by its last reading, `null` = the whole school. Nothing at all where the
 * workbook is not one of this school (any more), or is new and waits for the night.
 */
async function scopeOf({ ports, schoolWorkbook }: Wired, workbook: string): Promise<string | null | undefined> {
  const heads = await ports.store.snapshots.heads();
  if (workbook === schoolWorkbook) return heads.length <= SMALL_SCHOOL + 1 ? null : undefined;
  return heads.find((head) => head.workbook === workbook)?.college;
}
