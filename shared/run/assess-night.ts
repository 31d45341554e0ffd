import { inParallel } from '../in-parallel.ts';
import { type Ports, Refused } from '../ports.ts';
import { runMessages } from '../report/run-messages.ts';
import { type Assessment, assessSchool } from './assess-school.ts';
import { listColleges } from './list-colleges.ts';
import type { NightInput } from './night.ts';
import { type CollegeReading, collegeBefore, readCollege, type SchoolReading, unreadCollege } from './read-school.ts';

/** A night that has been read, judged and settled, and of which nothing has been published yet. */
export interface AssessedNight {
  readonly school: SchoolReading;
  readonly readings: readonly CollegeReading[];
  readonly assessment: Assessment;
}

export interface AssessOptions {
  /** Refuses, before anything is settled, unless every enabled workbook was read in this very run. */
  readonly needsAll: boolean;
}

/**
 * Steps 1 to 3 of the walk in one process: list, read all, assess.
 * @throws StaleReading when a newer reading has been settled meanwhile; Refused or TryLater when the school workbook
 *   cannot be read, or a workbook that is needed
 */
export async function assessNight(
  ports: Ports,
  input: NightInput,
  { needsAll }: AssessOptions = { needsAll: false },
): Promise<AssessedNight> {
  const { night, ruleSet, progress, parallel } = input;
  const ruleIds = ruleSet.rules.map(({ id }) => id);
  const { school, colleges, refused } = await listColleges(ports, night, ruleIds);
  let done = 0;
  const readings = await inParallel(colleges, parallel, async (registration) => {
    const skip = night.only !== null && registration.id !== night.only && school.heads.has(registration.id);
    const error = refused.get(registration.id) ?? null;
    const before = collegeBefore(school, registration.id);
    const reading =
      skip || error !== null
        ? unreadCollege(registration, before, error)
        : await readCollege(ports, night, registration, before);
    progress({ phase: 'read', done: ++done, total: colleges.length, name: registration.name });
    return reading;
  });
  if (needsAll) refuseUnread(readings);
  progress({ phase: 'assess', done: 0, total: 1, name: '' });
  const assessment = await assessSchool(ports, night, ruleSet, school, readings);
  progress({ phase: 'assess', done: 1, total: 1, name: '' });
  return { school, readings, assessment };
}

function refuseUnread(readings: readonly CollegeReading[]): void {
  const failed = readings.filter(({ error }) => error !== null);
  if (failed.length === 0) return;
  throw new Refused(
    runMessages.unread(failed.map(({ registration, error }) => runMessages.unreadName(registration.name, error))),
  );
}
