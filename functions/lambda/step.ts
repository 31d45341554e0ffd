import type * as z from 'zod';
import { type Numbers, unwired } from '../telemetry.ts';
import { type LambdaContext, openDeadline } from './deadline.ts';
import { parseEvent } from './event.ts';
import { reportFailure as told } from './failure.ts';
import { loadPlace, type Wired, wireLambda } from './wiring.ts';

// While a sandbox starts it has a whole processor: the code for its place is loaded then, not with the first event.
await loadPlace(process.env);

/** The result of a step: its answer, and numbers about it. */
export interface Outcome<Answer> {
  readonly answer: Answer;
  readonly numbers?: Numbers;
  readonly ids?: Readonly<Record<string, string>>;
}

let begin: (() => Wired) | null = null;
let wired: Wired | null = null;
/** Deadline of the current event of this sandbox. */
export const deadline = openDeadline();

/**
 * What an event works with. Clients are made on the first event of a new sandbox: a bad setting is reported as a
 * failure of this step.
 */
export async function wire(): Promise<Wired> {
  begin ??= await wireLambda(process.env, deadline.timeLeft);
  wired = begin();
  return wired;
}

/**
 * A function of the cloud: checks its event, does one step of the walk, and writes numbers and one line of log. A
 * failure leaves under the name of its kind (`TryLater`, `Refused`, `StaleReading`, `BadEvent`, `Defect`), by which the
 * state machine decides what to repeat and what to report.
 */
export function step<Event, Answer>(
  name: string,
  event: z.ZodType<Event>,
  run: (wired: Wired, event: Event) => Promise<Outcome<Answer>>,
): (raw: unknown, context: LambdaContext) => Promise<Answer> {
  return async (raw, context) => {
    deadline.begin(context);
    const started = performance.now();
    try {
      const given = parseEvent(name, event, raw);
      const own = await wire();
      own.seen();
      const { answer, numbers = {}, ids = {} } = await run(own, given);
      const { throttled, rowsRead } = own.seen();
      const duration = Math.round(performance.now() - started);
      own.telemetry.done(name, ids, { duration, throttled, rowsRead, ...numbers });
      return answer;
    } catch (error) {
      throw reported(name, error);
    }
  };
}

/** Logs a failure of this sandbox and returns it without personal data. */
export function reported(name: string, error: unknown): Error {
  return told(wired?.telemetry ?? unwired(), name, error);
}
