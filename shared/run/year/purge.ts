import * as z from 'zod';
import { type AcademicYear, academicYearOf, type CalendarDay } from '../../domain/calendar.ts';
import { Refused, type SealRecord, type Store, type StoredText } from '../../ports.ts';
import { runMessages } from '../../report/run-messages.ts';
import { purgedManifest } from '../../year/purged-manifest.ts';
import { yearOfComparison } from '../compare-runs.ts';
import { openSeal, unfinishedSeal } from './record.ts';

/** How many texts of a year are removed. Balances (totals and sections), ranks and the hashes of seals stay. */
export interface PurgedYear {
  readonly year: AcademicYear;
  readonly books: number;
  readonly ledger: number;
  readonly seals: number;
  readonly snapshots: number;
}

/** What is to be forgotten. */
export interface Purge {
  readonly before: AcademicYear;
  readonly years: readonly PurgedYear[];
}

export interface PurgeTerms {
  /** The time of the purge, ISO 8601. */
  readonly at: string;
  readonly reason: string | null;
  /** The day of that time in Asia/Shanghai. */
  readonly today: CalendarDay;
  /** Writes nothing, but reports the same. */
  readonly dryRun: boolean;
}

/** Prefix of the notes that record which years were purged. */
export const PURGED = 'year-end/purged/';
export const purgedNote = z.object({ at: z.string(), before: z.int(), reason: z.string().nullable() });

const headed = z.object({ hash: z.string() });
const sealRecord = z.object({
  year: z.int(),
  kind: z.enum(['sealed', 'final']),
  sequence: z.int(),
  hash: z.string(),
  sealedAt: z.string(),
  sealedOn: z.exactOptional(z.int()),
  reason: z.string().nullable(),
  manifest: z.string(),
  purgedAt: z.exactOptional(z.string()),
  people: z.exactOptional(z.record(z.string(), z.string())),
}) satisfies z.ZodType<SealRecord>;

/**
 * Forgets whole years except for their totals: violations, entries of the ledger, everything sealed besides results,
 * and the snapshots that only seals of these years name. Seals are reduced first: from then on nobody settles or seals
 * the year again, and after a crash the same call continues. If nothing is left to forget, nothing is written.
 * @param before the first year that stays
 * @throws Refused, with nothing written, when a year has not ended or its seal is not final
 */
export async function purgeYears(
  store: Pick<Store, 'texts' | 'runs' | 'seals'>,
  before: AcademicYear,
  { at, reason, today, dryRun }: PurgeTerms,
): Promise<Purge> {
  if (before > academicYearOf(today)) throw new Refused(runMessages.purgeTooLate(academicYearOf(today)));
  const { texts, runs } = store;
  const found = partsOf(await texts.all(), before);
  await refuseUnsealed(store, found, today);
  const purge: Purge = { before, years: [...found].map(([year, parts]) => countsOf(year, parts)) };
  if (dryRun) return purge;
  if (found.size > 0) {
    await runs.putNote(PURGED + at, JSON.stringify({ at, before, reason }));
    const all = [...found.values()];
    for (const { seals } of all)
      for (const { stored, record } of seals) await texts.replace(stored, JSON.stringify(reduced(record, at)));
    for (const { notes, books, ledger, snapshots } of all)
      for (const stored of [...notes, ...books, ...ledger, ...snapshots]) await texts.remove(stored);
  }
  // Also if there is nothing left: a run that died just before the end did not do this.
  await texts.wipe();
  return purge;
}

/** What there is of a year besides its totals. */
interface Parts {
  readonly books: StoredText[];
  /** What 概览 was compared with. */
  readonly notes: StoredText[];
  readonly ledger: StoredText[];
  readonly seals: { readonly stored: StoredText; readonly record: SealRecord }[];
  readonly snapshots: StoredText[];
}

/** By year, in order; years without anything are left out. */
function partsOf(all: readonly StoredText[], before: AcademicYear): ReadonlyMap<AcademicYear, Parts> {
  const found = new Map<AcademicYear, Parts>();
  const of = (year: AcademicYear): Parts => {
    const parts = found.get(year) ?? { books: [], notes: [], ledger: [], seals: [], snapshots: [] };
    found.set(year, parts);
    return parts;
  };
  const kept = new Set(
    all.filter(({ kind }) => kind === 'head').map(({ text }) => headed.parse(JSON.parse(text)).hash),
  );
  const named = new Map<string, AcademicYear>();
  for (const stored of all) {
    const { kind, year, text } = stored;
    const compared = kind === 'note' ? yearOfComparison(stored.name) : null;
    if (compared !== null && compared < before) of(compared).notes.push(stored);
    if (year === null) continue;
    const goes = year < before;
    if (kind === 'seal') {
      const record = sealRecord.parse(JSON.parse(text));
      for (const { snapshot } of openSeal(record).manifest.content.workbooks) {
        if (goes) named.set(snapshot, year);
        else kept.add(snapshot);
      }
      if (goes && record.purgedAt === undefined) of(year).seals.push({ stored, record });
    } else if (goes && kind === 'book') of(year).books.push(stored);
    else if (goes && kind === 'ledger') of(year).ledger.push(stored);
  }
  for (const stored of all) {
    const year = stored.kind === 'snapshot' ? named.get(stored.name) : undefined;
    if (year !== undefined && !kept.has(stored.name)) of(year).snapshots.push(stored);
  }
  return new Map([...found].sort(([a], [b]) => a - b));
}

function countsOf(year: AcademicYear, { books, ledger, seals, snapshots }: Parts): PurgedYear {
  return { year, books: books.length, ledger: ledger.length, seals: seals.length, snapshots: snapshots.length };
}

/** A year is purged only once its result is final: it could never be recomputed from the totals alone. */
async function refuseUnsealed(
  { runs, seals }: Pick<Store, 'runs' | 'seals'>,
  found: ReadonlyMap<AcademicYear, Parts>,
  today: CalendarDay,
): Promise<void> {
  for (const year of found.keys()) {
    const standing = await seals.seals(year);
    const last = standing.at(-1);
    if (last === undefined) throw new Refused(runMessages.purgeUnsealed(year));
    if (last.purgedAt !== undefined) continue;
    if ((await unfinishedSeal({ store: { runs } }, standing)) !== null)
      throw new Refused(runMessages.purgeUnfinished(year));
    const { openUntil } = openSeal(last);
    if (today <= openUntil) throw new Refused(runMessages.purgeOpen(year, openUntil));
  }
}

function reduced({ people: _, manifest, ...record }: SealRecord, at: string): SealRecord {
  return { ...record, manifest: purgedManifest(manifest), purgedAt: at };
}
