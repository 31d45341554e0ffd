import * as z from 'zod';
import { keepNotes, LAST_RANKING } from '../../shared/run/nightly.ts';
import { publishStored } from '../../shared/run/publish-college.ts';
import { reopenSchool } from '../../shared/run/reopen.ts';
import * as own from '../lambda-night.ts';
import { step } from '../lambda-step.ts';

const event = z.object({
  night: own.nightState,
  failed: z.array(own.failure),
  ranking: z.object({ shows: z.boolean(), isFirst: z.boolean() }),
  /** 学院编号; `null` = the school workbook, which is written last. */
  college: own.collegeId.nullable(),
  /** What became of the colleges' workbooks, for the school workbook. */
  published: z.array(own.collegeResult).default([]),
});

/** Step 4: draws one workbook from the store, and writes it where something has changed. */
export const handler = step('publish-college', event, async (wired, { night: state, college, ...given }) => {
  const { ports } = wired;
  const night = own.nightOf(state, wired);
  const errors = own.errorsOf([...given.failed, ...given.published]);
  const stored = await reopenSchool(ports, night, own.ruleIds, errors);
  const dating = { ...own.datingOf(state, wired), showsRanking: given.ranking.shows };
  const outcome = await publishStored(ports, night, own.ruleSet, stored, college, dating);
  if (college !== null && outcome !== null && outcome.orphanNotes.length > 0)
    await keepNotes(ports, night, await ports.store.violations.books(night.year), [{ college, outcome }]);
  // Noted when it has been done, so that a night that dies on the way shows them again.
  if (college === null && given.ranking.isFirst) await ports.store.runs.putNote(LAST_RANKING, String(night.asOf));
  const unchangedWorkbooks = outcome?.status === 'unchanged' ? 1 : 0;
  return {
    answer: { college, error: null, failed: errors.size },
    ids: { run: state.runId, ...(college === null ? {} : { college }) },
    numbers: { unchangedWorkbooks, ...(college === null ? { nights: 1, failedWorkbooks: errors.size } : {}) },
  };
});
