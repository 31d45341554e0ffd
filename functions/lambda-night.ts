import * as z from 'zod';
import { academicYearOf } from '../shared/domain/calendar.ts';
import { RULE_SET, RULES } from '../shared/rules/index.ts';
import type { RuleSet } from '../shared/run/assess-school.ts';
import type { NightInput } from '../shared/run/nightly.ts';
import type { Night } from '../shared/run/plan-night.ts';
import type { Dating } from '../shared/run/publish-college.ts';
import { shanghaiDay, shanghaiMinute } from './clock.ts';
import { instant } from './lambda-step.ts';
import type { Wired } from './lambda-wiring.ts';

/** What the steps of the state machine hand on to each other. The whole of it stays below 256 KB for 3,000 colleges. */

export const ruleSet: RuleSet = { version: RULE_SET, rules: RULES };
export const ruleIds: readonly string[] = RULES.map(({ id }) => id);

/** What starts a night or a year-end. */
export const startEvent = z.object({
  /** When it was due: the day in Asia/Shanghai on which it is due is the day as of which everything is judged. */
  scheduledAt: instant,
  /** When this execution began, and its name. */
  startedAt: instant,
  execution: z.string().min(1).max(100),
});

const id = z.string().min(1).max(200);

/** A night on its way from step to step. */
export const nightState = z.object({
  runId: z.string().min(1).max(200),
  startedAt: instant,
  asOf: z.int(),
  year: z.int(),
});

/** 学院编号 and what is wrong with that college's workbook tonight; `null` = nothing. */
export const collegeResult = z.object({ college: id, error: z.string().nullable() });
export type CollegeResult = z.output<typeof collegeResult>;
export const failure = z.object({ college: id, error: z.string() });
export const collegeId = id;

type NightState = z.output<typeof nightState>;
type Base = Pick<Wired, 'schoolWorkbook'>;

export function stateOf({ scheduledAt, startedAt, execution }: z.output<typeof startEvent>): NightState {
  const asOf = shanghaiDay(scheduledAt);
  return { runId: execution, startedAt: new Date(startedAt).toISOString(), asOf, year: academicYearOf(asOf) };
}

/** The night as the walk knows it. */
export function nightOf(state: NightState, { schoolWorkbook }: Base, trigger: Night['trigger'] = 'schedule'): Night {
  return { ...state, trigger, schoolWorkbook, only: null, dryRun: false };
}

export function datingOf({ startedAt }: NightState, { environment }: Wired): Omit<Dating, 'showsRanking'> {
  return { checkedAt: shanghaiMinute(startedAt), nextRun: environment.XIETONG_NEXT_RUN };
}

/** The whole walk in one function: the year-end, and a change that came in by day. */
export function inputOf(state: NightState, wired: Wired, night: Partial<Night>): NightInput {
  return {
    night: { ...nightOf(state, wired), ...night },
    ruleSet,
    ...datingOf(state, wired),
    progress: () => {},
    parallel: 4,
  };
}

export function errorsOf(results: readonly CollegeResult[]): ReadonlyMap<string, string> {
  return new Map(results.flatMap(({ college, error }) => (error === null ? [] : [[college, error]])));
}
