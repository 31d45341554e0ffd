import { laterThan } from '../domain/instant.ts';
import type { Registration, Scheme, Settings } from '../domain/settings.ts';
import { TabTitle } from '../domain/vocabulary.ts';
import { type Head, type Ports, Refused, SCHOOL_HEAD, StaleReading, TryLater } from '../ports.ts';
import { runMessages } from '../report/run-messages.ts';
import type { RawWorkbook } from '../sheet/raw.ts';
import { findTab, isInputTitle } from '../workbook/find-tab.ts';
import { parseSettings } from '../workbook/parse-settings.ts';
import { TABS } from '../workbook/tabs/index.ts';
import type { Night } from './night.ts';
import { rememberScheme, schemeInForce } from './scheme-in-force.ts';
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

/** Step 1: reads the school workbook. Throws `Refused` or `TryLater`: without it there is no night. */
export async function readSchool(ports: Ports, night: Night, ruleIds: readonly string[]): Promise<SchoolReading> {
  const { store } = ports;
  const { schoolWorkbook: workbook } = night;
  const [first, stored] = await Promise.all([look(ports, workbook, null), store.snapshots.heads()]);
  const heads = new Map(stored.map((head) => [head.college, head]));
  const before = heads.get(SCHOOL_HEAD) ?? null;
  const { raw, head } = await accepted(
    ports,
    night,
    { college: SCHOOL_HEAD, workbook, before, first },
    async (seen) => {
      if (!findTab(seen.raw.tabs, TabTitle.registrations)) throw new Refused(runMessages.noRegistrations(workbook));
      // Before the head moves: a death in between is made good by the next run, which finds the workbook changed still.
      if (!night.dryRun && seen.hash !== before?.hash)
        await rememberScheme(parseSettings(seen.raw, ruleIds), store.runs);
    },
  );
  const settings = parseSettings(raw, ruleIds);
  const scheme = await schemeInForce(settings, store.runs);
  return { settings, scheme, head, heads };
}

/** A look at a workbook that has not been accepted yet. */
interface Look {
  readonly readAt: string;
  readonly raw: RawWorkbook;
}

/**
 * @param known a head that was known when this look began: the look is later, whatever the clocks of the two machines say
 */
async function look({ workbooks, clock }: Ports, workbook: string, known: Head | null): Promise<Look> {
  const readAt = laterThan(known?.readAt ?? null, clock.now());
  return { readAt, raw: await workbooks.read(workbook, isInputTitle) };
}

interface Candidate {
  readonly college: string;
  readonly workbook: string;
  readonly before: Head | null;
  readonly first: Look;
}

const LOOKS = 3;

/**
 * Keeps a reading and gives it with its head. Where another run has begun later and seen something else, only one more
 * look can tell what stands now: nothing is to be judged by cells that are not the head's, and so what is sealed is what
 * was judged.
 * @param check runs before a reading is kept
 */
async function accepted(
  ports: Ports,
  { dryRun }: Night,
  { college, workbook, before, first }: Candidate,
  check: (seen: { readonly raw: RawWorkbook; readonly hash: string }) => Promise<void>,
): Promise<{ readonly raw: RawWorkbook; readonly hash: string; readonly head: Head }> {
  let seen = first;
  for (let looks = 1; ; looks++) {
    const { raw, readAt } = seen;
    const { content, hash } = takeSnapshot(raw);
    await check({ raw, hash });
    const next = { college, workbook, hash, version: raw.version, readAt };
    if (dryRun)
      return { raw, hash, head: { ...next, changes: (before?.changes ?? 0) + (before?.hash === hash ? 0 : 1) } };
    const head = await ports.store.snapshots.accept(next, () => content);
    if (head.hash === hash) return { raw, hash, head };
    if (looks === LOOKS) throw new StaleReading(runMessages.overtaken());
    seen = await look(ports, workbook, head);
  }
}

/** Step 2: reads one college's workbook and keeps its snapshot. What a workbook may do wrong ends up in `error`. */
export async function readCollege(
  ports: Ports,
  night: Night,
  registration: Registration,
  heads: ReadonlyMap<string, Head>,
): Promise<CollegeReading> {
  const { id: college, workbook } = registration;
  const before = heads.get(college) ?? null;
  try {
    const first = await look(ports, workbook, before);
    const { raw, hash, head } = await accepted(ports, night, { college, workbook, before, first }, async (seen) => {
      if (!hasRequiredTab(seen.raw)) throw new Refused(runMessages.noRequiredTab(workbook, REQUIRED_TITLES));
    });
    return { registration, raw, head, changed: before?.hash !== hash, error: null };
  } catch (error) {
    if (!(error instanceof Refused || error instanceof TryLater)) throw error;
    return { registration, raw: null, head: before, changed: false, error: error.message };
  }
}
