import type { College } from '../domain/assembled.ts';
import { inParallel } from '../in-parallel.ts';
import { type Ports, Refused, StaleReading, TryLater } from '../ports.ts';
import { runMessages } from '../report/run-messages.ts';
import type { TabImage, WorkbookImage } from '../sheet/image.ts';
import { type Assessment, assessSchool, type RuleSet, readingOf, refuseOvertaken } from './assess-school.ts';
import { keepNotes } from './keep-notes.ts';
import { enabledColleges, type Night } from './plan-night.ts';
import { LAST_RANKING, releaseOf } from './ranking-release.ts';
import {
  type CollegeReading,
  collegeBefore,
  isHeldBack,
  readCollege,
  readSchool,
  type SchoolReading,
  unreadCollege,
} from './read-school.ts';
import { registeredTwice } from './registered-twice.ts';
import { type CollegeOutcome, type RenderInput, renderCollege, renderSchool } from './render.ts';

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
    const before = collegeBefore(school, registration.id);
    const reading: CollegeReading =
      skip || twin !== null
        ? unreadCollege(registration, before, twin)
        : await readCollege(ports, night, registration, before);
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
  const result = await publishAll(
    ports,
    isLook ? { ...input, night: { ...night, dryRun: true } } : input,
    school,
    readings,
    assessment,
    closing,
  );
  // A run with a newer reading may have written its results before this one wrote older ones over them.
  const wrote = result.schoolOutcome.status === 'done' || result.outcomes.some(({ writes }) => writes > 0);
  if (wrote && !isLook && !input.closing) await refuseOvertaken(ports, school, readings, readingOf(school, readings));
  return result;
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
  const outcomes = await inParallel(readings, parallel, async (reading): Promise<CollegeOutcome> => {
    const college = byId.get(reading.registration.id);
    if ((reading.raw === null && !isHeldBack(reading)) || !college)
      return { reading, status: reading.error === null ? 'unchanged' : 'failed', error: reading.error, writes: 0 };
    const outcome = await publishOne(ports, render, reading, college, closing?.college(college.id) ?? null);
    progress({ phase: 'publish', done: ++done, total: readings.length, name: reading.registration.name });
    return outcome;
  });
  const schoolOutcome = await publishSchool(ports, render, outcomes, closing?.school ?? null);
  // Noted when it has been done, so that a run that dies on the way shows them again.
  if (release.isFirst && !night.dryRun && !closing && !assessment.incomplete)
    await ports.store.runs.putNote(LAST_RANKING, String(night.asOf));
  return { school, assessment, outcomes, schoolOutcome };
}

async function publishOne(
  ports: Ports,
  render: RenderInput,
  reading: CollegeReading,
  college: College,
  closing: readonly TabImage[] | null,
): Promise<CollegeOutcome> {
  const { night } = render;
  const held = isHeldBack(reading);
  if (night.dryRun || render.assessment.incomplete)
    return { reading, status: statusOf(held, reading.changed), error: reading.error, writes: 0 };
  const { workbook } = reading.registration;
  try {
    const image = closing ? closingImage(closing) : renderCollege(render, college);
    const { status: written, requests } = await ports.workbooks.publish(workbook, image, (notes) =>
      keepNotes(ports, night, college.id, notes),
    );
    const errors = [
      ...(reading.error === null || closing ? [] : [reading.error]),
      ...(written === 'locked' ? [runMessages.locked(workbook)] : []),
    ];
    const status = statusOf(held, written !== 'unchanged' || reading.changed);
    return { reading, status, error: errors.length === 0 ? null : errors.join(''), writes: requests.write };
  } catch (error) {
    if (!(error instanceof Refused || error instanceof TryLater)) throw error;
    return { reading, status: 'failed', error: error.message, writes: 0 };
  }
}

function statusOf(held: boolean, changed: boolean): CollegeOutcome['status'] {
  if (held) return 'heldBack';
  return changed ? 'done' : 'unchanged';
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
