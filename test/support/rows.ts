import { buildActivities } from '../../shared/domain/activity-index.ts';
import type { School } from '../../shared/domain/assembled.ts';
import { type CalendarDay, parseIsoDay } from '../../shared/domain/calendar.ts';
import type { List } from '../../shared/domain/cell.ts';
import { buildCoverage } from '../../shared/domain/coverage.ts';
import { buildIdHints } from '../../shared/domain/id-hints.ts';
import { buildRecords } from '../../shared/domain/records.ts';
import { buildRoster } from '../../shared/domain/roster.ts';
import type { Activity, Organization, Student, Tables } from '../../shared/domain/school.ts';
import { buildTenures } from '../../shared/domain/tenure.ts';
import { OrgKind, OrgStatus, PoliticalStatus, StudentStatus } from '../../shared/domain/vocabulary.ts';
import { TAB_FACTS } from '../../shared/workbook/tab-facts.ts';

/**
 * Rows and lookups for the tests of shared/domain, made without the parser: what is not named is blank. Tests of rules
 * take aSchool() instead, which reads sheets.
 */

/** A list that was read in full. */
export const full = <T>(...items: T[]): List<T> => ({ items, partial: false });
/** A list with an unreadable item besides. */
export const partial = <T>(...items: T[]): List<T> => ({ items, partial: true });

/** `2025-09-01` as a day. */
export function day(text: string): CalendarDay {
  const found = parseIsoDay(text);
  if (found === null) throw new Error(`no such day: ${text}`);
  return found;
}

export function organization(id: string, kind: OrgKind, more: Partial<Organization> = {}): Organization {
  return {
    row: 2,
    college: 0,
    id,
    name: null,
    kind,
    setup: null,
    studyLevel: null,
    entryYear: null,
    coveredClassIds: full(),
    guideBranchId: null,
    base: null,
    foundedOn: null,
    termEndsOn: null,
    status: OrgStatus.registered,
    ...more,
  };
}

export const partyBranch = (id: string, more?: Partial<Organization>) => organization(id, OrgKind.partyBranch, more);
export const leagueBranch = (id: string, classIds: readonly string[], more?: Partial<Organization>) =>
  organization(id, OrgKind.leagueBranch, { coveredClassIds: full(...classIds), ...more });
export const schoolClass = (id: string, more?: Partial<Organization>) => organization(id, OrgKind.schoolClass, more);

export function student(id: string, more: Partial<Student> = {}): Student {
  return {
    row: 2,
    college: 0,
    id,
    name: null,
    sex: null,
    studyLevel: null,
    entryYear: null,
    classId: null,
    politicalStatus: PoliticalStatus.leagueMember,
    branchId: null,
    bornOn: null,
    joinedLeagueOn: null,
    status: StudentStatus.enrolled,
    leftOn: null,
    ...more,
  };
}

export function activity(hostId: Activity['hostId'], type: string, more: Partial<Activity> = {}): Activity {
  return {
    row: 2,
    college: 0,
    id: null,
    heldOn: null,
    hostId,
    type,
    topic: null,
    jointIds: full(),
    guideBranchId: null,
    audience: full(),
    expected: null,
    present: null,
    combinedWith: full(),
    funds: null,
    venue: null,
    evidence: null,
    ...more,
  };
}

const NO_ROWS = Object.fromEntries(Object.keys(TAB_FACTS).map((tab) => [tab, []])) as unknown as Tables;

/** The lookups of a school with these rows, on a day of the academic year 2025-2026; one item a college. */
export function lookups(asOf: string, ...colleges: readonly Partial<Tables>[]): School {
  const tables = colleges.map((rows) => ({ ...NO_ROWS, ...rows }));
  const roster = buildRoster(tables, day(asOf));
  const coverage = buildCoverage(tables, roster);
  return {
    asOf: day(asOf),
    year: 2025,
    membershipOn: day(asOf),
    scheme: [],
    colleges: [],
    tabs: TAB_FACTS,
    complete: true,
    roster,
    coverage,
    tenures: buildTenures(tables, roster, coverage, day(asOf)),
    activities: buildActivities(tables, roster, coverage),
    records: buildRecords(tables),
    idHints: buildIdHints(tables, roster, [], []),
  };
}
