import { inParallel } from '../in-parallel.ts';
import { type Ports, type PublishOutcome, Refused, SCHOOL_HEAD, TryLater } from '../ports.ts';
import { runMessages } from '../report/run-messages.ts';
import { type AssessedNight, assessNight, type NightRead } from './assess-night.ts';
import { keepDigestFacts } from './digest-facts.ts';
import { drawNight } from './draw-night.ts';
import { forgetSnapshots } from './forget/forget-snapshots.ts';
import type { Knowing } from './known-workbooks.ts';
import type { NightInput } from './night.ts';
import { finishNight, publishCollege, publishSchool } from './publish-workbook.ts';
import { type CollegeReading, isHeldBack, type SchoolReading } from './read-school.ts';
import { orderOf, untilCurrent } from './reading-order.ts';

/** What became of one workbook. */
export interface WorkbookOutcome {
  readonly status: 'done' | 'unchanged' | 'heldBack' | 'failed';
  readonly error: string | null;
}

/** What became of one college's workbook tonight. */
export interface CollegeOutcome extends WorkbookOutcome {
  readonly reading: CollegeReading;
  readonly writes: number;
}

export interface NightResult extends AssessedNight, NightRead {
  readonly outcomes: readonly CollegeOutcome[];
  readonly schoolOutcome: WorkbookOutcome;
}

/**
 * The whole walk in one process: list, read all, assess, draw, and publish the workbooks one after another. In the
 * cloud, each of these steps is a function of its own.
 */
export async function nightly(ports: Ports, input: NightInput): Promise<NightResult> {
  return untilCurrent(async () => {
    const assessed = await assessNight(ports, input);
    const { night } = input;
    const drawings = await drawNight(ports, input, assessed);
    const due = new Set(drawings.due);
    const knows = knowingOf(ports, input, assessed.school);
    await keepDigestFacts(ports, night, assessed);
    const published = await publishAll(input, assessed, {
      college: async (reading) =>
        due.has(reading)
          ? publishCollege(ports, night, reading.registration.id, drawings.college(reading), knows.college(reading))
          : null,
      school: async (errors) =>
        night.only === null ? publishSchool(ports, night, drawings.school(), errors, knows.school()) : null,
    });
    const { outcomes, schoolOutcome } = published;
    const wrote = schoolOutcome.status === 'done' || outcomes.some(({ writes }) => writes > 0);
    const { ranking } = drawings;
    if (wrote || ranking.isFirst) await finishNight(ports, night, ranking, orderOf(assessed.school, assessed.readings));
    await forgetSnapshots(ports.store, night, assessed.school.settings.parameters);
    return { ...assessed, ...published };
  });
}

/**
 * What is known of files, in places that can tell whether a file still has a version. A run for a change message in the
 * cloud leaves no notes: nights there do not read in one process.
 */
function knowingOf(
  { workbooks }: Pick<Ports, 'workbooks'>,
  { night, ruleSet }: Pick<NightInput, 'night' | 'ruleSet'>,
  { known, typed }: SchoolReading,
): { college(reading: CollegeReading): Knowing | null; school(): Knowing | null } {
  const isKept = workbooks.readUnless !== undefined && night.trigger !== 'webhook';
  const of = (key: string, own: string | null): Knowing | null =>
    isKept ? { key, ruleSet: ruleSet.version, note: known.get(key), typed: own } : null;
  return {
    college: ({ registration, rows }) => of(registration.id, rows?.typed ?? null),
    school: () => of(SCHOOL_HEAD, typed),
  };
}

/** Writes workbooks; `null` if there is nothing to write. */
export interface Publisher {
  college(reading: CollegeReading): Promise<PublishOutcome | null>;
  school(errors: ReadonlyMap<string, string>): Promise<PublishOutcome | null>;
}

/**
 * Writes every workbook of a night, some in parallel, the school workbook last. A failure in one does not stop the
 * others.
 */
export async function publishAll(
  { night, progress, parallel }: NightInput,
  { readings }: Pick<AssessedNight, 'readings'>,
  publisher: Publisher,
): Promise<Pick<NightResult, 'outcomes' | 'schoolOutcome'>> {
  let done = 0;
  const outcomes = await inParallel(readings, parallel, async (reading): Promise<CollegeOutcome> => {
    const { registration, error, changed } = reading;
    const held = isHeldBack(reading);
    if (error !== null && !held) return { reading, status: 'failed', error, writes: 0 };
    const own = await outcomeOf(registration.workbook, () => publisher.college(reading));
    const status = own.status === 'unchanged' && changed ? 'done' : own.status;
    progress({ phase: 'publish', done: ++done, total: readings.length, name: registration.name });
    return held
      ? { ...own, reading, status: 'heldBack', error: `${error}${own.error ?? ''}` }
      : { ...own, reading, status };
  });
  const errors = new Map(
    outcomes.flatMap(({ reading, error }) => (error === null ? [] : [[reading.registration.id, error] as const])),
  );
  const { status, error } = await outcomeOf(night.schoolWorkbook, () => publisher.school(errors));
  return { outcomes, schoolOutcome: { status, error } };
}

async function outcomeOf(
  workbook: string,
  publish: () => Promise<PublishOutcome | null>,
): Promise<Omit<CollegeOutcome, 'reading'>> {
  try {
    const published = await publish();
    if (published === null) return { status: 'unchanged', error: null, writes: 0 };
    const { status, requests } = published;
    const error = status === 'locked' ? runMessages.locked(workbook) : null;
    return { status: status === 'unchanged' ? 'unchanged' : 'done', error, writes: requests.write };
  } catch (error) {
    if (!(error instanceof Refused || error instanceof TryLater)) throw error;
    return { status: 'failed', error: error.message, writes: 0 };
  }
}
