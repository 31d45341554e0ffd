import { type CalendarDay, dayIfExists } from '../domain/calendar.ts';
import type { ReadProblem } from '../domain/parsed.ts';
import type { RawCell } from '../sheet/raw.ts';
import { foldWord } from './normalize.ts';
import { CHINESE_DAY, CHINESE_MONTH } from './tabs/marks.ts';

/** Serial numbers that a date cell may hold: 1927-05-18 to 2099-12-31. */
export const FIRST_SERIAL = 10_000;
export const LAST_SERIAL = 73_050;
/** Five digits may be a serial number outside that range; longer numbers are something else. */
const SERIAL_DIGITS = 100_000;

const FIRST_YYYYMMDD = 19_000_101;
const LAST_YYYYMMDD = 21_001_231;

const DAY = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const MONTH = /^(\d{4})[-/.](\d{1,2})$/;
const EIGHT_DIGITS = /^(\d{4})(\d{2})(\d{2})$/;
const DIGITS = /^\d+(?:\.\d+)?$/;
/** `H:MM` or `H:MM:SS` at the end of a text. */
const TIME = /(\d{1,2})\s*:\s*(\d{2})(?:\s*:\s*(\d{2}))?$/;

/** What a date cell says. */
export type DateReading =
  | { readonly day: CalendarDay; readonly monthOnly: boolean }
  | { readonly problem: ReadProblem };

/** Reads a date cell: a serial number, YYYYMMDD, or one of the text forms of workbooks.md §1. */
export function readDate(cell: RawCell): DateReading {
  if (typeof cell === 'number') return dateOfNumber(cell);
  return typeof cell === 'string' ? dateOfText(foldWord(cell)) : { problem: 'notADate' };
}

function dateOfNumber(value: number): DateReading {
  const serial = Math.floor(value);
  if (serial >= FIRST_SERIAL && serial <= LAST_SERIAL) return { day: serial, monthOnly: false };
  if (value === serial && value >= FIRST_YYYYMMDD && value <= LAST_YYYYMMDD) {
    return civilDay(Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100);
  }
  return { problem: value >= 0 && value < SERIAL_DIGITS ? 'serialOutOfRange' : 'notADate' };
}

function dateOfText(text: string): DateReading {
  const timed = TIME.exec(text);
  const date = timed && beforeTime(text.slice(0, timed.index));
  if (!timed || date === null) return dayOfText(text.replace(/\s/g, ''), true);
  const [, hours, minutes, seconds = '0'] = timed;
  const isTime = Number(hours) <= 23 && Number(minutes) <= 59 && Number(seconds) <= 59;
  return isTime ? dayOfText(date.replace(/\s/g, ''), false) : { problem: 'notADate' };
}

/** The text before the space or `T` that separates a date from its time of day; `null` if there is none. */
function beforeTime(text: string): string | null {
  const bare = text.trimEnd();
  if (bare.endsWith('T')) return bare.slice(0, -1);
  return bare.length < text.length ? bare : null;
}

/** @param mayBeMonth whether a month alone is enough: not before a time of day */
function dayOfText(text: string, mayBeMonth: boolean): DateReading {
  const dotted = DAY.exec(text);
  if (dotted) return civilDay(Number(dotted[1]), Number(dotted[3]), Number(dotted[4]));
  const plain = CHINESE_DAY.exec(text) ?? EIGHT_DIGITS.exec(text);
  if (plain) return civilDay(Number(plain[1]), Number(plain[2]), Number(plain[3]));
  const month = mayBeMonth ? (MONTH.exec(text) ?? CHINESE_MONTH.exec(text)) : null;
  if (month) {
    const first = civilDay(Number(month[1]), Number(month[2]), 1);
    return 'day' in first ? { ...first, monthOnly: true } : first;
  }
  const isSerial = DIGITS.test(text) && Number(text) >= FIRST_SERIAL && Math.floor(Number(text)) <= LAST_SERIAL;
  return { problem: isSerial ? 'serialAsText' : 'notADate' };
}

/** The day of a text such as `2026-3-5`, `2026/03/05` or `2026.3.5` with nothing around it. */
export function plainDayOf(text: string): CalendarDay | undefined {
  const match = DAY.exec(text);
  const reading = match && civilDay(Number(match[1]), Number(match[3]), Number(match[4]));
  return reading && 'day' in reading ? reading.day : undefined;
}

function civilDay(year: number, month: number, date: number): DateReading {
  if (year < 1) return { problem: 'notADate' };
  if (month < 1 || month > 12) return { problem: 'noSuchMonth' };
  const day = dayIfExists(year, month, date);
  return day === null ? { problem: 'noSuchDay' } : { day, monthOnly: false };
}
