import { type CalendarDay, civilOf, dayOf } from '../../shared/domain/calendar.ts';
import type { Frame } from './model.ts';
import type { Random } from './random.ts';

/** Months in which something that is due once a period can be held, by period. No school in February, July and August. */
const MONTHS_OF = {
  month: [[9], [10], [11], [12], [1], [3], [4], [5], [6]],
  quarter: [[9, 10, 11], [12], [3, 4, 5], [6]],
  term: [
    [10, 11, 12],
    [3, 4, 5],
  ],
  year: [[12]],
} as const satisfies Record<string, readonly (readonly number[])[]>;

export type Rhythm = keyof typeof MONTHS_OF;

/** A day in a month of the academic year on which people meet: not in the holidays of October and January. */
export function dayInMonth(random: Random, { year }: Frame, month: number): CalendarDay {
  const calendarYear = month >= 9 ? year : year + 1;
  const [first, last] = month === 10 ? [9, 28] : month === 1 ? [3, 12] : [4, 26];
  return dayOf(calendarYear, month, random.between(first, last));
}

/** One day in every period of a rhythm, also in those to come. */
export function rhythmDays(random: Random, frame: Frame, rhythm: Rhythm): readonly CalendarDay[] {
  return MONTHS_OF[rhythm].map((months) => dayInMonth(random, frame, random.pick<number>(months)));
}

export function monthOf(day: CalendarDay): number {
  return civilOf(day).month;
}
