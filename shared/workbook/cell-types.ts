import * as z from 'zod';
import { type CalendarDay, dayOf, formatAcademicYear, formatDay } from '../domain/calendar.ts';
import { unreadable } from '../domain/cell.ts';
import { ActivityType, YesNo } from '../domain/vocabulary.ts';
import type { RawCell } from '../sheet/raw.ts';
import { type CellKind, type CellType, cellCodec, type Fault, unread } from './cell-type.ts';
import { choicesOf, readChoice, type Spellings } from './choices.ts';
import { FIRST_SERIAL, LAST_SERIAL, plainDayOf, readDate } from './date-text.ts';
import { textOf } from './grid.ts';
import { likelyAcademicYear, likelyDay, likelyNumber, likelyYear } from './likely.ts';
import { foldText, foldTitle, foldWord } from './normalize.ts';
import { hasLostDigits, numberOf, wholeOf } from './number-text.ts';
import {
  type Quick,
  quickId,
  quickMap,
  quickNumber,
  quickSpecial,
  quickText,
  quickWhole,
  quickWholeOr,
  quickWords,
} from './quick.ts';
import { ACADEMIC_YEAR, NO_SPELLINGS, QUOTATION_MARKS, YEAR_OF_ENTRY, YES_SPELLINGS } from './tabs/marks.ts';

/** Every kind of cell that is not a list, declared once. */

/** What scalar types have in common: blank is `null`, a faulty cell is `unreadable`. */
function scalar<T extends string | number>(
  kind: CellKind,
  codec: CellType<T>['codec'],
  quick: Quick,
  keyText: (value: T) => string = String,
  choices: readonly string[] = [],
): CellType<T> {
  return { kind, choices, codec, quick, keyText, blank: null, spoilt: unreadable };
}

/** Trimmed, inner runs of white space folded. */
export const text = scalar(
  'text',
  cellCodec(z.string(), (cell) => foldText(textOf(cell)), String),
  quickText,
);

/** Text after NFKC; a whole number cell becomes its decimal digits. */
export const id = scalar(
  'id',
  cellCodec(z.string(), (cell) => (hasLostDigits(cell) ? unread('lostDigits') : foldWord(textOf(cell))), String),
  quickId,
);

/** Any number. */
export const number = scalar(
  'number',
  cellCodec(z.number(), (cell) => numberOf(cell) ?? unread('notANumber', likelyIn(cell, 0)), Number),
  quickNumber,
);

/** Whole numbers within bounds. */
export function whole(min: number, max: number = Number.MAX_SAFE_INTEGER): CellType<number> {
  return scalar(
    'whole',
    cellCodec(z.int().min(min).max(max), (cell) => wholeOrFault(cell, min, max), Number),
    quickWhole(min, max),
  );
}

/** Votes and attendance: whole numbers ≥ 0. */
export const count = whole(0);

export const FIRST_ENTRY_YEAR = 1990;
export const LAST_ENTRY_YEAR = 2100;

/** Year of entry, 1990–2100. */
export const entryYear = scalar(
  'whole',
  cellCodec(z.int().min(FIRST_ENTRY_YEAR).max(LAST_ENTRY_YEAR), (cell) => yearOrFault(cell), Number),
  quickWhole(FIRST_ENTRY_YEAR, LAST_ENTRY_YEAR),
);

/** The same for a column that also accepts the year as people say it (marks.ts, `YEAR_OF_ENTRY`). */
export const spokenEntryYear: CellType<number> = {
  ...entryYear,
  codec: cellCodec(
    z.int().min(FIRST_ENTRY_YEAR).max(LAST_ENTRY_YEAR),
    (cell) => {
      const spoken = typeof cell === 'string' ? YEAR_OF_ENTRY.exec(foldWord(cell))?.[1] : undefined;
      return yearOrFault(spoken ?? cell);
    },
    Number,
  ),
};

/** `2025-2026`, with a dash of any kind, by its first calendar year. */
export const academicYear = scalar<number>(
  'academicYear',
  cellCodec(
    z.int().min(0).max(9998),
    (cell) => academicYearOf(textOf(cell)) ?? unread('notAnAcademicYear', likelyAcademicYear(cell)),
    formatAcademicYear,
  ),
  quickSpecial((cell) => (cell.length === 9 ? (academicYearOf(cell) ?? undefined) : undefined)),
  formatAcademicYear,
);

function academicYearOf(typed: string): number | null {
  const match = ACADEMIC_YEAR.exec(foldTitle(typed));
  return match && Number(match[2]) === Number(match[1]) + 1 ? Number(match[1]) : null;
}

const FIRST_DAY = dayOf(1, 1, 1);
const LAST_DAY = dayOf(9999, 12, 31);

/** A month alone is read as its first day, and reported. */
export const date = dateType((first) => ({ fault: 'monthOnly', readAs: first }));

/** A month alone is silently read as its first day (birth, joining the League). */
export const dateOrMonth = dateType((first) => first);

function dateType(ofMonth: (first: CalendarDay) => CalendarDay | Fault): CellType<CalendarDay> {
  const decode = (cell: RawCell): CalendarDay | Fault => {
    const reading = readDate(cell);
    if ('problem' in reading) return unread(reading.problem, likelyDay(cell, [FIRST_SERIAL, LAST_SERIAL]));
    return reading.monthOnly ? ofMonth(reading.day) : reading.day;
  };
  const encode = (day: CalendarDay): RawCell => (day >= FIRST_SERIAL && day <= LAST_SERIAL ? day : formatDay(day));
  const codec = cellCodec(z.int().min(FIRST_DAY).max(LAST_DAY), decode, encode);
  return scalar('date', codec, quickWholeOr(FIRST_SERIAL, LAST_SERIAL, plainDayOf), formatDay);
}

/** One word of an enumeration, in any spelling that the column declares. */
export function choice<const Word extends string>(
  words: Readonly<Record<string, Word>>,
  spellings: Spellings<Word> = {},
): CellType<Word> {
  const choices = choicesOf(Object.values(words), spellings);
  const codec = cellCodec<Word>(z.enum(choices.words) as z.ZodType<Word>, (cell) => readChoice(choices, cell), String);
  return scalar<Word>('choice', codec, quickWords(choices.words, choices.bySpelling), String, choices.words);
}

/** Yes or no: a tick box, a tick or a cross, and the words that programs write for them. */
export const yesNo: CellType<YesNo> = (() => {
  const choices = choicesOf(Object.values(YesNo));
  const spelled = new Map([
    ...YES_SPELLINGS.map((spelling) => [spelling, YesNo.yes] as const),
    ...NO_SPELLINGS.map((spelling) => [spelling, YesNo.no] as const),
  ]);
  const decode = (cell: RawCell): YesNo | Fault =>
    spelled.get(foldWord(textOf(cell)).toUpperCase()) ?? readChoice(choices, cell);
  return { ...choice(YesNo), codec: cellCodec<YesNo>(z.enum(YesNo), decode, String) };
})();

/** 活动类型 of the specification and of the school's scheme, as `activityTypeNamed` spells them. */
export const activityType: CellType<ActivityType> = activityTypes([]);

function activityTypes(ofSchool: readonly string[]): CellType<ActivityType> {
  const words = [...new Set([...Object.values<string>(ActivityType), ...ofSchool.map(activityTypeNamed)])];
  const choices = choicesOf(words);
  const decode = (cell: RawCell): string | Fault => {
    const named = activityTypeNamed(textOf(cell));
    return choices.find(named) ?? choices.refuse([named], true);
  };
  return {
    ...scalar(
      'choice',
      cellCodec(z.string(), decode, String),
      quickMap(new Map(words.map((word) => [word, word]))),
      String,
      words,
    ),
    withWords: (more) => activityTypes([...ofSchool, ...more]),
  };
}

/** An activity type as it is compared: NFKC; the red pairing with or without quotation marks of any kind. */
export function activityTypeNamed(typed: string): string {
  const word = foldWord(typed);
  return withoutQuotes(word) === ActivityType.redPairing ? ActivityType.redPairing : word;
}

function withoutQuotes(word: string): string {
  return word.replace(QUOTATION_MARKS, '').replace(/\s/g, '');
}

function wholeOrFault(cell: RawCell, min: number, max: number): number | Fault {
  const reading = wholeOf(cell, min, max);
  return typeof reading === 'number' ? reading : unread(reading, likelyIn(cell, min, max));
}

function yearOrFault(cell: RawCell): number | Fault {
  const reading = wholeOf(cell, FIRST_ENTRY_YEAR, LAST_ENTRY_YEAR);
  return typeof reading === 'number' ? reading : unread(reading, likelyYear(cell, FIRST_ENTRY_YEAR, LAST_ENTRY_YEAR));
}

/** The number that a text most likely means, if the cell could hold it. */
function likelyIn(cell: RawCell, min: number, max = Number.MAX_SAFE_INTEGER): string | undefined {
  const likely = typeof cell === 'string' ? likelyNumber(cell) : undefined;
  return likely !== undefined && likely >= min && likely <= max ? String(likely) : undefined;
}
