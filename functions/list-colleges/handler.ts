import { listColleges } from '../../shared/run/list-colleges.ts';
import { handedOnIn, nightOf, startEvent, stateOf } from '../lambda/night.ts';
import { step } from '../lambda/step.ts';

/** Step 1 of the night: reads the school workbook, and lists the workbooks to be read. */
export const handler = step('list-colleges', startEvent, async (wired, event) => {
  const night = stateOf(event);
  const handed = handedOnIn(wired, night);
  // Only judging needs the rules; this step lists the colleges.
  const listed = await listColleges(wired.ports, nightOf(night, wired), []);
  const colleges = listed.colleges.filter(({ id }) => !listed.refused.has(id));
  await handed.keepListed(colleges.map(({ id, workbook }) => [id, workbook]));
  const failed = await handed.keepErrors(listed.refused);
  const ids = colleges.map(({ id }) => id);
  return { answer: { night, colleges: ids, failed, count: ids.length }, ids: { run: night.runId } };
});
