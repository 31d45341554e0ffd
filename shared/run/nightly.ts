import type { College } from '../domain/assembled.ts';
import { type CalendarDay, civilOf } from '../domain/calendar.ts';
import { RankingRelease } from '../domain/vocabulary.ts';
import { type Ports, type PublishOutcome, Refused, StaleReading, TryLater, type ViolationBook } from '../ports.ts';
import { runMessages } from '../report/run-messages.ts';
import type { TabImage, WorkbookImage } from '../report/tab-image.ts';
import { type Assessment, assessSchool, type RuleSet } from './assess-school.ts';
import { enabledColleges, type Night } from './plan-night.ts';
import { type CollegeReading, readCollege, readSchool, type SchoolReading } from './read-school.ts';
import { registeredTwice } from './registered-twice.ts';
import { type CollegeOutcome, type RenderInput, renderCollege, renderSchool, showsRanking } from './render.ts';

/** Progress of a night, for people who wait. */
export type Progress = (event: {
  readonly phase: 'read' | 'assess' | 'publish';
  readonly done: number;
  readonly total: number;
  readonly name: string;
}) => void;

export interface NightInput {
  readonly night: Night;
  readonly ruleSet: RuleSet;
  readonly checkedAt: string;
  readonly nextRun: string;
  readonly progress: Progress;
  /** How many workbooks are read or written side by side. */
  readonly parallel: number;
  /** Refuses, before anything is settled, unless every enabled workbook was read in this very run. */
  readonly needsAll?: boolean;
  /**
   * Runs between assessing and publishing; what it gives (年度考核, 公示) is written instead of the night's tabs, which by
   * then may show the next academic year.
   */
  readonly closing?: (closed: {
    readonly school: SchoolReading;
    readonly readings: readonly CollegeReading[];
    readonly assessment: Assessment;
  }) => Promise<ClosingImages>;
}

/** Output tabs of the year-end. */
export interface ClosingImages {
  college(id: string): readonly TabImage[];
  readonly school: readonly TabImage[];
}

export interface NightResult {
  readonly school: SchoolReading;
  readonly assessment: Assessment;
  readonly outcomes: readonly CollegeOutcome[];
  /** What became of the school workbook. */
  readonly schoolOutcome: { readonly status: 'done' | 'unchanged' | 'failed'; readonly error: string | null };
}

const ATTEMPTS = 3;

/** The whole walk in its four phases (architecture.md §4): read all, assess all, rank, publish all. */
export async function nightly(ports: Ports, input: NightInput): Promise<NightResult> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await walk(ports, input);
    } catch (error) {
      // Somebody settled a newer reading meanwhile: read again, so that this run ends with the newest state too.
      if (!(error instanceof StaleReading) || attempt === ATTEMPTS) throw error;
    }
  }
}

async function walk(ports: Ports, input: NightInput): Promise<NightResult> {
  const { night, ruleSet, progress, parallel } = input;
  const school = await readSchool(
    ports,
    night,
    ruleSet.rules.map(({ id }) => id),
  );
  const colleges = enabledColleges(school.settings);
  const twins = await registeredTwice(ports.workbooks, night.schoolWorkbook, colleges);
  let done = 0;
  const readings = await inParallel(colleges, parallel, async (registration) => {
    const skip = night.only !== null && registration.id !== night.only && school.heads.has(registration.id);
    const twin = twins.get(registration.id) ?? null;
    const reading: CollegeReading =
      skip || twin !== null
        ? { registration, raw: null, head: school.heads.get(registration.id) ?? null, changed: false, error: twin }
        : await readCollege(ports, night, registration, school.heads);
    progress({ phase: 'read', done: ++done, total: colleges.length, name: registration.name });
    return reading;
  });
  if (input.needsAll) refuseUnread(readings);
  progress({ phase: 'assess', done: 0, total: 1, name: '' });
  const assessment = await assessSchool(ports, night, ruleSet, school, readings);
  progress({ phase: 'assess', done: 1, total: 1, name: '' });
  const closing = (await input.closing?.({ school, readings, assessment })) ?? null;
  // A sealed year is looked at, not written again; only its own closing writes.
  const isLook = assessment.sealed && !input.closing;
  return publishAll(
    ports,
    isLook ? { ...input, night: { ...night, dryRun: true } } : input,
    school,
    readings,
    assessment,
    closing,
  );
}

function refuseUnread(readings: readonly CollegeReading[]): void {
  const failed = readings.filter(({ error }) => error !== null);
  if (failed.length === 0) return;
  throw new Refused(
    runMessages.unread(failed.map(({ registration, error }) => runMessages.unreadName(registration.name, error))),
  );
}

async function publishAll(
  ports: Ports,
  input: NightInput,
  school: SchoolReading,
  readings: readonly CollegeReading[],
  assessment: Assessment,
  closing: ClosingImages | null,
): Promise<NightResult> {
  const { night, progress, parallel } = input;
  const release = await releaseOf(ports, night, school);
  const render: RenderInput = { ...input, school, assessment, showsRanking: release.shows };
  const byId = new Map(assessment.judgement.school.colleges.map((college) => [college.id, college]));
  let done = 0;
  const notes: { readonly college: string; readonly outcome: PublishOutcome }[] = [];
  const outcomes = await inParallel(readings, parallel, async (reading): Promise<CollegeOutcome> => {
    const college = byId.get(reading.registration.id);
    if (reading.error !== null || reading.raw === null || !college)
      return { reading, status: reading.error === null ? 'unchanged' : 'failed', error: reading.error, writes: 0 };
    const outcome = await publishOne(ports, render, reading, college, closing?.college(college.id) ?? null);
    if (outcome.published) notes.push({ college: college.id, outcome: outcome.published });
    progress({ phase: 'publish', done: ++done, total: readings.length, name: reading.registration.name });
    return outcome.outcome;
  });
  if (!night.dryRun) await keepNotes(ports, night, assessment.books, notes);
  const schoolOutcome = await publishSchool(ports, render, outcomes, closing?.school ?? null);
  // Noted when it has been done, so that a run that dies on the way shows them again.
  if (release.isFirst && !night.dryRun && !closing && !assessment.incomplete)
    await ports.store.runs.putNote(LAST_RANKING, String(night.asOf));
  return { school, assessment, outcomes, schoolOutcome };
}

async function publishOne(
  { workbooks }: Ports,
  render: RenderInput,
  reading: CollegeReading,
  college: College,
  closing: readonly TabImage[] | null,
): Promise<{ outcome: CollegeOutcome; published: PublishOutcome | null }> {
  if (render.night.dryRun || render.assessment.incomplete) {
    return {
      outcome: { reading, status: reading.changed ? 'done' : 'unchanged', error: null, writes: 0 },
      published: null,
    };
  }
  try {
    const image = closing ? closingImage(closing) : renderCollege(render, college);
    const published = await workbooks.publish(reading.registration.workbook, image);
    const error = published.status === 'locked' ? runMessages.locked(reading.registration.workbook) : null;
    const status = published.status === 'unchanged' && !reading.changed ? 'unchanged' : 'done';
    return { outcome: { reading, status, error, writes: published.requests.write }, published };
  } catch (error) {
    if (!(error instanceof Refused || error instanceof TryLater)) throw error;
    return { outcome: { reading, status: 'failed', error: error.message, writes: 0 }, published: null };
  }
}

async function publishSchool(
  { workbooks }: Ports,
  render: RenderInput,
  outcomes: readonly CollegeOutcome[],
  closing: readonly TabImage[] | null,
): Promise<NightResult['schoolOutcome']> {
  const { night, assessment } = render;
  if (night.dryRun || assessment.incomplete || night.only !== null) return { status: 'unchanged', error: null };
  try {
    const image = closing ? closingImage(closing) : renderSchool(render, outcomes);
    const published = await workbooks.publish(night.schoolWorkbook, image);
    if (published.status === 'locked') return { status: 'done', error: runMessages.locked(night.schoolWorkbook) };
    return { status: published.status === 'written' ? 'done' : 'unchanged', error: null };
  } catch (error) {
    if (!(error instanceof Refused || error instanceof TryLater)) throw error;
    return { status: 'failed', error: error.message };
  }
}

function closingImage(tabs: readonly TabImage[]): WorkbookImage {
  return { tabs, notes: 'asTheyStand' };
}

/** Note of the day on which monthly rankings were last shown. */
export const LAST_RANKING = 'ranking/month';

/** 排名发布 = 每月: the rankings are written on the first run of a month and stay as they are for the rest of it. */
export async function releaseOf(
  { store }: Pick<Ports, 'store'>,
  night: Night,
  { settings }: SchoolReading,
): Promise<{ readonly shows: boolean; readonly isFirst: boolean }> {
  const release = settings.parameters.rankingRelease;
  if (release !== RankingRelease.monthly) return { shows: showsRanking(release, false), isFirst: false };
  const last = await store.runs.note(LAST_RANKING);
  const isFirst = last === null || !isSameMonth(Number(last), night.asOf);
  return { shows: showsRanking(release, isFirst || last === String(night.asOf)), isFirst };
}

function isSameMonth(a: CalendarDay, b: CalendarDay): boolean {
  const [left, right] = [civilOf(a), civilOf(b)];
  return left.year === right.year && left.month === right.month;
}

/** What users had typed at violations that are gone is kept with them, and given back when they recur. */
export async function keepNotes(
  { store }: Pick<Ports, 'store'>,
  night: Night,
  books: readonly ViolationBook[],
  published: readonly { readonly college: string; readonly outcome: PublishOutcome }[],
): Promise<void> {
  for (const { college, outcome } of published) {
    const byId = new Map(outcome.orphanNotes.map(({ key, notes }) => [key, notes]));
    let book = books.find((candidate) => candidate.college === college);
    for (let attempt = 1; book?.records.some(({ id }) => byId.has(id)); attempt++) {
      const records = book.records.map((record) =>
        byId.has(record.id) ? { ...record, notes: byId.get(record.id) ?? null } : record,
      );
      if ((await store.violations.put(night.year, { ...book, records })) || attempt === ATTEMPTS) break;
      // Another run moved the book meanwhile: the notes go into its version.
      book = (await store.violations.books(night.year)).find((candidate) => candidate.college === college);
    }
  }
}

/** Runs tasks side by side, results in the order of the input. */
async function inParallel<Item, Result>(
  items: readonly Item[],
  parallel: number,
  task: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await task(items[index] as Item);
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(parallel, items.length)) }, worker));
  return results;
}
