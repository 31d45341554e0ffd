import type { HoldBack, Loss } from '../domain/hold-back.ts';
import { laterThan } from '../domain/instant.ts';
import type { Registration, Scheme, Settings } from '../domain/settings.ts';
import { TabTitle } from '../domain/vocabulary.ts';
import { type Head, type Ports, Refused, SCHOOL_HEAD, StaleReading, TryLater } from '../ports.ts';
import { holdBackWords } from '../report/hold-back-words.ts';
import { runMessages } from '../report/run-messages.ts';
import type { RawWorkbook } from '../sheet/raw.ts';
import { findTab, isInputTitle } from '../workbook/find-tab.ts';
import { parseSettings } from '../workbook/parse-settings.ts';
import { TABS } from '../workbook/tabs/index.ts';
import { isTypedInto } from '../workbook/typed-cells.ts';
import { type CollegeRows, type Parsing, parseRows, typedText } from './college-rows.ts';
import {
  forgetHoldBack,
  holdBackOf,
  lastAccepted,
  lossesSince,
  rememberedHoldBack,
  rememberHoldBack,
  type Terms,
} from './hold-back.ts';
import { type KnownWorkbook, knownOf } from './known-workbooks.ts';
import { forgetRegistrations, lastRegistrations, rememberRegistrations } from './last-registrations.ts';
import type { Night } from './night.ts';
import { rememberRenamed } from './remember-renamed.ts';
import { rememberScheme, schemeInForce } from './scheme-in-force.ts';
import { rememberSheets } from './sheet-numbers.ts';
import { openAsTaken, takeSnapshot } from './snapshot.ts';
import { standingNotes } from './standing-notes.ts';

/** The school workbook as read tonight. */
export interface SchoolReading {
  readonly settings: Settings;
  readonly scheme: Scheme;
  /** Version of the workbook as read now; `null` if another process read it. */
  readonly version: string | null;
  readonly head: Head;
  /** The heads of all workbooks before tonight's readings. */
  readonly heads: ReadonlyMap<string, Head>;
  /** Notes of the workbooks that were held back when they were last read, by 学院编号 (hold-back.ts). */
  readonly heldBack: ReadonlyMap<string, string>;
  /** Notes of the ids that were renamed before tonight, by 学院编号 (remember-renamed.ts). */
  readonly renamed: ReadonlyMap<string, string>;
  /** Notes of what is known of the files of workbooks, by 学院编号 (known-workbooks.ts). */
  readonly known: ReadonlyMap<string, string>;
  /** What people had typed into our tabs of the school workbook, as text; `null` if another process has read it. */
  readonly typed: string | null;
}

/** One college's workbook as read tonight; `failed` never stops the others. */
export interface CollegeReading {
  readonly registration: Registration;
  /** Version of the workbook as read now; `null` if nothing of it was read, or accepted. */
  readonly version: string | null;
  /** Its rows, if this process is to judge them; else the head's rows count. */
  readonly rows: CollegeRows | null;
  /** The current head; `null` if the workbook was never read. */
  readonly head: Head | null;
  /** The content differs from the last accepted reading. */
  readonly changed: boolean;
  /** Why nothing of tonight's reading is used; `null` if it was read, or was not to be read. */
  readonly error: string | null;
  /** Why its latest reading was not accepted; `null` if it was, or if the workbook has never been read. */
  readonly heldBack: HoldBack | null;
}

const REQUIRED_TITLES = Object.values(TABS)
  .filter(({ required }) => required)
  .map(({ title }) => title);

/**
 * A workbook without any of the four required tabs is not a 台账: it counts as failed and is not judged (rules.md §4).
 */
function hasRequiredTab({ tabs }: RawWorkbook): boolean {
  return REQUIRED_TITLES.some((title) => findTab(tabs, title) !== null);
}

/** Step 1: reads the school workbook. Throws `Refused` or `TryLater`: without it there is no night. */
export async function readSchool(ports: Ports, night: Night, ruleIds: readonly string[]): Promise<SchoolReading> {
  const { store } = ports;
  const { schoolWorkbook: workbook } = night;
  const [first, stored, standing] = await Promise.all([
    look(ports, workbook, null),
    store.snapshots.heads(),
    standingNotes(ports),
  ]);
  const heads = new Map(stored.map((head) => [head.college, head]));
  const before = heads.get(SCHOOL_HEAD) ?? null;
  const settingsOf = async ({ raw, hash }: Seen): Promise<Settings> =>
    parseSettings(raw, ruleIds, await lastRegistrations(store, standing.registrations, before, hash));
  const candidate = { college: SCHOOL_HEAD, workbook, before, first };
  const { raw, hash, head } = await accepted(ports, night, candidate, async (seen) => {
    if (!findTab(seen.raw.tabs, TabTitle.registrations)) throw new Refused(runMessages.noRegistrations(workbook));
    if (night.dryRun || seen.hash === before?.hash) return null;
    // Before the head moves: after a death in between, the next run still finds the workbook changed.
    const settings = await settingsOf(seen);
    await rememberScheme(settings, store.runs);
    await rememberRegistrations(store, settings, standing.registrations);
    return null;
  });
  const settings = await settingsOf({ raw, hash });
  if (!night.dryRun) await forgetRegistrations(store, settings, standing.registrations);
  const scheme = await schemeInForce(settings, store.runs);
  return {
    settings,
    scheme,
    version: raw.version,
    head,
    heads,
    heldBack: standing.heldBack,
    renamed: standing.renamed,
    known: standing.known,
    typed: typedText(raw),
  };
}

/** A reading of a workbook that is not accepted yet. */
interface Look {
  readonly readAt: string;
  readonly raw: RawWorkbook;
}

/**
 * @param known a head known when this look began: the look counts as later even if the clocks of two machines disagree
 */
/** Input tabs, and output tabs in which people type something that is read. */
function isRead(title: string, output?: string): boolean {
  return output === undefined ? isInputTitle(title) : isTypedInto(output);
}

async function look({ workbooks, clock }: Ports, workbook: string, known: Head | null): Promise<Look> {
  const readAt = laterThan(known?.readAt ?? null, clock.now());
  return { readAt, raw: await workbooks.read(workbook, isRead) };
}

/** The contents to be read are already in the store: nobody has changed the file. */
interface Standing {
  readonly head: Head;
  readonly standing: RawWorkbook;
}

/** The first look at a college's workbook; if the file's contents are known, the file is not opened. */
async function firstLook(
  ports: Ports,
  workbook: string,
  { head, heldBack, known = null }: CollegeBefore,
): Promise<Look | Standing> {
  const { workbooks, clock, store } = ports;
  if (!workbooks.readUnless || head === null || heldBack !== null || known?.snapshot !== head.hash)
    return look(ports, workbook, head);
  const readAt = laterThan(head.readAt, clock.now());
  const raw = await workbooks.readUnless(workbook, known.version, isRead);
  if (raw !== null) return { readAt, raw };
  const standing = await snapshotAsRead(store.snapshots, head.hash, known.version);
  return standing ? { head, standing } : look(ports, workbook, head);
}

/** `null` if it is gone, or if the text has changed because somebody was removed from it. */
async function snapshotAsRead(
  snapshots: Ports['store']['snapshots'],
  hash: string,
  version: string,
): Promise<RawWorkbook | null> {
  try {
    return openAsTaken(await snapshots.content(hash), hash, version);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

interface Candidate {
  readonly college: string;
  readonly workbook: string;
  readonly before: Head | null;
  readonly first: Look;
}

const LOOKS = 3;

/** A reading to accept or to reject. */
interface Seen {
  readonly raw: RawWorkbook;
  readonly hash: string;
}

/** The objection to a reading, and the head that stays in force. */
interface Objection {
  readonly losses: readonly Loss[];
  readonly head: Head;
}

/** The outcome of a reading; with `losses` it was not kept, and the head is that of the last accepted reading. */
interface Outcome extends Objection, Seen {}

/**
 * Keeps a reading and returns it with its head. If another run began later and saw something else, only one more look
 * can tell what is current: judging uses only cells that are the head's, so what is sealed is what was judged.
 * @param check runs before a reading is kept; an objection keeps the reading from being accepted
 */
async function accepted(
  ports: Ports,
  { dryRun }: Night,
  { college, workbook, before, first }: Candidate,
  check: (seen: Seen) => Promise<Objection | null>,
): Promise<Outcome> {
  let seen = first;
  for (let looks = 1; ; looks++) {
    const { raw, readAt } = seen;
    const { content, hash } = takeSnapshot(raw);
    const objection = await check({ raw, hash });
    if (objection !== null) return { raw, hash, ...objection };
    const next = { college, workbook, hash, version: raw.version, readAt };
    if (dryRun) {
      const head = { ...next, changes: (before?.changes ?? 0) + (before?.hash === hash ? 0 : 1) };
      return { raw, hash, head, losses: [] };
    }
    const head = await ports.store.snapshots.accept(next, () => content);
    if (head.hash === hash) return { raw, hash, head, losses: [] };
    if (looks === LOOKS) throw new StaleReading(runMessages.overtaken());
    seen = await look(ports, workbook, head);
  }
}

/** Whether the workbook was read now and held back: its output tabs are still written. */
export function isHeldBack({ error, heldBack }: Pick<CollegeReading, 'error' | 'heldBack'>): boolean {
  return heldBack !== null && error === holdBackWords(heldBack);
}

/** With `--only`, the other colleges are judged by earlier readings and keep their output tabs. */
export function isDue({ only }: Night, reading: CollegeReading): boolean {
  if (isHeldBack(reading)) return true;
  return reading.error === null && (only === null || reading.version !== null);
}

/** What the reading of a college's workbook is compared with. */
export interface CollegeBefore {
  /** `null`: it has never been read. */
  readonly head: Head | null;
  /** The note of its hold-back; `null` if there is none. */
  readonly heldBack: string | null;
  /** Called only if the content has changed. */
  readonly terms: () => Promise<Terms>;
  /** What is known of its file; left out if nothing is. */
  readonly known?: KnownWorkbook | null;
}

/** What was known of a college before tonight. @param ruleSet version of the rules by which its rows are judged */
export function collegeBefore(
  { settings, heads, heldBack, known }: SchoolReading,
  { id, workbook }: Pick<Registration, 'id' | 'workbook'>,
  ruleSet: string,
): CollegeBefore {
  return {
    head: heads.get(id) ?? null,
    heldBack: heldBack.get(id) ?? null,
    terms: async () => settings,
    known: knownOf(known.get(id), workbook, ruleSet),
  };
}

/** A college whose workbook is not read now: its last accepted reading counts. */
export function unreadCollege(
  registration: Registration,
  { head, heldBack }: CollegeBefore,
  error: string | null,
): CollegeReading {
  const held = rememberedHoldBack(heldBack, head);
  return { registration, version: null, rows: null, head, changed: false, error, heldBack: held };
}

/**
 * Step 2: reads one college's workbook and keeps its snapshot. Any failure of a workbook ends up in `error`; a workbook
 * that has lost something is held back, and its last accepted reading stays in force.
 * @param parsing how this process parses the rows that it judges; `null` if another one judges them
 */
export async function readCollege(
  ports: Ports,
  night: Night,
  registration: Registration,
  known: CollegeBefore,
  parsing: Parsing | null = null,
): Promise<CollegeReading> {
  const { id: college, workbook } = registration;
  const { head: before, heldBack: standing } = known;
  const { store } = ports;
  try {
    const first = await firstLook(ports, workbook, known);
    if ('standing' in first) {
      const { head, standing: raw } = first;
      const rows = parsing && parseRows(raw, parsing);
      return { registration, version: raw.version, rows, head, changed: false, error: null, heldBack: null };
    }
    const check = async ({ raw, hash }: Seen): Promise<Objection | null> => {
      if (!hasRequiredTab(raw)) throw new Refused(runMessages.noRequiredTab(workbook, REQUIRED_TITLES));
      if (!before || before.hash === hash) return null;
      const last = await lastAccepted(store, before);
      if (!last) return null;
      const losses = lossesSince(last, raw, college, night.asOf, await known.terms());
      if (losses.length > 0) return { losses, head: before };
      if (!night.dryRun) await rememberRenamed(store.runs, college, last, raw);
      return null;
    };
    const { raw, hash, head, losses } = await accepted(ports, night, { college, workbook, before, first }, check);
    if (!night.dryRun) await rememberSheets(store.runs, college, raw);
    if (losses.length > 0) {
      if (!night.dryRun) await rememberHoldBack(store.runs, head, losses, standing);
      const heldBack = holdBackOf(losses, head);
      const error = holdBackWords(heldBack);
      return { registration, version: null, rows: null, head, changed: false, error, heldBack };
    }
    if (!night.dryRun) await forgetHoldBack(store.runs, college, standing);
    const rows = parsing && parseRows(raw, parsing, night.dryRun);
    const changed = before?.hash !== hash;
    return { registration, version: raw.version, rows, head, changed, error: null, heldBack: null };
  } catch (error) {
    if (!(error instanceof Refused || error instanceof TryLater)) throw error;
    return unreadCollege(registration, known, error.message);
  }
}
