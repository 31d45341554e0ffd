import { type AcademicYear, academicYearOf, type CalendarDay } from '../shared/domain/calendar.ts';
import type { Night, NightInput, Progress } from '../shared/run/night.ts';
import { shanghaiDay, shanghaiMinute, systemClock } from './clock.ts';
import { ruleSet } from './rule-set.ts';

/** What is particular to one run of the walk. */
export interface NightWanted {
  readonly schoolWorkbook: string;
  readonly trigger: Night['trigger'];
  /** When the next run is, in words for 概览. */
  readonly nextRun: string;
  /** By default a new id, and now. */
  readonly run?: { readonly runId: string; readonly startedAt: string };
  /** By default today in Asia/Shanghai. */
  readonly asOf?: CalendarDay;
  /** By default the academic year that holds the as-of day. */
  readonly year?: AcademicYear;
  readonly only?: string | null;
  readonly dryRun?: boolean;
  /** As in `Night`. */
  readonly most?: NonNullable<Night['most']>;
  readonly progress?: Progress;
}

/** Workbooks that are read, or written, side by side. */
const PARALLEL = 4;

/** The walk's input, with the rules in force and the clock of this machine. */
export function openNight(wanted: NightWanted): NightInput {
  const { schoolWorkbook, trigger, nextRun, only = null, dryRun = false, most, progress = () => {} } = wanted;
  const { runId, startedAt } = wanted.run ?? { runId: systemClock.runId(), startedAt: systemClock.now() };
  const asOf = wanted.asOf ?? shanghaiDay(startedAt);
  const year = wanted.year ?? academicYearOf(asOf);
  return {
    night: { runId, startedAt, trigger, asOf, year, schoolWorkbook, only, dryRun, ...(most && { most }) },
    ruleSet,
    checkedAt: shanghaiMinute(startedAt),
    nextRun,
    progress,
    parallel: PARALLEL,
  };
}
