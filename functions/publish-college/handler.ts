import * as z from 'zod';
import * as publish from '../../shared/run/publish-workbook.ts';
import * as own from '../lambda/night.ts';
import { step } from '../lambda/step.ts';

const event = z.object({
  night: own.nightState,
  failed: z.array(own.failure),
  ranking: z.object({ shows: z.boolean(), isFirst: z.boolean() }),
  /** 学院编号; `null` = the school workbook, which is written last. */
  college: own.collegeId.nullable(),
  /** What became of the colleges' workbooks, for the school workbook. */
  published: z.array(own.collegeResult).default([]),
});

/** Step 4: writes one workbook as the assessment has drawn it, where something has changed. */
export const handler = step('publish-college', event, async (wired, { night: state, college, ...given }) => {
  const { ports } = wired;
  const errors = own.errorsOf([...given.failed, ...given.published]);
  const night = own.nightOf(state, wired);
  const drawing = await publish.keptDrawing(ports, night, college);
  const outcome = await (college === null
    ? publish.publishSchool(ports, night, drawing, errors)
    : publish.publishCollege(ports, night, college, drawing));
  if (college === null && outcome !== null)
    await publish.finishNight(ports, night, given.ranking, publish.orderOfDrawing(drawing));
  const unchangedWorkbooks = outcome?.status === 'unchanged' ? 1 : 0;
  return {
    answer: { college, error: null, failed: errors.size },
    ids: { run: state.runId, ...(college === null ? {} : { college }) },
    numbers: { unchangedWorkbooks, ...(college === null ? { nights: 1, failedWorkbooks: errors.size } : {}) },
  };
});
