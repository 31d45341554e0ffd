import * as z from 'zod';
import { type Numbers, unwired } from '../telemetry.ts';
import { type LambdaContext, openDeadline } from './deadline.ts';
import { BadEvent, reportFailure as told } from './failure.ts';
import { type Wired, wireLambda } from './wiring.ts';

/** What a step gives: its answer, and numbers about it. */
export interface Outcome<Answer> {
  readonly answer: Answer;
  readonly numbers?: Numbers;
  readonly ids?: Readonly<Record<string, string>>;
}

let begin: (() => Wired) | null = null;
let wired: Wired | null = null;
/** Of the event that this sandbox has now. */
export const deadline = openDeadline();

/**
 * What an event works with. Clients are made on the first event of a new sandbox, so that a bad setting is told as this
 * step's failure.
 */
export function wire(): Wired {
  begin ??= wireLambda(process.env, deadline.timeLeft);
  wired = begin();
  return wired;
}

/**
 * A function of the cloud: an event that is checked, one step of the walk, numbers and one line of log. What goes wrong
 * leaves under the name of its kind (`TryLater`, `Refused`, `StaleReading`, `BadEvent`, `Defect`), by which the state
 * machine tells what to repeat and what to report.
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
      const own = wire();
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

/** Checks an event. Throws `BadEvent` that says which field is wrong, and never what it held. */
export function parseEvent<Event>(name: string, event: z.ZodType<Event>, raw: unknown): Event {
  const parsed = event.safeParse(raw);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'event'}: ${message}`);
  throw new BadEvent(`${name} was sent what it cannot read: ${wrong.slice(0, 3).join('; ')}`);
}

/** Logs a failure of this sandbox and returns it without personal data. */
export function reported(name: string, error: unknown): Error {
  return told(wired?.telemetry ?? unwired(), name, error);
}

/** A date and time as services write it. */
export const instant = z.iso.datetime({ offset: true });
