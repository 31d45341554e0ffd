import { sealingDay, sealYear } from '../../shared/run/year/seal.ts';
import { startEvent, stateOf } from '../lambda/night.ts';
import { step } from '../lambda/step.ts';
import { openNight } from '../open-night.ts';

/** 1 September: seals the academic year that ended yesterday. A repetition brings an unfinished sealing to its end. */
export const handler = step('close-year', startEvent, async (wired, event) => {
  const today = stateOf(event);
  const year = today.year - 1;
  const { schoolWorkbook, environment } = wired;
  const nextRun = environment.XIETONG_NEXT_RUN;
  const input = openNight({ schoolWorkbook, trigger: 'schedule', nextRun, run: today, year, asOf: sealingDay(year) });
  const { manifest, night } = await sealYear(wired.ports, input, { force: false, reason: null, today: today.asOf });
  const errors = [...night.outcomes.map(({ error }) => error), night.schoolOutcome.error];
  const failed = errors.filter((error) => error !== null).length;
  return {
    answer: { year, hash: manifest.hash, failed },
    ids: { run: today.runId, hash: manifest.hash },
    numbers: { failedWorkbooks: failed },
  };
});
