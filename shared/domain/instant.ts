import { type CalendarDay, dayOf, formatDay, parseIsoDay } from './calendar.ts';

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})\.(\d{3})Z$/;
const DAY = 86_400_000;

/**
 * The later of two instants (ISO 8601, UTC, with milliseconds): now, or the millisecond after an instant that is known
 * to be past, in case the clock is behind.
 */
export function laterThan(before: string | null, now: string): string {
  return before === null || before < now ? now : nextMillisecond(before);
}

/** Texts in another form stay unchanged, and sort as before. */
function nextMillisecond(instant: string): string {
  const parts = INSTANT.exec(instant)?.slice(1).map(Number);
  if (parts === undefined) return instant;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0] = parts;
  const next = ((hour * 60 + minute) * 60 + second) * 1_000 + millisecond + 1;
  const date = formatDay(dayOf(year, month, day) + Math.floor(next / DAY));
  const rest = next % DAY;
  const two = (value: number): string => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(rest / 3_600_000), Math.floor(rest / 60_000) % 60, Math.floor(rest / 1_000) % 60];
  return `${date}T${two(h)}:${two(m)}:${two(s)}.${String(rest % 1_000).padStart(3, '0')}Z`;
}

const SHANGHAI_AHEAD = 8;

/** The day in Asia/Shanghai of an instant (ISO 8601, UTC). */
export function dayOfInstant(instant: string): CalendarDay {
  const day = parseIsoDay(instant.slice(0, 10)) ?? 0;
  return Number(instant.slice(11, 13)) + SHANGHAI_AHEAD >= 24 ? day + 1 : day;
}
