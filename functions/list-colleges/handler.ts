import { listColleges } from '../../shared/run/list-colleges.ts';
import { nightOf, startEvent, stateOf } from '../lambda/night.ts';
import { step } from '../lambda/step.ts';

/** Step 1 of the night: reads the school workbook, and lists the workbooks to be read. */
export const handler = step('list-colleges', startEvent, async (wired, event) => {
  const night = stateOf(event);
  // Which rules there are matters to whoever judges: this step only wants to know the colleges.
  const listed = await listColleges(wired.ports, nightOf(night, wired), []);
  const colleges = listed.colleges
    .filter(({ id }) => !listed.refused.has(id))
    .map(({ id, workbook }) => ({ college: id, workbook }));
  const failed = [...listed.refused].map(([college, error]) => ({ college, error }));
  return { answer: { night, colleges, failed, count: colleges.length }, ids: { run: night.runId } };
});
