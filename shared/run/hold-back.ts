import * as z from 'zod';
import { type CalendarDay, parseIsoDay } from '../domain/calendar.ts';
import { type HoldBack, LOST_ROWS_RULE, type Loss, lostRowsSubject } from '../domain/hold-back.ts';
import { fingerprint, violationId } from '../domain/identity.ts';
import type { Settings, Waiver } from '../domain/settings.ts';
import { type Head, type Ports, Refused, type Runs, type Store } from '../ports.ts';
import type { RawWorkbook } from '../sheet/raw.ts';
import { lossesBetween } from '../workbook/losses.ts';
import { openSnapshot } from './snapshot.ts';

/** What decides whether a reading is accepted. */
export type Terms = Pick<Settings, 'waivers'> & { readonly parameters: Pick<Settings['parameters'], 'rowLossGuard'> };

/** Prefix of the notes that say which workbooks are held back, by 学院编号. */
export const HELD_BACK = 'standing/held-back/';

const loss: z.ZodType<Loss> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tab'), tab: z.string(), instead: z.array(z.string()) }),
  z.object({ kind: z.literal('headingRow'), tab: z.string() }),
  z.object({ kind: z.literal('heading'), tab: z.string(), heading: z.string(), instead: z.string().nullable() }),
  z.object({ kind: z.literal('rows'), tab: z.string(), before: z.int(), after: z.int() }),
]);
const note = z.object({ against: z.string(), losses: z.array(loss) });

/**
 * What a reading has lost against the last accepted one, less what 豁免 lets pass; nothing for a first reading, or where
 * the last one is kept no more.
 */
export async function lossesSince(
  { snapshots }: Pick<Store, 'snapshots'>,
  before: Head | null,
  now: RawWorkbook,
  asOf: CalendarDay,
  { parameters, waivers }: Terms,
): Promise<readonly Loss[]> {
  if (!before) return [];
  const content = await contentOf(snapshots, before.hash);
  if (content === null) return [];
  const inForce = waivers.filter(({ approvedOn, validUntil }) => approvedOn <= asOf && asOf <= validUntil);
  return lossesBetween(openSnapshot(content, before.version), now, parameters.rowLossGuard).filter(
    (lost) => lost.kind !== 'rows' || !isWaived(before.college, lost, inForce),
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

/** Whether 豁免 names the 问题编号 of the loss, in as many digits as it may have been given. */
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

/** A hold-back as people are told of it. */
export function holdBackOf(losses: readonly Loss[], head: Head): HoldBack {
  return { losses, readOn: shanghaiDayOf(head.readAt) };
}

/**
 * Remembers that a workbook is held back, for runs that do not read it. The note names the reading that stands: once
 * another one is accepted it says nothing any more, so that a death in between does no harm.
 */
export async function rememberHoldBack(runs: Runs, head: Head, losses: readonly Loss[], standing: string | null) {
  const text = JSON.stringify({ against: head.hash, losses });
  if (text !== standing) await runs.putNote(HELD_BACK + head.college, text);
}

/** Forgets it, when a reading has been accepted. */
export async function forgetHoldBack(runs: Runs, college: string, standing: string | null): Promise<void> {
  if (standing !== null) await runs.removeNote(HELD_BACK + college);
}

/** Why a workbook was held back when it was last read; `null` where it was not, or another reading stands since. */
export function rememberedHoldBack(standing: string | null, head: Head | null): HoldBack | null {
  if (standing === null || head === null) return null;
  const { against, losses } = note.parse(JSON.parse(standing));
  return against === head.hash ? holdBackOf(losses, head) : null;
}

/** Notes of held-back workbooks by 学院编号: one request. */
export async function heldBackNotes({ store }: Pick<Ports, 'store'>): Promise<ReadonlyMap<string, string>> {
  const notes = await store.runs.notes(HELD_BACK);
  return new Map(notes.map(({ name, value }) => [name.slice(HELD_BACK.length), value]));
}

const SHANGHAI_AHEAD = 8;

/** The day in Asia/Shanghai of an instant (ISO 8601, UTC). */
function shanghaiDayOf(instant: string): CalendarDay {
  const day = parseIsoDay(instant.slice(0, 10)) ?? 0;
  return Number(instant.slice(11, 13)) + SHANGHAI_AHEAD >= 24 ? day + 1 : day;
}
