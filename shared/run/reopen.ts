import { enabledColleges, type Registration, type Settings } from '../domain/settings.ts';
import { type Head, type Ports, Refused, SCHOOL_HEAD, type Store } from '../ports.ts';
import { runMessages } from '../report/run-messages.ts';
import { parseSettings } from '../workbook/parse-settings.ts';
import type { Terms } from './hold-back.ts';
import { lastRegistrations, REGISTRATIONS } from './last-registrations.ts';
import { type CollegeReading, collegeBefore, type SchoolReading, unreadCollege } from './read-school.ts';
import { schemeInForce } from './scheme-in-force.ts';
import { openSnapshot } from './snapshot.ts';
import { standingNotes } from './standing-notes.ts';

/** The school from the store, for steps of the cloud that do not read the workbooks themselves. */
export interface StoredSchool {
  readonly school: SchoolReading;
  readonly readings: readonly CollegeReading[];
}

/** The terms for accepting a college's reading, according to the last reading of the school workbook. */
export async function storedTerms({ store }: Pick<Ports, 'store'>, head: Head | undefined): Promise<Terms> {
  if (!head) throw new Refused(runMessages.neverRead());
  return parseSettings(openSnapshot(await store.snapshots.content(head.hash), head.version), []);
}

/** Enabled colleges according to the last reading of the school workbook; none if it was never read. */
export async function storedColleges({ store }: Pick<Ports, 'store'>): Promise<readonly Registration[]> {
  const [heads, kept] = await Promise.all([store.snapshots.heads(), store.runs.note(REGISTRATIONS)]);
  const head = heads.find(({ college }) => college === SCHOOL_HEAD);
  return head ? enabledColleges(await storedSettings(store, head, kept, [])) : [];
}

/** The settings of an accepted reading of the school workbook. */
async function storedSettings(
  { snapshots }: Pick<Store, 'snapshots'>,
  head: Head,
  kept: string | null,
  ruleIds: readonly string[],
): Promise<Settings> {
  const raw = openSnapshot(await snapshots.content(head.hash), head.version);
  return parseSettings(raw, ruleIds, await lastRegistrations({ snapshots }, kept, head, head.hash));
}

/**
 * Opens the last accepted readings of all workbooks.
 * @param errors what went wrong tonight, by 学院编号: such a college takes part with its last reading, for references only
 * @throws Refused when the school workbook has never been read
 */
export async function reopenSchool(
  { store }: Pick<Ports, 'store'>,
  ruleIds: readonly string[],
  errors: ReadonlyMap<string, string>,
): Promise<StoredSchool> {
  const [stored, { heldBack, renamed, known, registrations }] = await Promise.all([
    store.snapshots.heads(),
    standingNotes({ store }),
  ]);
  const heads = new Map(stored.map((head) => [head.college, head]));
  const head = heads.get(SCHOOL_HEAD);
  if (!head) throw new Refused(runMessages.neverRead());
  const settings = await storedSettings(store, head, registrations, ruleIds);
  const scheme = await schemeInForce(settings, store.runs);
  const school: SchoolReading = { settings, scheme, version: null, head, heads, heldBack, renamed, known, typed: null };
  const readings = enabledColleges(settings).map((registration) => {
    const before = collegeBefore(school, registration, '');
    const error = errors.get(registration.id) ?? (before.head ? null : runMessages.neverRead());
    return unreadCollege(registration, before, error);
  });
  return { school, readings };
}
