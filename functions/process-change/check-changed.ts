import { nightly } from '../../shared/run/nightly.ts';
import { inputOf, stateOf } from '../lambda-night.ts';
import type { Wired } from '../lambda-wiring.ts';

/**
 * The walk for one workbook, unless an earlier message has done it: each message leaves a mark, a run that began after
 * the mark takes it away, and one that finds a newer mark leaves that to the message that came with it.
 * @param sentAt milliseconds since 1970
 */
export async function checkChanged(wired: Wired, workbook: string, sentAt: number): Promise<void> {
  const { ports, schoolWorkbook, telemetry } = wired;
  const mark = `dirty/${workbook}`;
  const before = await ports.store.runs.note(mark);
  if (before === null) return;
  const only = workbook === schoolWorkbook ? null : await collegeOf(wired, workbook);
  // Not a workbook of this school (any more): nothing to do, and nothing to try again.
  if (only === undefined) return await ports.store.runs.removeNote(mark);
  const startedAt = ports.clock.now();
  const state = stateOf({ scheduledAt: startedAt, startedAt, execution: ports.clock.runId() });
  wired.seen();
  const { outcomes, assessment } = await nightly(ports, inputOf(state, wired, { only, trigger: 'webhook' }));
  const { throttled, rowsRead, busy } = wired.seen();
  if (busy !== null) throw busy;
  if ((await ports.store.runs.note(mark)) === before) await ports.store.runs.removeNote(mark);
  const failedWorkbooks = outcomes.filter(({ status }) => status === 'failed').length;
  const lag = Math.max(0, Math.round((Date.now() - sentAt) / 1_000));
  const defects = assessment.judgement.defects.length;
  telemetry.done('process-change', { run: state.runId }, { lag, throttled, rowsRead, failedWorkbooks, defects });
}

/** 学院编号 of the workbook by its last reading; a new workbook waits for the night. */
async function collegeOf({ ports }: Wired, workbook: string): Promise<string | undefined> {
  return (await ports.store.snapshots.heads()).find((head) => head.workbook === workbook)?.college;
}
