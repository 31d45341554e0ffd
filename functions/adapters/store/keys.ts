/**
 * Keys of the one table, with what is asked of them. `pk` and `sk` are strings; every read is strongly consistent.
 *
 * | what                          | pk                         | sk                        | asked for                               |
 * |-------------------------------|----------------------------|---------------------------|-----------------------------------------|
 * | balances of a year            | BALANCE#<year>             | <organization>            | all: one Query a megabyte               |
 * | in force for an organization  | MANIFEST#<year>#<org>      | 0                         | some hundred: BatchGet                  |
 * | ledger of an organization     | LEDGER#<year>#<org>        | <sequence>                | all, oldest first: Query                |
 * | violation books of a year     | VIOLATIONS#<year>          | <college>                 | all: Query                              |
 * | heads of the workbooks        | HEAD                       | <college>                 | all: Query; one: GetItem                |
 * | a snapshot                    | SNAPSHOT#<hash>            | 0                         | one: Query                              |
 * | snapshots that were left, or  | LEFT                       | <list>#<day>#<hash>       | the oldest of a list: Query             |
 * | are about to be heads         |                            |                           |                                         |
 * | runs                          | RUN                        | <started>#<run>           | the latest: Query backwards             |
 * | notes                         | NOTE                       | <name>                    | one: GetItem; by prefix: Query          |
 * | seals of a year               | SEAL#<year>                | <sequence>                | all, oldest first: Query                |
 * | an image not yet written      | IMAGE#<run>#<college>      | 0                         | one: GetItem                            |
 * | what a college was found to be| IMAGE#kept#<college>       | 0                         | one: GetItem                            |
 * | parts of a large body         | as the item that names it  | <sk>#<generation>#<part>  | with it (same Query), or BatchGet       |
 *
 * One ledger item holds all entries of one organization in one run. A partition takes 1,000 write units a second; what
 * is written in numbers (ledger, manifests, snapshots) has a partition of its own each, what is read whole shares one.
 */
import type { AcademicYear, CalendarDay } from '../../../shared/domain/calendar.ts';
import { sha256 } from '../../../shared/domain/identity.ts';
import type { Key } from './items.ts';

/** Attribute by which the table forgets an item (seconds since 1970). */
export const EXPIRES = 'expires';

/**
 * Attribute of a snapshot whose text was changed because somebody was forgotten: it is not what its hash is of. Of a balance:
 * how often somebody was forgotten since it is there.
 */
export const REWRITTEN = 'rewritten';

/** Attribute of a snapshot: when it was last read, in milliseconds since 1970. Snapshots of earlier versions have none. */
export const READ_AT = 'readAt';

/** Attribute of the item that briefly replaces a forgotten one. */
export const GONE = 'gone';

const WHOLE_SCHOOL = '#school';
/** A sort key holds 1,024 bytes; parts add some 45. */
const LONGEST = 900;

/** What users type may be empty or longer than a key holds; the item itself carries the full text. */
function keyText(text: string): string {
  if (text === '') return WHOLE_SCHOOL;
  return Buffer.byteLength(text) <= LONGEST ? text : `#${sha256(text)}`;
}

function padded(sequence: number): string {
  return String(sequence).padStart(8, '0');
}

export const balancesOf = (year: AcademicYear): string => `BALANCE#${year}`;

export function balanceKey(year: AcademicYear, organization: string): Key {
  return { pk: balancesOf(year), sk: keyText(organization) };
}

export function manifestKey(year: AcademicYear, organization: string): Key {
  return { pk: `MANIFEST#${year}#${keyText(organization)}`, sk: '0' };
}

export function ledgerOf(year: AcademicYear, organization: string): string {
  return `LEDGER#${year}#${keyText(organization)}`;
}

export function settlementKey(year: AcademicYear, organization: string, sequence: number): Key {
  return { pk: ledgerOf(year, organization), sk: padded(sequence) };
}

export const bookPartition = (year: AcademicYear): string => `VIOLATIONS#${year}`;

export function bookKey(year: AcademicYear, college: string): Key {
  return { pk: bookPartition(year), sk: keyText(college) };
}

export const HEADS = 'HEAD';

export function headKey(college: string): Key {
  return { pk: HEADS, sk: keyText(college) };
}

export function snapshotKey(hash: string): Key {
  return { pk: `SNAPSHOT#${hash}`, sk: '0' };
}

export const LEFT = 'LEFT';

/** Snapshots that their heads left, and those that a run was about to make heads. */
export type LeftList = 'left' | 'begun';

/** @param day five digits until the year 2173, so that keys are in the order of days */
export function leftKey(day: CalendarDay, hash: string, list: LeftList = 'left'): Key {
  return { pk: LEFT, sk: `${list}#${day}#${hash}` };
}

export const RUNS = 'RUN';

export function runKey(startedAt: string, runId: string): Key {
  return { pk: RUNS, sk: `${startedAt}#${runId}` };
}

export const NOTES = 'NOTE';

export function noteKey(name: string): Key {
  return { pk: NOTES, sk: name };
}

export function imageKey(runId: string, college: string): Key {
  return { pk: `IMAGE#${runId}#${keyText(college)}`, sk: '0' };
}

export const sealsOf = (year: AcademicYear): string => `SEAL#${year}`;

export function sealKey(year: AcademicYear, sequence: number): Key {
  return { pk: sealsOf(year), sk: padded(sequence) };
}

/** Key of a part of the body of the item at `key`. */
export function partKey({ pk, sk }: Key, generation: string, part: number): Key {
  return { pk, sk: `${sk}#${generation}#${padded(part)}` };
}
