import * as z from 'zod';
import type { CalendarDay } from '../../domain/calendar.ts';
import { dayOfInstant } from '../../domain/instant.ts';
import { type Ports, Refused, type SealRecord } from '../../ports.ts';
import { runMessages } from '../../report/run-messages.ts';
import type { SettingLine } from '../../report/school-overview-tab.ts';
import { appealDeadline } from '../../year/appeal.ts';
import { type Manifest, readManifest } from '../../year/manifest.ts';
import { type SealedParameters, sealedParameters } from '../../year/sealed-parameters.ts';
import type { SealedPeople } from '../../year/sealed-people.ts';
import type { Night } from '../night.ts';
import type { NightResult } from '../nightly.ts';

/** What a closing of the year needs besides a night. */
export interface ClosingOptions {
  /** Replaces an existing seal; needs a reason. */
  readonly force: boolean;
  readonly reason: string | null;
  /** The day of the closing in Asia/Shanghai: 公示期 begins after it. */
  readonly today: CalendarDay;
  /**
   * Hands the manifest to people before the closing counts as finished: after a crash on the way it is handed out
   * again.
   */
  readonly handOut?: (sealed: SealedManifest) => void;
}

/** A seal with what it seals. */
export interface SealedManifest {
  readonly manifest: Manifest;
  readonly record: SealRecord;
}

/** A closing with the outcomes of the workbooks that show it. */
export interface Sealed extends SealedManifest {
  readonly night: Pick<NightResult, 'outcomes' | 'schoolOutcome'>;
  /** Settings that were not understood, with what applied instead. */
  readonly settings: readonly SettingLine[];
  /** Granted appeals that were raised outside 公示期 and therefore did not count. */
  readonly lateAppeals: readonly string[];
  /** Granted appeals of organizations that the sealed year does not know. */
  readonly unknownAppeals: readonly string[];
  /** Last day of 公示期. */
  readonly openUntil: CalendarDay;
}

/** A seal as the store holds it. */
export interface OpenSeal extends SealedManifest {
  readonly parameters: SealedParameters;
  /** Last day of 公示期, by the sealed parameters. */
  readonly openUntil: CalendarDay;
}

/** Earlier versions kept the day of the sealing beside the manifest, in its text. */
const oldText = z.object({ sealedOn: z.int() });

/** Opens a stored seal. Throws `z.ZodError` or `SyntaxError` if the stored text is no seal. */
export function openSeal(record: SealRecord): OpenSeal {
  const { content, hash } = readManifest(record.manifest);
  const parameters = sealedParameters(content);
  const { appealWorkdays, freeDays, workedDays } = parameters;
  const holidays = { free: new Set(freeDays), worked: new Set(workedDays) };
  const openUntil = appealDeadline(sealedOnOf(record), appealWorkdays, holidays);
  return { record, manifest: { content, hash }, parameters, openUntil };
}

/** The day of a sealing; 公示期 follows it. */
export function sealedOnOf({ sealedOn, manifest }: SealRecord): CalendarDay {
  return sealedOn ?? oldText.parse(JSON.parse(manifest)).sealedOn;
}

/** Note that exists from a seal's first moment until all workbooks show it: year -> sequence of the seal. */
const unfinishedNote = (year: number): string => `year-end/unfinished/${year}`;

/** Seals a manifest after the existing ones. @throws Refused when another process was first */
export async function appendSeal(
  { store }: Ports,
  { year, startedAt }: Night,
  manifest: Manifest,
  people: SealedPeople,
  seals: readonly SealRecord[],
  { reason, today }: ClosingOptions,
): Promise<OpenSeal> {
  const record: SealRecord = {
    year,
    kind: manifest.content.kind,
    sequence: (seals.at(-1)?.sequence ?? 0) + 1,
    hash: manifest.hash,
    sealedAt: startedAt,
    sealedOn: today,
    reason,
    manifest: JSON.stringify(manifest),
    people,
  };
  await store.runs.putNote(unfinishedNote(year), String(record.sequence));
  if (!(await store.seals.append(record))) throw new Refused(runMessages.alreadySealed(year));
  return openSeal(record);
}

/** The last seal, if it is incomplete: some workbook does not show it yet. */
export async function unfinishedSeal(
  { store }: { readonly store: Pick<Ports['store'], 'runs'> },
  seals: readonly SealRecord[],
): Promise<SealRecord | null> {
  const last = seals.at(-1);
  if (last === undefined) return null;
  return (await store.runs.note(unfinishedNote(last.year))) === String(last.sequence) ? last : null;
}

/** Hands the manifest out; once every workbook shows it, the closing is complete. */
export async function finishSeal(
  { store }: Ports,
  { manifest, record }: SealedManifest,
  { outcomes, schoolOutcome }: Sealed['night'],
  { handOut }: ClosingOptions,
): Promise<void> {
  handOut?.({ manifest, record });
  if (schoolOutcome.error === null && outcomes.every(({ error }) => error === null))
    await store.runs.removeNote(unfinishedNote(record.year));
}

/**
 * @throws Refused when only the totals of the year are left in the store: it can be neither settled nor judged again
 */
export function refusePurged(seals: readonly SealRecord[]): void {
  const purged = seals.find(({ purgedAt }) => purgedAt !== undefined);
  if (purged?.purgedAt !== undefined) throw new Refused(runMessages.purged(purged.year, dayOfInstant(purged.purgedAt)));
}

/** @throws Refused when a reason is needed and none is given */
export function refuseWithoutReason({ reason }: ClosingOptions): void {
  if (reason === null || reason.trim() === '') throw new Refused(runMessages.reasonMissing());
}
