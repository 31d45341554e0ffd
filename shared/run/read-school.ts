import type { Registration, Scheme, Settings } from '../domain/settings.ts';
import { TabTitle } from '../domain/vocabulary.ts';
import { type Head, type Ports, type RawWorkbook, Refused, TryLater } from '../ports.ts';
import { runMessages } from '../report/run-messages.ts';
import { findTab } from '../workbook/find-tab.ts';
import { parseSettings } from '../workbook/parse-settings.ts';
import { TABS } from '../workbook/tabs/index.ts';
import { type Night, rememberScheme, schemeInForce } from './plan-night.ts';
import { takeSnapshot } from './snapshot.ts';

/** The school workbook as read tonight. */
export interface SchoolReading {
  readonly settings: Settings;
  readonly scheme: Scheme;
  readonly head: Head;
  /** Heads of all workbooks before tonight's readings. */
  readonly heads: ReadonlyMap<string, Head>;
}

/** One college's workbook as read tonight; `failed` never stops the others. */
export interface CollegeReading {
  readonly registration: Registration;
  /** `null` where it could not be read. */
  readonly raw: RawWorkbook | null;
  /** The head that stands now; `null` where the workbook has never been read. */
  readonly head: Head | null;
  /** The content differs from the last accepted reading. */
  readonly changed: boolean;
  readonly error: string | null;
}

const REQUIRED_TITLES = Object.values(TABS)
  .filter(({ required }) => required)
  .map(({ title }) => title);

/** A workbook without any of the four required tabs is no 台账: it is failed, not judged (rules.md §4). */
function hasRequiredTab({ tabs }: RawWorkbook): boolean {
  return REQUIRED_TITLES.some((title) => findTab(tabs, title) !== null);
}

/** Key of the school workbook among the heads. */
export const SCHOOL_HEAD = '';

/** Step 1: reads the school workbook. Throws `Refused` or `TryLater`: without it there is no night. */
export async function readSchool(
  { workbooks, store, clock }: Ports,
  night: Night,
  ruleIds: readonly string[],
): Promise<SchoolReading> {
  const readAt = clock.now();
  const [raw, stored] = await Promise.all([workbooks.read(night.schoolWorkbook), store.snapshots.heads()]);
  const heads = new Map(stored.map((head) => [head.college, head]));
  if (!findTab(raw.tabs, TabTitle.registrations)) throw new Refused(runMessages.noRegistrations(night.schoolWorkbook));
  const settings = parseSettings(raw, ruleIds);
  const { content, hash } = takeSnapshot(raw);
  const before = heads.get(SCHOOL_HEAD);
  const next = { college: SCHOOL_HEAD, workbook: night.schoolWorkbook, hash, version: raw.version, readAt };
  // Before the head moves: a death in between is made good by the next run, which finds the workbook changed still.
  if (!night.dryRun && hash !== before?.hash) await rememberScheme(settings, store.runs);
  const head = night.dryRun
    ? { ...next, changes: (before?.changes ?? 0) + 1 }
    : await store.snapshots.accept(next, () => content);
  const scheme = await schemeInForce(settings, store.runs);
  return { settings, scheme, head, heads };
}

/** Step 2: reads one college's workbook and keeps its snapshot. What a workbook may do wrong ends up in `error`. */
export async function readCollege(
  { workbooks, store, clock }: Ports,
  night: Night,
  registration: Registration,
  heads: ReadonlyMap<string, Head>,
): Promise<CollegeReading> {
  const before = heads.get(registration.id) ?? null;
  const readAt = clock.now();
  try {
    const raw = await workbooks.read(registration.workbook);
    if (!hasRequiredTab(raw)) throw new Refused(runMessages.noRequiredTab(registration.workbook, REQUIRED_TITLES));
    const { content, hash } = takeSnapshot(raw);
    const next = { college: registration.id, workbook: registration.workbook, hash, version: raw.version, readAt };
    const head = night.dryRun
      ? { ...next, changes: (before?.changes ?? 0) + (before?.hash === hash ? 0 : 1) }
      : await store.snapshots.accept(next, () => content);
    return { registration, raw, head, changed: before?.hash !== hash, error: null };
  } catch (error) {
    if (!(error instanceof Refused || error instanceof TryLater)) throw error;
    return { registration, raw: null, head: before, changed: false, error: error.message };
  }
}
