import * as z from 'zod';
import { type CalendarDay, formatDay } from '../domain/calendar.ts';
import type { List } from '../domain/cell.ts';
import { visibleText } from '../domain/visible-text.ts';
import { ClassPost, PartyPost, type Post } from '../domain/vocabulary.ts';
import type { RawCell } from '../sheet/raw.ts';
import { type CellType, cellCodec, type Fault, unread } from './cell-type.ts';
import { choicesOf, type Spellings } from './choices.ts';
import { plainDayOf, readDate } from './date-text.ts';
import { textOf } from './grid.ts';
import { foldText, foldTitle, foldWord } from './normalize.ts';
import { hasLostDigits } from './number-text.ts';
import { isPlainId, quickMap, quickSpecial } from './quick.ts';
import { COMPOSITE_POST, compositePost, LIST_JOINER, LIST_SEPARATOR, WIDE_COMMA } from './tabs/marks.ts';

/** Kinds of cell that hold several values. */

/** A blank list, shared by all cells. */
export const EMPTY_LIST: List<never> = Object.freeze({ items: Object.freeze([]), partial: false });
/** A list that could not be read at all. */
export const LOST_LIST: List<never> = Object.freeze({ items: Object.freeze([]), partial: true });

const listValue = <T>() =>
  z.custom<List<T>>((value) => typeof value === 'object' && value !== null && 'items' in value);

/** Items between separators, each folded, without empty ones and duplicates. */
function itemsOf(typed: string, fold: (text: string) => string): readonly string[] {
  const items = typed.split(LIST_SEPARATOR).map(fold);
  return [...new Set(items)].filter((item) => item !== '');
}

/** The same for words and ids, where NFKC may produce separators. */
function wordsOf(cell: RawCell): readonly string[] {
  return itemsOf(visibleText(textOf(cell)).normalize('NFKC'), foldWord);
}

function listOf<T>(items: readonly T[]): List<T> {
  return items.length === 0 ? EMPTY_LIST : { items, partial: false };
}

function textList(
  read: (cell: RawCell) => List<string> | Fault,
  quickItem: (item: string) => boolean,
): CellType<List<string>> {
  return {
    kind: 'list',
    choices: [],
    codec: cellCodec(listValue<string>(), read, ({ items }) => items.join(LIST_JOINER)),
    quick: quickSpecial((cell) => quickItems(cell, quickItem)),
    blank: EMPTY_LIST,
    spoilt: LOST_LIST,
    keyText: ({ items }) => items.join(LIST_JOINER),
  };
}

/** Names of people. */
export const texts = textList((cell) => listOf(itemsOf(textOf(cell), foldText)), isPlainId);
/** 学号 or 组织编号; one that has lost digits is left out. */
export const ids = textList(
  (cell) => {
    if (typeof cell === 'number' && hasLostDigits(cell)) return unread('lostDigits');
    const items = wordsOf(cell);
    const lost = items.filter(hasLostDigits);
    if (lost.length === 0) return listOf(items);
    const readAs = { items: items.filter((item) => !hasLostDigits(item)), partial: true };
    return { ...unread('lostDigits'), text: lost.join(LIST_JOINER), readAs };
  },
  (item) => isPlainId(item) && !hasLostDigits(item),
);

/** Days, each in any form that a date cell accepts; a number cell is one day. Unreadable ones give one fault. */
export const dates: CellType<List<CalendarDay>> = {
  kind: 'list',
  choices: [],
  codec: cellCodec(listValue<CalendarDay>(), readDates, ({ items }) => items.map(formatDay).join(LIST_JOINER)),
  quick: quickSpecial((cell) => {
    const day = plainDayOf(cell);
    return day === undefined ? undefined : { items: [day], partial: false };
  }),
  blank: EMPTY_LIST,
  spoilt: LOST_LIST,
  keyText: ({ items }) => items.map(formatDay).join(LIST_JOINER),
};

function readDates(cell: RawCell): List<CalendarDay> | Fault {
  const readings = (typeof cell === 'number' ? [cell] : itemsOf(textOf(cell), foldText)).map(
    (item) => [item, readDate(item)] as const,
  );
  const items = [...new Set(readings.flatMap(([, reading]) => ('day' in reading ? [reading.day] : [])))];
  const bad = readings.flatMap(([item, reading]) => ('problem' in reading ? [{ item, problem: reading.problem }] : []));
  const [first] = bad;
  if (first) {
    const text = bad.map(({ item }) => item).join(LIST_JOINER);
    return { ...unread(first.problem), text, readAs: { items, partial: true } };
  }
  const months = readings.filter(([, reading]) => 'day' in reading && reading.monthOnly);
  if (months.length === 0) return listOf(items);
  return { fault: 'monthOnly', text: months.map(([item]) => item).join(LIST_JOINER), readAs: listOf(items) };
}

const OTHER_SEPARATORS = /[,;]/;

/** Plain items between commas of one kind, without duplicates; anything else is left to the codec. */
function quickItems(cell: string, isPlain: (item: string) => boolean): List<string> | undefined {
  if (OTHER_SEPARATORS.test(cell)) return undefined;
  const items = cell.split(cell.includes(WIDE_COMMA) ? WIDE_COMMA : LIST_JOINER);
  const isEach = items.every((item, index) => isPlain(item) && items.indexOf(item) === index);
  return isEach ? { items, partial: false } : undefined;
}

/** Words of an enumeration; unknown ones give one fault for the cell, the good ones stay. */
export function choiceList<const Word extends string>(
  words: Readonly<Record<string, Word>>,
  spellings: Spellings<Word> = {},
): CellType<List<Word>> {
  const choices = choicesOf(Object.values(words), spellings);
  const decode = (cell: RawCell): List<Word> | Fault => {
    const items = wordsOf(cell);
    const good = [...new Set(items.flatMap((item) => choices.find(item) ?? []))];
    const bad = items.filter((item) => choices.find(item) === undefined);
    return bad.length === 0 ? listOf(good) : choices.refuse(bad, false, { items: good, partial: true });
  };
  return {
    kind: 'list',
    choices: choices.words,
    codec: cellCodec(listValue<Word>(), decode, ({ items }) => items.join(LIST_JOINER)),
    quick: quickMap(singles(choices.words)),
    blank: EMPTY_LIST,
    spoilt: LOST_LIST,
    keyText: ({ items }) => items.join(LIST_JOINER),
  };
}

/** Shared one-word lists. */
function singles<Word extends string>(words: readonly Word[]): ReadonlyMap<string, List<Word>> {
  return new Map(words.map((word) => [word, Object.freeze({ items: Object.freeze([word]), partial: false })]));
}

const POSTS: readonly Post[] = [...new Set([...Object.values(PartyPost), ...Object.values(ClassPost)])];
/** Longest cell that is searched for two posts. */
const LONGEST_POSTS = 60;

/**
 * 职务: one post, or several posts of one person in one cell (marks.ts, `COMPOSITE_POST`). Words of both lists are
 * accepted; which list applies to an organization is known only when the school is put together.
 */
export function posts(spellings: Spellings<Post>): CellType<List<Post>> {
  const choices = choicesOf(POSTS, spellings);
  const decode = (cell: RawCell): List<Post> | Fault => {
    const typed = foldTitle(textOf(cell));
    const found = postsIn(typed, choices.find);
    return found ? listOf([...new Set(found)]) : choices.refuse([typed], true);
  };
  return {
    kind: 'choice',
    choices: POSTS,
    codec: cellCodec(listValue<Post>(), decode, ({ items }) => compositePost(items)),
    quick: quickMap(singles(POSTS)),
    blank: EMPTY_LIST,
    spoilt: LOST_LIST,
    keyText: ({ items }) => compositePost(items),
  };
}

function postsIn(typed: string, find: (text: string) => Post | undefined): readonly Post[] | null {
  const single = find(typed);
  if (single) return [single];
  const composite = typed.length <= LONGEST_POSTS ? COMPOSITE_POST.exec(typed) : null;
  if (!composite) return null;
  const [, first = '', bracketed, bare] = composite;
  const others = (bracketed ?? bare ?? '').split(LIST_SEPARATOR);
  const found = [first, ...others].flatMap((word) => find(word) ?? []);
  return found.length === others.length + 1 ? found : null;
}
