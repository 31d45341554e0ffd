import * as z from 'zod';
import { type CalendarDay, dayOf, formatAcademicYear, formatDay } from '../domain/calendar.ts';
import { unreadable } from '../domain/cell.ts';
import { ActivityType, YesNo } from '../domain/vocabulary.ts';
import type { RawCell } from '../sheet/raw.ts';
import { type CellKind, type CellType, cellCodec, type Fault, unread } from './cell-type.ts';
import { choicesOf, readChoice, type Spellings } from './choices.ts';
import { FIRST_SERIAL, LAST_SERIAL, plainDayOf, readDate } from './date-text.ts';
import { textOf } from './grid.ts';
import { foldText, foldWord } from './normalize.ts';
import { numberOf, wholeOf } from './number-text.ts';
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
import { QUOTATION_MARKS, YEAR_OF_ENTRY } from './tabs/marks.ts';

/** Every kind of cell that is not a list, declared once. */

/** What a scalar type has in common: blank is `null`, at fault is `unreadable`. */
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
  cellCodec(z.string(), (cell) => foldWord(textOf(cell)), String),
  quickId,
);

/** Any number. */
export const number = scalar(
  'number',
  cellCodec(z.number(), (cell) => numberOf(cell) ?? unread('notANumber'), Number),
  quickNumber,
);

/** Whole numbers within bounds. */
export function whole(min: number, max: number = Number.MAX_SAFE_INTEGER): CellType<number> {
  return scalar(
    'whole',
    cellCodec(z.int().min(min).max(max), (cell) => numberOrFault(wholeOf(cell, min, max)), Number),
    quickWhole(min, max),
  );
}

/** Votes and attendance: whole numbers ≥ 0. */
export const count = whole(0);

export const FIRST_ENTRY_YEAR = 1990;
export const LAST_ENTRY_YEAR = 2100;

/** Year of entry, 1990–2100. */
export const entryYear = whole(FIRST_ENTRY_YEAR, LAST_ENTRY_YEAR);

/** The same in a column that also takes the year as people say it (marks.ts, `YEAR_OF_ENTRY`). */
export const spokenEntryYear: CellType<number> = {
  ...entryYear,
  codec: cellCodec(
    z.int().min(FIRST_ENTRY_YEAR).max(LAST_ENTRY_YEAR),
    (cell) => {
      const spoken = typeof cell === 'string' ? YEAR_OF_ENTRY.exec(foldWord(cell))?.[1] : undefined;
      return numberOrFault(wholeOf(spoken ?? cell, FIRST_ENTRY_YEAR, LAST_ENTRY_YEAR));
    },
    Number,
  ),
};

const ACADEMIC_YEAR = /^(\d{4})-(\d{4})$/;

/** `2025-2026`, by its first calendar year. */
export const academicYear = scalar<number>(
  'academicYear',
  cellCodec(
    z.int().min(0).max(9998),
    (cell) => academicYearOf(textOf(cell)) ?? unread('notAnAcademicYear'),
    formatAcademicYear,
  ),
  quickSpecial((cell) => (cell.length === 9 ? (academicYearOf(cell) ?? undefined) : undefined)),
  formatAcademicYear,
);

function academicYearOf(typed: string): number | null {
  const match = ACADEMIC_YEAR.exec(foldWord(typed));
  return match && Number(match[2]) === Number(match[1]) + 1 ? Number(match[1]) : null;
}

const FIRST_DAY = dayOf(1, 1, 1);
const LAST_DAY = dayOf(9999, 12, 31);

/** A month alone is read as its first day, and reported. */
export const date = dateType((first) => ({ fault: 'monthOnly', readAs: first }));

/** A month alone is read as its first day without a word (birth, joining the League). */
export const dateOrMonth = dateType((first) => first);

function dateType(ofMonth: (first: CalendarDay) => CalendarDay | Fault): CellType<CalendarDay> {
  const decode = (cell: RawCell): CalendarDay | Fault => {
    const reading = readDate(cell);
    if ('problem' in reading) return unread(reading.problem);
    return reading.monthOnly ? ofMonth(reading.day) : reading.day;
  };
  const encode = (day: CalendarDay): RawCell => (day >= FIRST_SERIAL && day <= LAST_SERIAL ? day : formatDay(day));
  const codec = cellCodec(z.int().min(FIRST_DAY).max(LAST_DAY), decode, encode);
  return scalar('date', codec, quickWholeOr(FIRST_SERIAL, LAST_SERIAL, plainDayOf), formatDay);
}

/** One word of an enumeration, in the spellings that the column names. */
export function choice<const Word extends string>(
  words: Readonly<Record<string, Word>>,
  spellings: Spellings<Word> = {},
): CellType<Word> {
  const choices = choicesOf(Object.values(words), spellings);
  const codec = cellCodec<Word>(z.enum(choices.words) as z.ZodType<Word>, (cell) => readChoice(choices, cell), String);
  return scalar<Word>('choice', codec, quickWords(choices.words, choices.bySpelling), String, choices.words);
}

/** Yes or no; a tick box counts. */
export const yesNo: CellType<YesNo> = (() => {
  const choices = choicesOf(Object.values(YesNo));
  const decode = (cell: RawCell): YesNo | Fault =>
    typeof cell === 'boolean' ? (cell ? YesNo.yes : YesNo.no) : readChoice(choices, cell);
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

function numberOrFault(reading: ReturnType<typeof wholeOf>): number | Fault {
  return typeof reading === 'number' ? reading : unread(reading);
}
