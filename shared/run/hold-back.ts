import * as z from 'zod';
import type { CalendarDay } from '../domain/calendar.ts';
import { type HoldBack, LOST_ROWS_RULE, type Loss, lostRowsSubject } from '../domain/hold-back.ts';
import { fingerprint, violationId } from '../domain/identity.ts';
import { dayOfInstant } from '../domain/instant.ts';
import type { Settings, Waiver } from '../domain/settings.ts';
import { type Head, Refused, type Runs, type Store } from '../ports.ts';
import type { RawWorkbook } from '../sheet/raw.ts';
import { lossesBetween } from '../workbook/losses.ts';
import { openSnapshot } from './snapshot.ts';

/** What decides whether a reading is accepted. */
export type Terms = Pick<Settings, 'waivers'> & { readonly parameters: Pick<Settings['parameters'], 'rowLossGuard'> };

/** Prefix of the notes about held-back workbooks, by 学院编号. */
export const HELD_BACK = 'standing/held-back/';

const loss: z.ZodType<Loss> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tab'), tab: z.string(), instead: z.array(z.string()) }),
  z.object({ kind: z.literal('headingRow'), tab: z.string() }),
  z.object({ kind: z.literal('heading'), tab: z.string(), heading: z.string(), instead: z.string().nullable() }),
  z.object({ kind: z.literal('rows'), tab: z.string(), before: z.int(), after: z.int() }),
]);
const note = z.object({ against: z.string(), losses: z.array(loss) });

/** The last accepted reading of a workbook; `null` if it was never read, or if that reading is no longer kept. */
export async function lastAccepted(
  { snapshots }: Pick<Store, 'snapshots'>,
  before: Head | null,
): Promise<RawWorkbook | null> {
  const content = before && (await contentOf(snapshots, before.hash));
  return before && content !== null ? openSnapshot(content, before.version) : null;
}

/** What a reading of a college has lost since the last accepted one, without losses that 豁免 permits. */
export function lossesSince(
  last: RawWorkbook,
  now: RawWorkbook,
  college: string,
  asOf: CalendarDay,
  { parameters, waivers }: Terms,
): readonly Loss[] {
  const inForce = waivers.filter(({ approvedOn, validUntil }) => approvedOn <= asOf && asOf <= validUntil);
  return lossesBetween(last, now, parameters.rowLossGuard).filter(
    (lost) => lost.kind !== 'rows' || !isWaived(college, lost, inForce),
  );
}

async function contentOf(snapshots: Store['snapshots'], hash: string): Promise<string | null> {
  try {
    return await snapshots.content(hash);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/** Whether 豁免 names the loss by its 问题编号, at any length the number may have had. */
function isWaived(
  college: string,
  lost: Extract<Loss, { readonly kind: 'rows' }>,
  waivers: readonly Waiver[],
): boolean {
  const own = fingerprint(LOST_ROWS_RULE, college, lostRowsSubject(lost));
  return waivers.some((waiver) => {
    const digits = waiver.violationId.length - LOST_ROWS_RULE.length - 1;
    return digits >= 5 && waiver.violationId === violationId(LOST_ROWS_RULE, own, digits);
  });
}

/** A hold-back in words for people. */
export function holdBackOf(losses: readonly Loss[], head: Head): HoldBack {
  return { losses, readOn: dayOfInstant(head.readAt) };
}

/**
 * Remembers that a workbook is held back, for runs that do not read it. The note names the reading in force: once
 * another one is accepted, the note no longer applies, so a crash in between does no harm.
 */
export async function rememberHoldBack(runs: Runs, head: Head, losses: readonly Loss[], standing: string | null) {
  const text = JSON.stringify({ against: head.hash, losses });
  if (text !== standing) await runs.putNote(HELD_BACK + head.college, text);
}

/** Forgets the hold-back once a reading is accepted. */
export async function forgetHoldBack(runs: Runs, college: string, standing: string | null): Promise<void> {
  if (standing !== null) await runs.removeNote(HELD_BACK + college);
}

/**
 * Why a workbook was held back when last read; `null` if it was not, or if another reading has come into force since.
 */
export function rememberedHoldBack(standing: string | null, head: Head | null): HoldBack | null {
  if (standing === null || head === null) return null;
  const { against, losses } = note.parse(JSON.parse(standing));
  return against === head.hash ? holdBackOf(losses, head) : null;
}
