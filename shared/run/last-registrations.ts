import * as z from 'zod';
import type { Registration, Settings } from '../domain/settings.ts';
import { NotifyChannel } from '../domain/vocabulary.ts';
import { type Head, Refused, type Store } from '../ports.ts';
import { parseSettings } from '../workbook/parse-settings.ts';
import { openSnapshot } from './snapshot.ts';

/** Note of the registrations in force while 学院登记 cannot be read as it is. */
export const REGISTRATIONS = 'standing/registrations';

const registrations: z.ZodType<Registration[]> = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    workbook: z.string(),
    enabled: z.boolean(),
    email: z.string().nullable(),
    channels: z.array(z.enum(NotifyChannel)),
    addresses: z.array(z.string()),
    row: z.int(),
  }),
);

/**
 * Registrations of the last good reading: those kept beside a faulty 学院登记, else those of the accepted reading before
 * this one.
 * @param kept the note
 * @param hash of the current reading
 */
export async function lastRegistrations(
  { snapshots }: Pick<Store, 'snapshots'>,
  kept: string | null,
  before: Head | null,
  hash: string,
): Promise<readonly Registration[]> {
  if (kept !== null) return registrations.parse(JSON.parse(kept));
  if (before === null || before.hash === hash) return [];
  try {
    return parseSettings(openSnapshot(await snapshots.content(before.hash), before.version), []).registrations;
  } catch (error) {
    // No longer kept: nothing to compare with.
    if (error instanceof Refused) return [];
    throw error;
  }
}

/**
 * Called before a faulty reading is accepted: keeps the registrations in force meanwhile. After a crash in between, the
 * next run makes up for it.
 */
export async function rememberRegistrations(
  { runs }: Pick<Store, 'runs'>,
  { registrations: now, registrationFaults }: Settings,
  kept: string | null,
): Promise<void> {
  if (registrationFaults.length === 0) return;
  const text = JSON.stringify(now);
  if (text !== kept) await runs.putNote(REGISTRATIONS, text);
}

/** Called after a good reading is accepted. */
export async function forgetRegistrations(
  { runs }: Pick<Store, 'runs'>,
  { registrationFaults }: Settings,
  kept: string | null,
): Promise<void> {
  if (registrationFaults.length === 0 && kept !== null) await runs.removeNote(REGISTRATIONS);
}
