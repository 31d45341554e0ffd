import * as z from 'zod';
import { assessSchool } from '../../shared/run/assess-school.ts';
import { keepDigestFacts } from '../../shared/run/digest-facts.ts';
import { drawNight, keepDrawings } from '../../shared/run/draw-night.ts';
import { forgetSnapshots } from '../../shared/run/forget/forget-snapshots.ts';
import { reopenSchool } from '../../shared/run/reopen.ts';
import { collegeResult, datingOf, errorsOf, failure, keptUntil, nightOf, nightState } from '../lambda/night.ts';
import { step } from '../lambda/step.ts';
import { ruleIds, ruleSet } from '../rule-set.ts';

const event = z.object({ night: nightState, failed: z.array(failure), colleges: z.array(collegeResult) });

/** Step 3: judges, books and ranks the whole school from what the store holds, and draws every workbook. */
export const handler = step('assess-school', event, async (wired, { night: state, failed, colleges }) => {
  const { ports } = wired;
  const night = nightOf(state, wired);
  const errors = errorsOf([...failed, ...colleges]);
  const { school, readings } = await reopenSchool(ports, ruleIds, errors);
  const assessment = await assessSchool(ports, night, ruleSet, school, readings);
  const { judgement, incomplete, sealed } = assessment;
  await keepDigestFacts(ports, night, { school, readings, assessment });
  const drawings = await drawNight(
    ports,
    { night, ruleSet, ...datingOf(state, wired) },
    { school, readings, assessment },
  );
  if (!incomplete) await keepDrawings(ports, night, drawings, keptUntil(state));
  await forgetSnapshots(ports.store, night, school.settings.parameters);
  const due = drawings.due.map(({ registration }) => registration.id);
  return {
    answer: {
      night: state,
      verdict: incomplete ? 'incomplete' : sealed ? 'sealed' : 'settled',
      failed: [...errors].map(([college, error]) => ({ college, error })),
      colleges: due,
      count: due.length,
      ranking: drawings.ranking,
    },
    ids: { run: state.runId },
    numbers: { violations: judgement.open.length, defects: judgement.defects.length },
  };
});
