import { type CalendarDay, civilOf, dayIfExists, type MonthDay } from '../../domain/calendar.ts';
import type { MinuteOfDay, ParameterKind } from '../../domain/parameters.ts';
import type { Fraction } from '../../domain/points.ts';
import {
  BranchMembership,
  DigestDetail,
  DigestTopic,
  NotifyChannel,
  RankingRelease,
  ReminderDays,
  Severity,
  YesNo,
} from '../../domain/vocabulary.ts';
import type { RawCell } from '../../sheet/raw.ts';
import { readCell } from '../cell-type.ts';
import { yesNo } from '../cell-types.ts';
import { choicesOf } from '../choices.ts';
import { readDate } from '../date-text.ts';
import { fractionOf, hundredthsOf } from '../fraction-text.ts';
import { textOf } from '../grid.ts';
import { foldWord } from '../normalize.ts';
import { wholeOf } from '../number-text.ts';
import { CHINESE_MONTH_DAY, LIST_SEPARATOR } from '../tabs/marks.ts';
import { MONTH_ITEM } from '../tabs/parameters.ts';

/** What the readers of values need. */
export interface ValueContext {
  readonly least: number;
  /** Rule ids, and families (three letters) if the parameter accepts them. */
  readonly knownRuleIds: ReadonlySet<string>;
}

type ReadValue = (cell: RawCell, context: ValueContext) => unknown;

const MONTH_DAY = /^(\d{1,2})[-/.](\d{1,2})$/;
const LEAP_YEAR = 2024;

/** A reader for each kind of parameter; `undefined` for values that do not parse. */
export const READ_VALUE: { readonly [Kind in ParameterKind]: ReadValue } = {
  count: (cell, { least }) => numberOnly(wholeOf(cell, least, Number.MAX_SAFE_INTEGER)),
  points: (cell) => nonNegative(hundredthsOf(cell)),
  monthDay: readMonthDay,
  fraction: readShare,
  fractionOrNone: (cell) => (isZero(cell) ? { numerator: 0, denominator: 1 } : readShare(cell)),
  months: (cell) => everyItem(cell, monthOf),
  days: readDays,
  ruleIds: (cell, { knownRuleIds }) => everyItem(cell, (item) => knownRule(item, knownRuleIds)),
  severities: readSeverities,
  yesNo: (cell) => {
    const reading = readCell(yesNo, cell);
    return reading.fault ? undefined : reading.value === YesNo.yes;
  },
  text: (cell) => textOf(cell),
  branchMembership: (cell) => memberships.find(textOf(cell)),
  rankingRelease: (cell) => releases.find(textOf(cell)),
  time: readTime,
  reminderDays: (cell) => reminderDays.find(textOf(cell)),
  digestDetail: (cell) => details.find(textOf(cell)),
  digestTopics: (cell) => everyItem(cell, (item) => topics.find(item)),
  channels: (cell) => everyItem(cell, (item) => channels.find(item)),
  addresses: (cell) => addressesOf(textOf(cell)),
};

const memberships = choicesOf(Object.values(BranchMembership));
const releases = choicesOf(Object.values(RankingRelease));
const reminderDays = choicesOf(Object.values(ReminderDays));
const details = choicesOf(Object.values(DigestDetail));
const topics = choicesOf(Object.values(DigestTopic));
const channels = choicesOf(Object.values(NotifyChannel));
const severities = choicesOf(Object.values(Severity));

/** Items of a list cell that name no known rule, as typed. */
export function unknownRules(cell: RawCell, knownRuleIds: ReadonlySet<string>): readonly string[] {
  return itemsOf(cell).filter((item) => knownRule(item, knownRuleIds) === undefined);
}

/** The same list as single items without duplicates, for values in which every good item applies by itself. */
export function singleItems(cell: RawCell): readonly string[] {
  return [...new Set(itemsOf(cell))];
}

function itemsOf(cell: RawCell): readonly string[] {
  return textOf(cell)
    .split(LIST_SEPARATOR)
    .map(foldWord)
    .filter((item) => item !== '');
}

/** A value for every item, without duplicates; `undefined` if one of them has none. */
function everyItem<T>(cell: RawCell, read: (item: string) => T | undefined): readonly T[] | undefined {
  const values = itemsOf(cell).map(read);
  return values.includes(undefined) ? undefined : [...new Set(values as readonly T[])];
}

function monthOf(item: string): number | undefined {
  const month = Number(MONTH_ITEM.exec(item)?.[1]);
  return month >= 1 && month <= 12 ? month : undefined;
}

function knownRule(item: string, knownRuleIds: ReadonlySet<string>): string | undefined {
  const id = item.toUpperCase();
  return knownRuleIds.has(id) ? id : undefined;
}

/** `10-31`, `10/31`, `10.31` as text, the same in Chinese, or a date: its month and day. */
function readMonthDay(cell: RawCell): MonthDay | undefined {
  const text = typeof cell === 'string' ? foldWord(cell).replace(/\s/g, '') : '';
  const match = MONTH_DAY.exec(text) ?? CHINESE_MONTH_DAY.exec(text);
  if (match) {
    const [month, day] = [Number(match[1]), Number(match[2])];
    return dayIfExists(LEAP_YEAR, month, day) === null ? undefined : { month, day };
  }
  const reading = readDate(cell);
  if ('problem' in reading || reading.monthOnly) return undefined;
  const { month, day } = civilOf(reading.day);
  return { month, day };
}

const TIME = /^(\d{1,2})[:：](\d{2})(?::\d{2})?$/;
const MINUTES_A_DAY = 1_440;

/** Minutes since midnight, from `8:07` or a time cell; not the full or half hour, when everybody else sends. */
function readTime(cell: RawCell): MinuteOfDay | undefined {
  const match = TIME.exec(foldWord(textOf(cell)).replace(/\s/g, ''));
  const minutes =
    typeof cell === 'number'
      ? Math.round(cell * MINUTES_A_DAY)
      : match && Number(match[2]) < 60
        ? Number(match[1]) * 60 + Number(match[2])
        : Number.NaN;
  const isTime = Number.isInteger(minutes) && minutes >= 0 && minutes < MINUTES_A_DAY;
  return isTime && minutes % 30 !== 0 ? minutes : undefined;
}

/** Addresses of robots and mailboxes; a robot's address may contain the separators of other lists. */
export function addressesOf(text: string): readonly string[] {
  return [...new Set(text.split(/[\s、，；;]+/u).filter((item) => item !== ''))];
}

/** More than 0, at most 1. A date cell (how a spreadsheet stores a typed 1/2) is not a share. */
function readShare(cell: RawCell): Fraction | undefined {
  const fraction = fractionOf(cell);
  return fraction && fraction.numerator > 0 && fraction.numerator <= fraction.denominator ? fraction : undefined;
}

/** `0`, also as a percentage. */
function isZero(cell: RawCell): boolean {
  return fractionOf(cell)?.numerator === 0;
}

function readDays(cell: RawCell): readonly CalendarDay[] | undefined {
  const dayIn = (item: RawCell): CalendarDay | undefined => {
    const reading = readDate(item);
    return 'problem' in reading || reading.monthOnly ? undefined : reading.day;
  };
  if (typeof cell !== 'number') return everyItem(cell, dayIn);
  const day = dayIn(cell);
  return day === undefined ? undefined : [day];
}

/** `EDU-06=…；MEC-04=…` (rules.md §2). */
function readSeverities(cell: RawCell, { knownRuleIds }: ValueContext): Readonly<Record<string, Severity>> | undefined {
  const overrides: Record<string, Severity> = {};
  for (const item of itemsOf(cell)) {
    const [name = '', level = '', ...rest] = item.split(/[=:]/);
    const id = knownRule(name.trim(), knownRuleIds);
    const severity = severities.find(level);
    if (id === undefined || severity === undefined || rest.length > 0) return undefined;
    overrides[id] = severity;
  }
  return overrides;
}

function numberOnly(reading: ReturnType<typeof wholeOf>): number | undefined {
  return typeof reading === 'number' ? reading : undefined;
}

function nonNegative(value: number | null): number | undefined {
  return value === null || value < 0 ? undefined : value;
}
