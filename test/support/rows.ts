import { buildActivities } from '../../shared/domain/activity-index.ts';
import type { School } from '../../shared/domain/assembled.ts';
import { type CalendarDay, parseIsoDay } from '../../shared/domain/calendar.ts';
import type { List } from '../../shared/domain/cell.ts';
import { buildCoverage } from '../../shared/domain/coverage.ts';
import { buildIdHints } from '../../shared/domain/id-hints.ts';
import { buildRecords } from '../../shared/domain/records.ts';
import { buildRoster } from '../../shared/domain/roster.ts';
import type { Activity, Honor, Organization, RowIn, Student, TabKey, Tables } from '../../shared/domain/school.ts';
import { buildTenures } from '../../shared/domain/tenure.ts';
import { OrgKind, PoliticalStatus } from '../../shared/domain/vocabulary.ts';
import type { Column } from '../../shared/workbook/column.ts';
import { TAB_FACTS } from '../../shared/workbook/tab-facts.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';

/**
 * Rows and lookups for the tests of shared/domain, made without the parser. Fields that are not named are blank. Tests of
 * rules use aSchool() instead, which reads sheets.
 */

/** A list in which every item could be read. */
export const full = <T>(...items: T[]): List<T> => ({ items, partial: false });
/** A list with one more item that could not be read. */
export const partial = <T>(...items: T[]): List<T> => ({ items, partial: true });

/** `2025-09-01` as a day. */
export function day(text: string): CalendarDay {
  const found = parseIsoDay(text);
  if (found === null) throw new Error(`no such day: ${text}`);
  return found;
}

/** Row 2 of the first college as a blank line would be read, fallbacks of single columns included. */
function blankRow<Tab extends TabKey>(tab: Tab): RowIn<Tab> {
  const columns = Object.entries<Column<unknown>>(TABS[tab].columns as never);
  const cells = columns.map(([field, { fallback, type }]) => [field, fallback ?? type.blank]);
  return { row: 2, college: 0, ...Object.fromEntries(cells) } as unknown as RowIn<Tab>;
}

export function organization(id: string, kind: OrgKind, more: Partial<Organization> = {}): Organization {
  return {
    ...blankRow('organizations'),
    id,
    kind,
    ...more,
  };
}

export const partyBranch = (id: string, more?: Partial<Organization>) => organization(id, OrgKind.partyBranch, more);
export const leagueBranch = (id: string, classIds: readonly string[], more?: Partial<Organization>) =>
  organization(id, OrgKind.leagueBranch, { coveredClassIds: full(...classIds), ...more });
export const schoolClass = (id: string, more?: Partial<Organization>) => organization(id, OrgKind.schoolClass, more);

export function student(id: string, more: Partial<Student> = {}): Student {
  return {
    ...blankRow('students'),
    id,
    politicalStatus: PoliticalStatus.leagueMember,
    ...more,
  };
}

export function honor(orgId: Honor['orgId'], more: Partial<Honor> = {}): Honor {
  return { ...blankRow('honors'), orgId, ...more };
}

export function activity(hostId: Activity['hostId'], type: string, more: Partial<Activity> = {}): Activity {
  return {
    ...blankRow('activities'),
    hostId,
    type,
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
    activities: buildActivities(tables, roster, coverage, { year: 2025, asOf: day(asOf) }, new Map()),
    records: buildRecords(tables),
    idHints: buildIdHints(tables, roster, [], []),
  };
}
