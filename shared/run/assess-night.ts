import { inParallel } from '../in-parallel.ts';
import type { Ports } from '../ports.ts';
import { type Assessment, assessSchool } from './assess-school.ts';
import { holdWrites } from './hold-writes.ts';
import { listColleges } from './list-colleges.ts';
import type { Night, NightInput } from './night.ts';
import { type CollegeReading, collegeBefore, readCollege, type SchoolReading, unreadCollege } from './read-school.ts';
import { activityTypesOf } from './scheme-in-force.ts';

/** A night that has been read. */
export interface NightRead {
  readonly school: SchoolReading;
  readonly readings: readonly CollegeReading[];
  /**
   * The store knows nothing of this school although its workbooks show results: the store was lost, or this is another
   * one.
   */
  readonly beginsAnew: boolean;
}

/** A night that has been read, judged and settled, but not published yet. */
export interface AssessedNight extends Pick<NightRead, 'school' | 'readings'> {
  readonly assessment: Assessment;
}

export interface AssessOptions {
  /** Checks what was read before anything is written; throws `Refused` if the night must not go on. */
  readonly refuse?: (read: NightRead) => void;
}

/**
 * Steps 1 to 3 of the walk in one process: list, read all, assess.
 * @throws StaleReading when a newer reading has been settled meanwhile; Refused or TryLater when the school workbook
 *   cannot be read
 */
export async function assessNight(
  ports: Ports,
  input: NightInput,
  { refuse }: AssessOptions = {},
): Promise<AssessedNight & NightRead> {
  const { night, ruleSet, progress, kept } = input;
  const held = refuse === undefined ? null : holdWrites(ports);
  const read = await readNight(held?.ports ?? ports, input);
  refuse?.(read);
  await held?.release();
  progress({ phase: 'assess', done: 0, total: 1, name: '' });
  const assessment = await assessSchool(ports, night, ruleSet, read.school, read.readings, kept);
  progress({ phase: 'assess', done: 1, total: 1, name: '' });
  return { ...read, assessment };
}

async function readNight(ports: Ports, { night, ruleSet, progress, parallel }: NightInput): Promise<NightRead> {
  const ruleIds = ruleSet.rules.map(({ id }) => id);
  const { school, colleges, refused } = await listColleges(ports, night, ruleIds);
  const beginsAnew = school.heads.size === 0 && (await showsResults(ports, night));
  let done = 0;
  const types = activityTypesOf(school.scheme.items);
  const readings = await inParallel(colleges.entries(), parallel, async ([place, registration]) => {
    const skip = night.only !== null && registration.id !== night.only && school.heads.has(registration.id);
    const error = refused.get(registration.id) ?? null;
    const before = collegeBefore(school, registration, ruleSet.version);
    const reading =
      skip || error !== null
        ? unreadCollege(registration, before, error)
        : await readCollege(ports, night, registration, before, { place, types });
    progress({ phase: 'read', done: ++done, total: colleges.length, name: registration.name });
    return reading;
  });
  return { school, readings, beginsAnew };
}

/** Whether an output tab of the school workbook shows a date; a workbook that was never checked has none. */
async function showsResults({ workbooks }: Ports, { schoolWorkbook }: Night): Promise<boolean> {
  const { tabs } = await workbooks.read(schoolWorkbook);
  return tabs.some(
    ({ output, rows }) =>
      output !== undefined && rows.some((row) => row.some((cell) => typeof cell === 'string' && DATE.test(cell))),
  );
}

const DATE = /\d{4}-\d{2}-\d{2}/;
