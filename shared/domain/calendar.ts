/**
 * Calendar dates without zone or clock. A day is the whole number that spreadsheets use: days since 1899-12-30.
 * All spans are in calendar days; `from` and `to` of a period are both included.
 */

/** Days since 1899-12-30, as in a spreadsheet cell. */
export type CalendarDay = number;

/** First calendar year of an academic year: 2025 stands for 2025-2026 (1 September to 31 August). */
export type AcademicYear = number;

/** Year, month 1–12, day 1–31. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A month and day of every year, e.g. a deadline `10-31`. */
export interface MonthDay {
  readonly month: number;
  readonly day: number;
}

const DAYS_BEFORE_1970 = 25_569;
const DAYS_IN_ERA = 146_097;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days of a month, 1–12. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** Day of a civil date that exists; proleptic Gregorian calendar. */
export function dayOf(year: number, month: number, day: number): CalendarDay {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_IN_ERA + dayOfEra - 719_468 + DAYS_BEFORE_1970;
}

/** The day of a civil date, or `null` where the calendar has no such date. */
export function dayIfExists(year: number, month: number, day: number): CalendarDay | null {
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return dayOf(year, month, day);
}

/** Year, month and day of a day. */
export function civilOf(day: CalendarDay): CivilDate {
  const shifted = day - DAYS_BEFORE_1970 + 719_468;
  const era = Math.floor(shifted / DAYS_IN_ERA);
  const dayOfEra = shifted - era * DAYS_IN_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1 };
}

/** `2025-09-01`. */
export function formatDay(day: CalendarDay): string {
  const { year, month, day: date } = civilOf(day);
  return `${String(year).padStart(4, '0')}-${pad2(month)}-${pad2(date)}`;
}

/** Reads `2025-09-01` alone (command line, stored items); `null` for anything else. */
export function parseIsoDay(text: string): CalendarDay | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? dayIfExists(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/** The same day of the month `months` later (earlier if negative), clamped to the month's end (rules.md §1). */
export function addMonths(day: CalendarDay, months: number): CalendarDay {
  const civil = civilOf(day);
  const index = civil.year * 12 + civil.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return dayOf(year, month, Math.min(civil.day, daysInMonth(year, month)));
}

/** Completed years of age on a day. Born on 29 February: turns a year older on 1 March of a common year. */
export function ageOn(bornOn: CalendarDay, day: CalendarDay): number {
  const born = civilOf(bornOn);
  const now = civilOf(day);
  const hadBirthday = now.month * 100 + now.day >= born.month * 100 + born.day;
  return now.year - born.year - (hadBirthday ? 0 : 1);
}

/** The day on which somebody completes `years` years (1 March in a common year for 29 February). */
export function birthdayOf(bornOn: CalendarDay, years: number): CalendarDay {
  const born = civilOf(bornOn);
  return dayIfExists(born.year + years, born.month, born.day) ?? dayOf(born.year + years, 3, 1);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: CalendarDay): number {
  return (((day + 6) % 7) + 7) % 7;
}

/** The academic year that contains a day (1 September to 31 August). */
export function academicYearOf(day: CalendarDay): AcademicYear {
  const { year, month } = civilOf(day);
  return month >= 9 ? year : year - 1;
}

/** `2025-2026`. */
export function formatAcademicYear(year: AcademicYear): string {
  return `${String(year).padStart(4, '0')}-${String(year + 1).padStart(4, '0')}`;
}

/** First day (1 September) of an academic year. */
export function firstDayOf(year: AcademicYear): CalendarDay {
  return dayOf(year, 9, 1);
}

/** Last day (31 August) of an academic year. */
export function lastDayOf(year: AcademicYear): CalendarDay {
  return dayOf(year + 1, 8, 31);
}

/** Whether a day lies in the academic year. */
export function isInYear(day: CalendarDay, year: AcademicYear): boolean {
  return day >= firstDayOf(year) && day <= lastDayOf(year);
}

/**
 * The day of a deadline `MM-DD` in an academic year: from September on in its first calendar year, else in its second
 * (rules.md §4). 02-29 falls on 28 February of a common year.
 */
export function deadlineIn(year: AcademicYear, { month, day }: MonthDay): CalendarDay {
  const calendarYear = month >= 9 ? year : year + 1;
  return dayOf(calendarYear, month, Math.min(day, daysInMonth(calendarYear, month)));
}

function pad2(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
