import * as z from 'zod';
import { assessSchool } from '../../shared/run/assess-school.ts';
import { releaseOf } from '../../shared/run/nightly.ts';
import { reopenSchool } from '../../shared/run/reopen.ts';
import { collegeResult, errorsOf, failure, nightOf, nightState, ruleIds, ruleSet } from '../lambda-night.ts';
import { step } from '../lambda-step.ts';

const event = z.object({ night: nightState, failed: z.array(failure), colleges: z.array(collegeResult) });

/** Step 3: judges, books and ranks the whole school from what the store holds. */
export const handler = step('assess-school', event, async (wired, { night: state, failed, colleges }) => {
  const night = nightOf(state, wired);
  const errors = errorsOf([...failed, ...colleges]);
  const { school, readings } = await reopenSchool(wired.ports, night, ruleIds, errors);
  const { judgement, incomplete, sealed } = await assessSchool(wired.ports, night, ruleSet, school, readings);
  const release = await releaseOf(wired.ports, night, school);
  const publish = readings.flatMap(({ registration, error }) => (error === null ? [registration.id] : []));
  return {
    answer: {
      night: state,
      verdict: incomplete ? 'incomplete' : sealed ? 'sealed' : 'settled',
      failed: [...errors].map(([college, error]) => ({ college, error })),
      colleges: publish,
      count: publish.length,
      ranking: { shows: release.shows, isFirst: release.isFirst },
    },
    ids: { run: state.runId },
    numbers: { violations: judgement.violations.length, defects: judgement.defects.length },
  };
});
