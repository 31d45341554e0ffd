import { enabledColleges } from '../../shared/run/plan-night.ts';
import { readSchool } from '../../shared/run/read-school.ts';
import { registeredTwice } from '../../shared/run/registered-twice.ts';
import { nightOf, startEvent, stateOf } from '../lambda/night.ts';
import { step } from '../lambda/step.ts';

/** Step 1 of the night: reads the school workbook, and lists the workbooks to be read. */
export const handler = step('list-colleges', startEvent, async (wired, event) => {
  const night = stateOf(event);
  // Which rules there are matters to whoever judges: this step only wants to know the colleges.
  const { settings } = await readSchool(wired.ports, nightOf(night, wired), []);
  const enabled = enabledColleges(settings);
  const twins = await registeredTwice(wired.ports.workbooks, wired.schoolWorkbook, enabled);
  const colleges = enabled
    .filter((college) => !twins.has(college.id))
    .map((college) => ({ college: college.id, workbook: college.workbook }));
  const failed = [...twins].map(([college, error]) => ({ college, error }));
  return { answer: { night, colleges, failed, count: colleges.length }, ids: { run: night.runId } };
});
