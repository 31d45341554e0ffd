import * as z from 'zod';
import { assessSchool } from '../../shared/run/assess-school.ts';
import { keepImages } from '../../shared/run/keep-images.ts';
import { releaseOf } from '../../shared/run/ranking-release.ts';
import { reopenSchool } from '../../shared/run/reopen.ts';
import { collegeResult, datingOf, errorsOf, failure, keptUntil, nightOf, nightState } from '../lambda/night.ts';
import { ruleIds, ruleSet } from '../lambda/rule-set.ts';
import { step } from '../lambda/step.ts';

const event = z.object({ night: nightState, failed: z.array(failure), colleges: z.array(collegeResult) });

/** Step 3: judges, books and ranks the whole school from what the store holds, and draws every workbook. */
export const handler = step('assess-school', event, async (wired, { night: state, failed, colleges }) => {
  const { ports } = wired;
  const night = nightOf(state, wired);
  const errors = errorsOf([...failed, ...colleges]);
  const { school, readings } = await reopenSchool(ports, ruleIds, errors);
  const assessment = await assessSchool(ports, night, ruleSet, school, readings);
  const { judgement, incomplete, sealed } = assessment;
  const release = await releaseOf(ports, night, school);
  const render = { night, ruleSet, school, assessment, ...datingOf(state, wired), showsRanking: release.shows };
  const due = incomplete ? [] : await keepImages(ports, render, readings, keptUntil(state));
  return {
    answer: {
      night: state,
      verdict: incomplete ? 'incomplete' : sealed ? 'sealed' : 'settled',
      failed: [...errors].map(([college, error]) => ({ college, error })),
      colleges: due,
      count: due.length,
      ranking: { shows: release.shows, isFirst: release.isFirst && !sealed },
    },
    ids: { run: state.runId },
    numbers: { violations: judgement.open.length, defects: judgement.defects.length },
  };
});
