import * as z from 'zod';
import { Refused, StaleReading, TryLater } from '../shared/ports.ts';
import { BadEnvironment, NotDeployed } from './env.ts';
import { type Wired, wireLambda } from './lambda-wiring.ts';
import { type Numbers, unwired } from './telemetry.ts';

/** What a step gives: its answer, and numbers about it. */
export interface Outcome<Answer> {
  readonly answer: Answer;
  readonly numbers?: Numbers;
  readonly ids?: Readonly<Record<string, string>>;
}

/** An event that is not what this function is for. */
export class BadEvent extends Error {
  override readonly name = 'BadEvent';
}

/** A fault of ours. Its text may quote a cell, so only its kind and its place are told. */
export class Defect extends Error {
  override readonly name = 'Defect';
}

let begin: (() => Wired) | null = null;
let wired: Wired | null = null;

/**
 * What an event works with. Clients are made on the first event of a new sandbox, so that a bad setting is told as this
 * step's failure.
 */
export function wire(): Wired {
  begin ??= wireLambda(process.env);
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
): (raw: unknown) => Promise<Answer> {
  return async (raw) => {
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

const OURS = [TryLater, Refused, StaleReading, BadEvent, BadEnvironment, NotDeployed];

/** Logs a failure, and gives it in a form that says nothing about people. */
export function reported(name: string, error: unknown): Error {
  const known = error instanceof Error && OURS.some((kind) => error instanceof kind);
  const at = placeOf(error);
  const kind = error instanceof Error ? error.name : typeof error;
  const told = known ? (error as Error) : new Defect(`${kind} in ${name} at ${at}`);
  const line = { kind: told.name, message: told.message, at };
  const telemetry = wired?.telemetry ?? unwired();
  telemetry.failed(name, line);
  if (told instanceof Defect) telemetry.done(name, {}, { defects: 1 });
  return told;
}

/** The first lines of the stack, without the message in front of them. */
function placeOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const lines = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return lines
    .slice(0, 3)
    .map((line) => line.trim().slice(3))
    .join(' < ');
}

/** A date and time as services write it. */
export const instant = z.iso.datetime({ offset: true });
