import { systemClock } from '../../functions/clock.ts';
import type { CalendarDay } from '../../shared/domain/calendar.ts';
import { SCHOOL_WORKBOOK } from '../../shared/domain/vocabulary.ts';
import type { Ports } from '../../shared/ports.ts';
import { RULE_SET, RULES } from '../../shared/rules/index.ts';
import { type NightResult, nightly } from '../../shared/run/nightly.ts';
import { AS_OF } from './made-school.ts';

/** How many workbooks are read or written side by side, as `audit` does. */
export const PARALLEL = 4;

/** One night as `audit` runs it. Throws where a workbook or a rule failed. */
export async function oneNight(ports: Ports, asOf: CalendarDay = AS_OF): Promise<NightResult> {
  const result = await nightly(ports, {
    night: {
      runId: systemClock.runId(),
      startedAt: systemClock.now(),
      trigger: 'command',
      asOf,
      year: 2025,
      schoolWorkbook: SCHOOL_WORKBOOK,
      only: null,
      dryRun: false,
    },
    ruleSet: { version: RULE_SET, rules: RULES },
    checkedAt: '2026-07-15 02:00',
    nextRun: '—',
    progress: () => {},
    parallel: PARALLEL,
  });
  const failed = result.outcomes.find(({ error }) => error !== null);
  if (failed || result.assessment.incomplete)
    throw new Error(`the night failed: ${failed?.error ?? result.assessment.judgement.defects[0]?.error}`);
  return result;
}
