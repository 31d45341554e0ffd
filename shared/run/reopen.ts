import { enabledColleges, type Registration } from '../domain/settings.ts';
import { type Head, type Ports, Refused, SCHOOL_HEAD } from '../ports.ts';
import { runMessages } from '../report/run-messages.ts';
import { parseSettings } from '../workbook/parse-settings.ts';
import type { CollegeReading, SchoolReading } from './read-school.ts';
import { schemeInForce } from './scheme-in-force.ts';
import { openSnapshot } from './snapshot.ts';

/** The school as the store holds it: what a step of the cloud works on that did not read the workbooks itself. */
export interface StoredSchool {
  readonly school: SchoolReading;
  readonly readings: readonly CollegeReading[];
}

/** Enabled colleges by the last reading of the school workbook; none while it has never been read. */
export async function storedColleges({ store }: Pick<Ports, 'store'>): Promise<readonly Registration[]> {
  const head = (await store.snapshots.heads()).find(({ college }) => college === SCHOOL_HEAD);
  if (!head) return [];
  return enabledColleges(parseSettings(openSnapshot(await store.snapshots.content(head.hash), head.version), []));
}

/**
 * Opens the last accepted readings of all workbooks.
 * @param errors what went wrong tonight, by 学院编号: such a college stands with its last reading, for references only
 * @throws Refused when the school workbook has never been read
 */
export async function reopenSchool(
  { store }: Pick<Ports, 'store'>,
  ruleIds: readonly string[],
  errors: ReadonlyMap<string, string>,
): Promise<StoredSchool> {
  const heads = new Map((await store.snapshots.heads()).map((head) => [head.college, head]));
  const head = heads.get(SCHOOL_HEAD);
  if (!head) throw new Refused(runMessages.neverRead());
  const settings = parseSettings(openSnapshot(await store.snapshots.content(head.hash), head.version), ruleIds);
  const school: SchoolReading = { settings, scheme: await schemeInForce(settings, store.runs), head, heads };
  const readings = enabledColleges(settings).map((registration): CollegeReading => {
    const own: Head | null = heads.get(registration.id) ?? null;
    return {
      registration,
      raw: null,
      head: own,
      changed: false,
      error: errors.get(registration.id) ?? (own ? null : runMessages.neverRead()),
    };
  });
  return { school, readings };
}
