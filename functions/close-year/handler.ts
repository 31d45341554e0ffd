import { formatAcademicYear } from '../../shared/domain/calendar.ts';
import { sealDueYear } from '../../shared/run/year/due.ts';
import { sealingDay } from '../../shared/run/year/seal.ts';
import { mostIn, startEvent, stateOf } from '../lambda/night.ts';
import { step } from '../lambda/step.ts';
import { openNight } from '../open-night.ts';

/**
 * Every day: seals the academic year that ended last, unless it is already sealed. An obstacle fails the execution
 * under its own name, and is tried again the next day; an unfinished sealing is completed.
 */
export const handler = step('close-year', startEvent, async ({ ports, schoolWorkbook, environment }, event) => {
  const run = stateOf(event);
  const year = run.year - 1;
  const nextRun = environment.XIETONG_NEXT_RUN;
  const most = mostIn(environment);
  const input = openNight({ schoolWorkbook, trigger: 'schedule', nextRun, run, year, asOf: sealingDay(year), most });
  const due = await sealDueYear(ports, input, { today: run.asOf });
  const academicYear = formatAcademicYear(year);
  const { manifest, night } = due.kind === 'sealed' ? due.sealed : NOTHING;
  const errors = [...night.outcomes, night.schoolOutcome].filter(({ error }) => error !== null);
  return {
    answer: { academicYear, state: due.kind, hash: manifest.hash, failed: errors.length },
    ids: { run: run.runId, hash: manifest.hash },
    numbers: { failedWorkbooks: errors.length },
  };
});

/** A day on which nothing was to be sealed. */
const NOTHING = { manifest: { hash: '' }, night: { outcomes: [], schoolOutcome: { error: null } } };
