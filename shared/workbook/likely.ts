import { type CalendarDay, dayIfExists, formatAcademicYear, formatDay } from '../domain/calendar.ts';
import type { RawCell } from '../sheet/raw.ts';
import { textOf } from './grid.ts';
import { isOneSlip } from './nearest.ts';
import { foldHeading, foldWord } from './normalize.ts';
import {
  AROUND_NUMBER,
  CHINESE_DIGITS,
  CHINESE_NUMBER,
  CHINESE_TWO,
  CHINESE_UNITS,
  DAY_WITHIN,
  HARMLESS,
  SIDES,
  TURNED,
  YEARS,
} from './tabs/marks.ts';

/**
 * What an unreadable cell most likely means, to be typed instead (trust.md §2). Nothing if two things could be meant: a
 * wrong guess is worse than none.
 */

const NUMBERS = /\d+(?:\.\d+)?/g;
const THOUSANDS = /(?<=\d),(?=\d{3}(?!\d))/g;
/** Longer texts are sentences. */
const LONGEST = 40;

/** The only number in a text that otherwise contains only measure words: `30人`, `约 30`, `三十`. */
export function likelyNumber(cell: RawCell): number | undefined {
  const text = shortText(cell)?.replace(THOUSANDS, '');
  if (text === undefined || /\d,\d|(?:^|\D)\.\d/.test(text)) return undefined;
  const found = [...(text.match(NUMBERS) ?? []).map(Number), ...(text.match(CHINESE_NUMBER) ?? []).map(chineseNumber)];
  const around = text.replace(NUMBERS, '').replace(CHINESE_NUMBER, '');
  const [only = Number.NaN, ...others] = found;
  return others.length === 0 && !Number.isNaN(only) && AROUND_NUMBER.test(around) ? only : undefined;
}

function chineseNumber(word: string): number {
  let sum = 0;
  let digit: number | null = null;
  for (const character of word) {
    const unit = CHINESE_UNITS[character];
    if (unit === undefined) {
      // Digits read out one by one, as in the number of a year.
      if (digit !== null) return Number.NaN;
      digit = character === CHINESE_TWO ? 2 : CHINESE_DIGITS.indexOf(character) || null;
    } else {
      sum += (digit ?? 1) * unit;
      digit = null;
    }
  }
  return sum + (digit ?? 0);
}

/** The only day in a text: `2025年9月1号`, `2025-09-01（周一）`; also the day of a serial number typed as text. */
export function likelyDay(cell: RawCell, serials: readonly [first: number, last: number]): string | undefined {
  const text = shortText(cell);
  if (text === undefined) return undefined;
  if (/^\d{5}(?:\.\d+)?$/.test(text)) {
    const serial = Math.floor(Number(text));
    return serial >= serials[0] && serial <= serials[1] ? formatDay(serial) : undefined;
  }
  const days = [...text.matchAll(DAY_WITHIN)].map(([, year, month, day]) =>
    dayIfExists(Number(year), Number(month), Number(day)),
  );
  const [first] = days;
  return days.length === 1 && isDay(first) ? formatDay(first) : undefined;
}

function isDay(day: CalendarDay | null | undefined): day is CalendarDay {
  return day !== null && day !== undefined;
}

/** `2025`, `2025-26`, `25-26` and `2025-2026 学年` are 2025-2026; two years that do not follow each other are not. */
export function likelyAcademicYear(cell: RawCell): string | undefined {
  const years = (shortText(cell)?.match(YEARS) ?? []).map(Number).map((year) => (year < 100 ? 2000 + year : year));
  const [first, second = (first ?? 0) + 1] = years;
  if (first === undefined || years.length > 2 || first < 1990 || first > 2100) return undefined;
  return second === first + 1 ? formatAcademicYear(first) : undefined;
}

/** `23`, `23级` and `2023年入学` are 2023. */
export function likelyYear(cell: RawCell, first: number, last: number): string | undefined {
  const years = (shortText(cell)?.match(/\d+/g) ?? []).map((digits) =>
    digits.length === 2 ? 2000 + Number(digits) : Number(digits),
  );
  const [year] = years;
  return years.length === 1 && year !== undefined && year >= first && year <= last ? String(year) : undefined;
}

/** A word as searched for in the typed text: without brackets and white space. */
export function bareWord(text: string): string {
  return foldHeading(text);
}

/**
 * The only word of a list that a text can mean: with harmless words around it (`主题党日活动`, `主题党日（线上）`), as the only
 * word that contains the text (`团日`), or with one typing slip.
 * @param words by bare spelling
 */
export function likelyWord(typed: string, words: Iterable<readonly [spelling: string, word: string]>): string | null {
  const text = bareWord(typed);
  if (text === '' || text.length > LONGEST) return null;
  const within: (readonly [spelling: string, word: string])[] = [];
  const around = new Set<string>();
  const slips = new Set<string>();
  for (const [spelling, word] of words) {
    if (text.includes(spelling)) within.push([spelling, word]);
    else if (text.length > 1 && spelling.includes(text)) around.add(word);
    else if (text.length > 2 && isOneSlip(text, spelling, SIDES)) slips.add(word);
  }
  const longest = within.reduce((most, [spelling]) => (spelling.length > most.length ? spelling : most), '');
  const named = within.filter(([spelling]) => spelling === longest || !longest.includes(spelling));
  const candidates = new Set([...named.map(([, word]) => word), ...around]);
  const [only, ...others] = candidates.size > 0 ? candidates : slips;
  if (only === undefined || others.length > 0) return null;
  const rest = longest === '' ? '' : text.split(longest).join('');
  return HARMLESS.test(rest) && !TURNED.test(rest) ? only : null;
}

function shortText(cell: RawCell): string | undefined {
  const text = foldWord(textOf(cell));
  return text === '' || text.length > LONGEST ? undefined : text;
}
