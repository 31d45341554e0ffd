import * as z from 'zod';
import { collegeId, collegeResult } from '../../shared/run/handed-on.ts';
import * as publish from '../../shared/run/publish-workbook.ts';
import { parseEvent } from '../lambda/event.ts';
import * as own from '../lambda/night.ts';
import { type Outcome, step } from '../lambda/step.ts';
import type { Wired } from '../lambda/wiring.ts';

/** 学院编号; `null` = the school workbook, which is written last. */
const event = z.looseObject({ night: own.nightState, college: collegeId.nullable() });
/** What the school workbook also needs: it shows what became of the others. */
const ofSchool = z.object({
  /** Workbooks that were not read. */
  failed: z.int().min(0),
  /** What became of those that were to be written. */
  results: z.array(collegeResult),
  ranking: z.object({ shows: z.boolean(), isFirst: z.boolean() }),
});

/** Step 4: writes one workbook as the assessment has drawn it, if something has changed. */
export const handler = step(
  'publish-college',
  event,
  async (wired, given): Promise<Outcome<null | { readonly failed: number }>> =>
    given.college === null
      ? await publishSchool(wired, given.night, parseEvent('publish-college', ofSchool, given))
      : await publishCollege(wired, given.night, given.college),
);

async function publishCollege(wired: Wired, state: own.NightState, college: string): Promise<Outcome<null>> {
  const { ports } = wired;
  const night = own.nightOf(state, wired);
  const outcome = await own
    .handedOnIn(wired, state)
    .telling('publish', college, async () =>
      publish.publishCollege(ports, night, college, await publish.keptDrawing(ports, night, college)),
    );
  return { answer: null, ids: { run: state.runId, college }, numbers: numbersOf(outcome) };
}

async function publishSchool(
  wired: Wired,
  state: own.NightState,
  { failed, results, ranking }: z.output<typeof ofSchool>,
): Promise<Outcome<{ readonly failed: number }>> {
  const { ports } = wired;
  const handed = own.handedOnIn(wired, state);
  const night = own.nightOf(state, wired);
  const drawing = await publish.keptDrawing(ports, night, null);
  const unread = failed === 0 ? [] : await handed.errors();
  const errors = new Map([...unread, ...(await handed.wordsOf('publish', results))]);
  const outcome = await publish.publishSchool(ports, night, drawing, errors);
  if (outcome !== null) await publish.finishNight(ports, night, ranking, publish.orderOfDrawing(drawing));
  const numbers = { ...numbersOf(outcome), nights: 1, failedWorkbooks: errors.size };
  return { answer: { failed: errors.size }, ids: { run: state.runId }, numbers };
}

function numbersOf(outcome: Awaited<ReturnType<typeof publish.publishCollege>>): {
  readonly unchangedWorkbooks: number;
} {
  return { unchangedWorkbooks: outcome?.status === 'unchanged' ? 1 : 0 };
}
