import * as z from 'zod';
import type { AcademicYear, CalendarDay } from '../domain/calendar.ts';
import { Severity } from '../domain/vocabulary.ts';
import type { Ports } from '../ports.ts';
import { SCHOOL_WIDE } from '../violations/lifecycle.ts';
import type { Judgement } from './judge-school.ts';
import type { Night } from './night.ts';
import type { CollegeReading } from './read-school.ts';

/** Open violations with their severity by 问题编号, by college (`''`: school-wide matters). */
export type OpenViolations = ReadonlyMap<string, ReadonlyMap<string, Severity>>;

/** 问题编号 by severity: as text, sorted, so that equal violations give equal texts. */
const openPart = z.partialRecord(z.enum(Severity), z.string());
type OpenPart = z.output<typeof openPart>;
/** By college. */
const comparisons = z.record(
  z.string(),
  z.object({
    /** The as-of day of the last run that wrote this college's workbook. */
    asOf: z.int(),
    /** What that run was compared with; `null` = it was the first one. */
    before: openPart.nullable(),
    /** What it found. */
    after: openPart,
    /** Hashes of the readings used for workbooks that this run could not read, by 学院编号 (`''`: there was none). */
    unread: z.record(z.string(), z.string()).optional(),
  }),
);
type Comparison = z.output<typeof comparisons>[string];

const PREFIX = 'compared/';
const noteOf = (year: AcademicYear): string => PREFIX + year;

/** The year of a comparison note with this name; `null` for any other note. */
export function yearOfComparison(name: string): AcademicYear | null {
  return name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : null;
}

/**
 * What 概览 compares this run with: the findings of the run before it, `null` on the first run of a year. Both are kept
 * before anything is published, so a run that died on the way and its repetition report what one undisturbed run would
 * have reported: a run of the same day that finds the same in a workbook is compared with the same. A workbook that is
 * not written now keeps its own comparison for later. A comparison must not report changes that nobody made: if a run
 * could not read some workbook, what it found or missed in the others because of that is not compared with once that
 * workbook has been read.
 * @param readings all colleges, with what could not be read
 * @param isDue whether the workbook of a college (`''`: the school's) is written now
 */
export async function openBefore(
  { store }: Pick<Ports, 'store'>,
  { asOf, year, dryRun }: Night,
  judgement: Judgement,
  readings: readonly CollegeReading[],
  isDue: (college: string) => boolean,
): Promise<OpenViolations | null> {
  const stored = await store.runs.note(noteOf(year));
  // A map: an id may equal the name of a property that every object has.
  const last = new Map(Object.entries(stored === null ? {} : comparisons.parse(JSON.parse(stored))));
  const found = partsOf(judgement);
  const unread = unreadIn(readings);
  const isReadSince = readSince(readings, unread);
  const next = Object.fromEntries(
    [...new Set([...last.keys(), ...found.keys()])].sort().flatMap((college) => {
      const [known, after] = [last.get(college), found.get(college)];
      if (after === undefined) return [];
      if (known !== undefined && !isDue(college)) return [[college, known]];
      return [[college, { ...compared(known, asOf, after, isReadSince), ...(unread && { unread }) }]];
    }),
  );
  const text = JSON.stringify(next);
  if (!dryRun && text !== stored) await store.runs.putNote(noteOf(year), text);
  const before = Object.entries(next).flatMap(([college, { before: part }]) =>
    part === null ? [] : [[college, opened(part)] as const],
  );
  return before.length === 0 ? null : new Map(before);
}

function compared(
  last: Comparison | undefined,
  asOf: number,
  after: OpenPart,
  isReadSince: (unread: Comparison['unread']) => boolean,
): Comparison {
  if (last === undefined) return { asOf, before: null, after };
  const isSameDay = last.asOf === asOf;
  const isSame = isSameDay && JSON.stringify(last.after) === JSON.stringify(after);
  const isRepeated = (isSameDay || last.before === null) && isReadSince(last.unread);
  return { asOf, before: isSame || isRepeated ? last.before : last.after, after };
}

/** `null` if every workbook was read or still holds its last reading. */
function unreadIn(readings: readonly CollegeReading[]): Comparison['unread'] | null {
  const unread = readings.flatMap(({ registration, error, head }) =>
    error === null ? [] : [[registration.id, head?.hash ?? ''] as const],
  );
  return unread.length === 0 ? null : Object.fromEntries(unread);
}

/** Whether a workbook that could not be read has been read since, with different contents. */
function readSince(
  readings: readonly CollegeReading[],
  unread: Comparison['unread'] | null,
): (then: Comparison['unread']) => boolean {
  const hashes = new Map(readings.map(({ registration, head }) => [registration.id, head?.hash ?? '']));
  return (then = {}) =>
    Object.entries(then).some(
      ([college, hash]) => unread?.[college] === undefined && hashes.has(college) && hashes.get(college) !== hash,
    );
}

function partsOf({ open, school }: Judgement): ReadonlyMap<string, OpenPart> {
  const byCollege = Map.groupBy(open, ({ college }) => college ?? SCHOOL_WIDE);
  const colleges = [...new Set([SCHOOL_WIDE, ...school.colleges.map(({ id }) => id), ...byCollege.keys()])];
  return new Map(
    colleges.map((college) => {
      const own = Map.groupBy(byCollege.get(college) ?? [], ({ severity }) => severity);
      const lists = Object.values(Severity).flatMap((severity) => {
        const ids = (own.get(severity) ?? []).map(({ id }) => id).sort();
        return ids.length === 0 ? [] : [[severity, ids.join(' ')]];
      });
      return [college, Object.fromEntries(lists)];
    }),
  );
}

function opened(part: OpenPart): ReadonlyMap<string, Severity> {
  return new Map(
    Object.values(Severity).flatMap((severity) => {
      const ids = part[severity]?.split(' ') ?? [];
      return ids.map((id): [string, Severity] => [id, severity]);
    }),
  );
}

/** The as-of day of the last run of a year; `null` if there was none. */
export async function lastComparedOn({ store }: Pick<Ports, 'store'>, year: number): Promise<CalendarDay | null> {
  const stored = await store.runs.note(noteOf(year));
  if (stored === null) return null;
  const standing = Object.values(comparisons.parse(JSON.parse(stored)));
  return standing.reduce<CalendarDay | null>((last, { asOf }) => Math.max(last ?? asOf, asOf), null);
}
