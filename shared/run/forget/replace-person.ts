import * as z from 'zod';
import { fingerprint } from '../../domain/identity.ts';
import { columnLetter } from '../../domain/place.ts';
import type { RawCell } from '../../sheet/raw.ts';
import { findHeadings, findTab } from '../../workbook/find-tab.ts';
import { foldWord } from '../../workbook/normalize.ts';
import { parseWorkbook } from '../../workbook/parse-workbook.ts';
import { students } from '../../workbook/tabs/students.ts';
import { openSnapshot } from '../snapshot.ts';

/** A student, and the replacements for number and names. */
export interface Replacement {
  readonly student: string;
  readonly names: readonly string[];
  readonly pseudonym: string;
}

/** The part of a book of violations that is needed; the rest does not change. */
const bookSchema = z.looseObject({
  college: z.string(),
  version: z.int(),
  records: z.array(
    z.looseObject({
      rule: z.string(),
      fingerprint: z.string(),
      subject: z.array(z.string()),
      notes: z.record(z.string(), z.string()).nullable(),
    }),
  ),
});

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Matches the number as a separate word, in full-width or half-width characters. */
function numberIn(student: string): RegExp {
  const wide = [...student].map((letter) => {
    const code = letter.charCodeAt(0);
    return `[${letter}${String.fromCharCode(code + 0xfee0)}]`;
  });
  return new RegExp(`(?<![0-9A-Za-z])${wide.join('')}(?![0-9A-Za-z])`, 'gu');
}

function namesStudent(cell: RawCell | undefined, student: string): boolean {
  if (typeof cell === 'number') return String(cell) === student;
  return typeof cell === 'string' && numberIn(student).test(cell);
}

/** Cells of a snapshot that name a student, such as `花名册!A12`. */
export function placesOf(snapshot: string, student: string): readonly string[] {
  return openSnapshot(snapshot, '').tabs.flatMap(({ title, rows }) =>
    rows.flatMap((row, at) =>
      row.flatMap((cell, column) => (namesStudent(cell, student) ? [`${title}!${columnLetter(column)}${at + 1}`] : [])),
    ),
  );
}

/** 姓名 of a student in the 花名册 of a snapshot. */
export function namesIn(snapshot: string, student: string): readonly string[] {
  const tab = findTab(openSnapshot(snapshot, '').tabs, students.title);
  if (tab === null) return [];
  const { row: headings, columns } = findHeadings(tab.rows, students.columns);
  const [id, name] = [columns.get('id'), columns.get('name')];
  if (headings < 0 || id === undefined || name === undefined) return [];
  return tab.rows.slice(headings + 1).flatMap((row) => {
    const text = row[name];
    return namesStudent(row[id], student) && typeof text === 'string' && foldWord(text) !== '' ? [foldWord(text)] : [];
  });
}

const LIST = /[、，,；;\s]+/u;

/** A cell that holds a name alone or in a list. */
function withoutNames(cell: RawCell, { names, pseudonym }: Replacement): RawCell {
  if (typeof cell !== 'string') return cell;
  if (names.includes(foldWord(cell))) return pseudonym;
  if (!LIST.test(cell)) return cell;
  return cell
    .split(/([、，,；;\s]+)/u)
    .map((part) => (names.includes(foldWord(part)) ? pseudonym : part))
    .join('');
}

/**
 * A snapshot without the student: the number is replaced everywhere; the name in rows with the number, and in all rows
 * if nobody else in that 花名册 has the same name.
 */
export function replacedSnapshot(text: string, replacement: Replacement): string {
  const { student, pseudonym } = replacement;
  const number = numberIn(student);
  const opened = openSnapshot(text, '');
  if (!opened.tabs.some(({ rows }) => rows.some((row) => row.some((cell) => namesStudent(cell, student))))) return text;
  const shared = new Set(othersNames(opened.tabs, student));
  const alone: Replacement = { ...replacement, names: replacement.names.filter((name) => !shared.has(name)) };
  const stored = z.looseObject({ tabs: z.array(z.looseObject({ rows: z.array(z.array(z.custom<RawCell>())) })) });
  const whole = stored.parse(JSON.parse(text));
  const tabs = whole.tabs.map((tab) => ({
    ...tab,
    rows: tab.rows.map((row) => {
      const names = row.some((cell) => namesStudent(cell, student)) ? replacement : alone;
      return row.map((cell) => {
        if (typeof cell === 'number' && String(cell) === student) return pseudonym;
        const next = withoutNames(cell, names);
        return typeof next === 'string' ? next.replace(number, pseudonym) : next;
      });
    }),
  }));
  return JSON.stringify({ ...whole, tabs });
}

function othersNames(tabs: ReturnType<typeof openSnapshot>['tabs'], student: string): readonly string[] {
  const tab = findTab(tabs, students.title);
  if (tab === null) return [];
  const { row: headings, columns } = findHeadings(tab.rows, students.columns);
  const [id, name] = [columns.get('id'), columns.get('name')];
  if (headings < 0 || id === undefined || name === undefined) return [];
  return tab.rows.slice(headings + 1).flatMap((row) => {
    const text = row[name];
    return typeof text === 'string' && !namesStudent(row[id], student) ? [foldWord(text)] : [];
  });
}

/** New keys of rows whose keys are hashes of cells that name the student. */
export function movedKeys(text: string, replacement: Replacement): ReadonlyMap<string, string> {
  const next = replacedSnapshot(text, replacement);
  if (next === text) return new Map();
  const [before, after] = [text, next].map((one) => keysIn(parseWorkbook(openSnapshot(one, ''), 0, [])));
  return new Map(
    (before ?? []).flatMap((part, at) => {
      const moved = after?.[at];
      return moved === undefined || moved === part ? [] : [[part, moved] as const];
    }),
  );
}

/** Parts of keys that are no plain cells, in an order independent of their contents. */
function keysIn({ tabs, issues }: ReturnType<typeof parseWorkbook>): readonly string[] {
  const odd = Object.values(tabs).flatMap(({ oddKeys }) => [...oddKeys.values()].flat());
  return [...odd, ...issues.flatMap(({ key }) => key)];
}

/** A book without the student, and the new fingerprints of its violations. */
export function replacedBook(
  text: string,
  replacement: Replacement,
  moved: ReadonlyMap<string, string>,
): { readonly text: string; readonly prints: ReadonlyMap<string, string> } {
  const number = numberIn(replacement.student);
  const prints = new Map<string, string>();
  const book = bookSchema.parse(JSON.parse(text));
  const records = book.records.map((record) => {
    const subject = record.subject.map((part) => moved.get(part) ?? part.replace(number, replacement.pseudonym));
    const isAbout = subject.some((part, at) => part !== record.subject[at]);
    const notes = Object.entries(record.notes ?? {}).map(([heading, note]) => [
      heading,
      withoutPerson(note, replacement, number, isAbout),
    ]);
    const next = record.notes === null ? record : { ...record, notes: Object.fromEntries(notes) };
    if (!isAbout) return next;
    const print = fingerprint(record.rule, book.college === '' ? null : book.college, subject);
    prints.set(record.fingerprint, print);
    return { ...next, subject, fingerprint: print };
  });
  const isSame = JSON.stringify({ ...book, records }) === JSON.stringify(book);
  // A run that read the old book cannot write it back.
  const next = { ...book, version: book.version + 1, records };
  return { text: isSame ? text : JSON.stringify(next), prints };
}

/**
 * Any other stored text: the number is replaced everywhere, field names included, along with whatever derives from it.
 */
export function replacedText(
  text: string,
  replacement: Replacement,
  prints: ReadonlyMap<string, string>,
  mayNameAlone: boolean,
): string {
  const number = numberIn(replacement.student);
  const replaced = (value: string): string =>
    prints.get(value) ?? withoutPerson(value, replacement, number, mayNameAlone);
  const walk = (value: Json): Json => {
    if (typeof value === 'string') return replaced(value);
    if (Array.isArray(value)) return value.map(walk);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, own]) => [replaced(name), walk(own)]));
  };
  const parsed = parsedJson(text);
  if (parsed === undefined) return replaced(text);
  const next = JSON.stringify(walk(parsed));
  return next === JSON.stringify(parsed) ? text : next;
}

function parsedJson(text: string): Json | undefined {
  try {
    return z.json().parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * A sentence without the student; a name is replaced if the same text holds the number, or if it may be replaced alone.
 */
function withoutPerson(text: string, { names, pseudonym }: Replacement, number: RegExp, mayNameAlone: boolean): string {
  const next = text.replace(number, pseudonym);
  if (next === text && !mayNameAlone) return text;
  return names.reduce((told, name) => told.replaceAll(name, pseudonym), next);
}
