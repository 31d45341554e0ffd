import * as z from 'zod';
import type { CalendarDay } from '../domain/calendar.ts';
import { Severity } from '../domain/vocabulary.ts';
import type { Ports } from '../ports.ts';
import { SCHOOL_WIDE } from '../violations/lifecycle.ts';
import type { Judgement } from './judge-school.ts';
import type { Night } from './night.ts';

/** Open violations with their severity by 问题编号, by college (`''`: school-wide matters). */
export type OpenViolations = ReadonlyMap<string, ReadonlyMap<string, Severity>>;

/** 问题编号 by severity, by college; as text, sorted, so that equal violations give equal texts. */
const openParts = z.record(z.string(), z.partialRecord(z.enum(Severity), z.string()));
type OpenParts = z.output<typeof openParts>;
const comparison = z.object({
  /** The as-of day of the run that was compared last. */
  asOf: z.int(),
  /** What that run was compared with; `null` = it was the first one. */
  before: openParts.nullable(),
  /** What it found. */
  after: openParts,
});

const noteOf = (year: number): string => `compared/${year}`;

/**
 * What 概览 compares this run with: what the run before it found, `null` on the first run of a year. Both are kept before
 * anything is published, so that a run that died on the way and its repetition tell what one undisturbed run would have
 * told: a run of the same day that finds the same is compared with the same.
 */
export async function openBefore(
  { store }: Pick<Ports, 'store'>,
  { asOf, year, dryRun }: Night,
  judgement: Judgement,
): Promise<OpenViolations | null> {
  const stored = await store.runs.note(noteOf(year));
  const last = stored === null ? null : comparison.parse(JSON.parse(stored));
  const after = partsOf(judgement);
  if (last?.asOf === asOf && JSON.stringify(last.after) === JSON.stringify(after)) return opened(last.before);
  const before = last?.after ?? null;
  if (!dryRun) await store.runs.putNote(noteOf(year), JSON.stringify({ asOf, before, after }));
  return opened(before);
}

function partsOf({ open, school }: Judgement): OpenParts {
  const byCollege = Map.groupBy(open, ({ college }) => college ?? SCHOOL_WIDE);
  const colleges = [...new Set([SCHOOL_WIDE, ...school.colleges.map(({ id }) => id), ...byCollege.keys()])].sort();
  return Object.fromEntries(
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

function opened(parts: OpenParts | null): OpenViolations | null {
  if (parts === null) return null;
  return new Map(
    Object.entries(parts).map(([college, own]) => [
      college,
      new Map(
        Object.values(Severity).flatMap((severity) => {
          const ids = own[severity]?.split(' ') ?? [];
          return ids.map((id): [string, Severity] => [id, severity]);
        }),
      ),
    ]),
  );
}

/** The as-of day of the last run of a year; `null` where there was none. */
export async function lastComparedOn({ store }: Pick<Ports, 'store'>, year: number): Promise<CalendarDay | null> {
  const stored = await store.runs.note(noteOf(year));
  return stored === null ? null : comparison.parse(JSON.parse(stored)).asOf;
}
