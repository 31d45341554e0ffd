import { randomUUID } from 'node:crypto';
import { type CalendarDay, parseIsoDay } from '../shared/domain/calendar.ts';
import type { Clock } from '../shared/ports.ts';
import type { Moments } from '../shared/run/changes.ts';

/** Eight hours ahead of UTC, all the year round. Formats of the platform would take longer to load than a function starts. */
const SHANGHAI_AHEAD = 8 * 3_600_000;

/** The machine's clock; the zone of the host never matters. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  runId: () => `${new Date().toISOString().replace(/[-:]/g, '').slice(0, 15)}Z-${randomUUID().slice(0, 8)}`,
};

/** Instants of this machine's clock, for notes that end by themselves. */
export const moments: Moments = {
  now: systemClock.now,
  after: (milliseconds) => new Date(Date.now() + milliseconds).toISOString(),
};

/** The day that an instant (ISO 8601) falls on in Asia/Shanghai. */
export function shanghaiDay(instant: string): CalendarDay {
  return parseIsoDay(inShanghai(instant).slice(0, 10)) as CalendarDay;
}

/** An instant as a person in Beijing reads it, to the minute. */
export function shanghaiMinute(instant: string): string {
  return inShanghai(instant).slice(0, 16).replace('T', ' ');
}

/** Minutes since midnight in Asia/Shanghai. */
export function shanghaiMinuteOfDay(instant: string): number {
  const [hours = '', minutes = ''] = inShanghai(instant).slice(11, 16).split(':');
  return Number(hours) * 60 + Number(minutes);
}

function inShanghai(instant: string): string {
  return new Date(Date.parse(instant) + SHANGHAI_AHEAD).toISOString();
}
