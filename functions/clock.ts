import { randomUUID } from 'node:crypto';
import { type CalendarDay, parseIsoDay } from '../shared/domain/calendar.ts';
import type { Clock } from '../shared/ports.ts';

const SHANGHAI = 'Asia/Shanghai';
const dayFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: SHANGHAI,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const minuteFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: SHANGHAI, dateStyle: 'short', timeStyle: 'short' });

/** The machine's clock; the zone of the host never matters. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  runId: () => `${new Date().toISOString().replace(/[-:]/g, '').slice(0, 15)}Z-${randomUUID().slice(0, 8)}`,
};

/** The day that an instant (ISO 8601) falls on in Asia/Shanghai. */
export function shanghaiDay(instant: string): CalendarDay {
  return parseIsoDay(dayFormat.format(new Date(instant))) as CalendarDay;
}

/** An instant as a person in Beijing reads it, to the minute. */
export function shanghaiMinute(instant: string): string {
  return minuteFormat.format(new Date(instant));
}
