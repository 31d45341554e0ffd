import * as z from 'zod';
import { BadEvent } from './failure.ts';

/** A date and time as services write it. */
export const instant = z.iso.datetime({ offset: true });

/** Checks an event. Throws `BadEvent`, which names the faulty field but never its contents. */
export function parseEvent<Event>(name: string, event: z.ZodType<Event>, raw: unknown): Event {
  const parsed = event.safeParse(raw);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'event'}: ${message}`);
  throw new BadEvent(`${name} was sent what it cannot read: ${wrong.slice(0, 3).join('; ')}`);
}
