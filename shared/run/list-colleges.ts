import { enabledColleges, type Registration } from '../domain/settings.ts';
import { type Ports, Refused } from '../ports.ts';
import { runMessages } from '../report/run-messages.ts';
import type { Night } from './night.ts';
import { readSchool, type SchoolReading } from './read-school.ts';
import { registeredTwice } from './registered-twice.ts';

/** Tonight's work according to the school workbook. */
export interface Listed {
  readonly school: SchoolReading;
  /** Enabled colleges in the order of 学院登记. */
  readonly colleges: readonly Registration[];
  /** Why the workbooks of some colleges are not to be read, by 学院编号. */
  readonly refused: ReadonlyMap<string, string>;
}

/**
 * Step 1 of the walk: reads the school workbook, and lists the workbooks to be read.
 * @throws Refused or TryLater when the school workbook cannot be read: then there is no night; Refused when it lists
 *   more colleges than this machine can judge: a later step would run out of resources
 */
export async function listColleges(ports: Ports, night: Night, ruleIds: readonly string[]): Promise<Listed> {
  const school = await readSchool(ports, night, ruleIds);
  const colleges = enabledColleges(school.settings);
  const most = night.most?.colleges ?? Number.POSITIVE_INFINITY;
  if (colleges.length > most) throw new Refused(runMessages.tooManyColleges(colleges.length, most));
  const refused = await registeredTwice(ports.workbooks, night.schoolWorkbook, colleges);
  return { school, colleges, refused };
}
