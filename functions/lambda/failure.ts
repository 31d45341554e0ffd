import { Refused, StaleReading, TryLater } from '../../shared/ports.ts';
import { BadEnvironment, NotDeployed } from '../env.ts';
import type { Telemetry } from '../telemetry.ts';

/** An event that is not what this function is for. */
export class BadEvent extends Error {
  override readonly name = 'BadEvent';
}

/** A fault of ours. Its text may quote a cell, so only its kind and place are reported. */
export class Defect extends Error {
  override readonly name = 'Defect';
}

const OURS = [TryLater, Refused, StaleReading, BadEvent, BadEnvironment, NotDeployed];

/** Logs a failure and returns it without personal data. */
export function reportFailure(telemetry: Telemetry, name: string, error: unknown): Error {
  const known = error instanceof Error && OURS.some((kind) => error instanceof kind);
  const at = placeOf(error);
  const kind = error instanceof Error ? error.name : typeof error;
  const told = known ? error : new Defect(`${kind} in ${name} at ${at}`);
  telemetry.failed(name, { kind: told.name, message: told.message, at });
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
