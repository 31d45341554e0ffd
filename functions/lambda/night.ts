import * as z from 'zod';
import { academicYearOf } from '../../shared/domain/calendar.ts';
import { type HandedOn, handedOn } from '../../shared/run/handed-on.ts';
import type { Night } from '../../shared/run/night.ts';
import { moments, shanghaiDay, shanghaiMinute } from '../clock.ts';
import { instant } from './event.ts';
import type { Wired } from './wiring.ts';

/**
 * What the steps of the state machine pass to each other; `shared/run/handed-on.ts` has what they pass through the
 * store.
 */

/** What starts a night or a year-end. */
export const startEvent = z.object({
  /** When the start was due; its day in Asia/Shanghai is the as-of day of the night. */
  scheduledAt: instant,
  /** When this execution began, and its name. */
  startedAt: instant,
  execution: z.string().min(1).max(100),
});

/** Milliseconds for which the notes of a night are kept: a redrive can finish it for 14 days. */
const KEPT = 15 * 86_400_000;

/** A night on its way from step to step. */
export const nightState = z.object({
  runId: z.string().min(1).max(200),
  startedAt: instant,
  asOf: z.int(),
  year: z.int(),
});

export type NightState = z.output<typeof nightState>;
type Base = Pick<Wired, 'schoolWorkbook' | 'environment'>;

export function stateOf({ scheduledAt, startedAt, execution }: z.output<typeof startEvent>): NightState {
  const asOf = shanghaiDay(scheduledAt);
  return { runId: execution, startedAt: new Date(startedAt).toISOString(), asOf, year: academicYearOf(asOf) };
}

/** The night in the form that the walk uses. */
export function nightOf(
  state: NightState,
  { schoolWorkbook, environment }: Base,
  trigger: Night['trigger'] = 'schedule',
): Night {
  return { ...state, trigger, schoolWorkbook, only: null, dryRun: false, most: mostIn(environment) };
}

/** The largest school that the functions were deployed for. */
export function mostIn({
  XIETONG_MOST_COLLEGES,
  XIETONG_MOST_STUDENTS,
}: Wired['environment']): NonNullable<Night['most']> {
  return { colleges: XIETONG_MOST_COLLEGES, students: XIETONG_MOST_STUDENTS };
}

/** What the steps of this night pass on through the store. */
export function handedOnIn({ ports }: Pick<Wired, 'ports'>, { runId }: NightState): HandedOn {
  return handedOn(ports.store.runs, { runId, expiresAt: moments.after(KEPT) });
}

/** Until when a redrive can finish a night (ISO 8601). */
export function keptUntil({ startedAt }: NightState): string {
  return new Date(Date.parse(startedAt) + 15 * 86_400_000).toISOString();
}

/** What 概览 states about this run and the next one. */
export function datingOf(
  { startedAt }: NightState,
  { environment }: Wired,
): { readonly checkedAt: string; readonly nextRun: string } {
  return { checkedAt: shanghaiMinute(startedAt), nextRun: environment.XIETONG_NEXT_RUN };
}
