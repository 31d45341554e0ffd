import { type CalendarDay, weekdayOf } from './calendar.ts';

/** 法定节假日 and 调休上班; if neither is given, only weekends are free and results are provisional (暂算). */
export interface Holidays {
  readonly free: ReadonlySet<CalendarDay>;
  readonly worked: ReadonlySet<CalendarDay>;
}

/** Whether a day is a working day. */
export function isWorkday(day: CalendarDay, { free, worked }: Holidays): boolean {
  if (worked.has(day)) return true;
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6 && !free.has(day);
}

/** Working days from `from` to `to`, both ends counted; 0 if `to` is before `from`. Stops counting at `enough`. */
export function workdaysBetween(from: CalendarDay, to: CalendarDay, holidays: Holidays, enough: number): number {
  let count = 0;
  for (let day = from; day <= to && count < enough; day++) if (isWorkday(day, holidays)) count++;
  return count;
}

/** The last day of a span of `count` working days that begins on or after `from`. */
export function workdayAfter(from: CalendarDay, count: number, holidays: Holidays): CalendarDay {
  let day = from;
  for (let left = count; ; day++) {
    if (isWorkday(day, holidays)) left--;
    if (left <= 0) return day;
  }
}

/** Whether the result rests on weekends alone (法定节假日 and 调休上班 both empty). */
export function isProvisional({ free, worked }: Holidays): boolean {
  return free.size === 0 && worked.size === 0;
}
