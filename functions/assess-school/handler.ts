import * as z from 'zod';
import { assessSchool } from '../../shared/run/assess-school.ts';
import { keepDigestFacts } from '../../shared/run/digest-facts.ts';
import { drawNight, keepDrawings } from '../../shared/run/draw-night.ts';
import { forgetSnapshots } from '../../shared/run/forget/forget-snapshots.ts';
import { collegeResult } from '../../shared/run/handed-on.ts';
import { reopenSchool } from '../../shared/run/reopen.ts';
import { keptIn } from '../lambda/kept.ts';
import { datingOf, handedOnIn, keptUntil, nightOf, nightState } from '../lambda/night.ts';
import { step } from '../lambda/step.ts';
import { ruleIds, ruleSet } from '../rule-set.ts';

/** `failed`: colleges that were not to be read; `results`: what became of the others. */
const event = z.object({ night: nightState, failed: z.int().min(0), results: z.array(collegeResult) });

/** Step 3: judges, books and ranks the whole school from the contents of the store, and draws every workbook. */
export const handler = step('assess-school', event, async (wired, { night: state, failed, results }) => {
  const { ports } = wired;
  const night = nightOf(state, wired);
  const handed = handedOnIn(wired, state);
  const refused = failed === 0 ? [] : await handed.errors();
  const errors = new Map([...refused, ...(await handed.wordsOf('read', results))]);
  const { school, readings } = await reopenSchool(ports, ruleIds, errors);
  const assessment = await assessSchool(ports, night, ruleSet, school, readings, keptIn(ports));
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
      failed: await handed.keepErrors(errors),
      colleges: due,
      count: due.length,
      ranking: drawings.ranking,
    },
    ids: { run: state.runId },
    numbers: { violations: judgement.open.length, defects: judgement.defects.length },
  };
});
