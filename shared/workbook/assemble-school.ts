import { buildActivities } from '../domain/activity-index.ts';
import type { College, School } from '../domain/assembled.ts';
import type { AcademicYear, CalendarDay } from '../domain/calendar.ts';
import { deadlineIn } from '../domain/calendar.ts';
import { isGiven } from '../domain/cell.ts';
import { buildCoverage } from '../domain/coverage.ts';
import { type Elsewhere, NOTHING_ELSEWHERE } from '../domain/elsewhere.ts';
import { buildIdHints } from '../domain/id-hints.ts';
import type { Parameters } from '../domain/parameters.ts';
import type { ParsedTab, ParsedWorkbook } from '../domain/parsed.ts';
import { buildRecords } from '../domain/records.ts';
import type { RepeatedKey } from '../domain/repeated-key.ts';
import { buildRoster, isEnrolledOn, isJudged, type Roster } from '../domain/roster.ts';
import type { Organization, Row, Student, TabKey, Tables } from '../domain/school.ts';
import type { SchemeItem } from '../domain/settings.ts';
import type { TabFacts } from '../domain/tab-facts.ts';
import { buildTenures } from '../domain/tenure.ts';
import { OrgStatus } from '../domain/vocabulary.ts';
import type { CollegeInput } from './read-college.ts';
import { repeatedKeys } from './repeated-keys.ts';
import { resolveReferences, uncalculatedIn } from './resolve-references.ts';
import { keyOf } from './row-key.ts';
import { TAB_FACTS } from './tab-facts.ts';
import { TABS } from './tabs/index.ts';

export interface SchoolInput {
  /** In 学院登记 order; enabled ones only. */
  readonly colleges: readonly CollegeInput[];
  /** Whether `colleges` contains every enabled college. */
  readonly complete: boolean;
  readonly parameters: Parameters;
  readonly scheme: readonly SchemeItem[];
  readonly asOf: CalendarDay;
  readonly year: AcademicYear;
  /** What colleges without rows here add; left out if there are none. */
  readonly elsewhere?: Elsewhere;
}

export const TAB_KEYS = Object.keys(TABS) as readonly TabKey[];
/** Titles of the input tabs in the order of workbooks.md §2. */
export const TAB_TITLES: readonly string[] = TAB_KEYS.map((key) => TABS[key].title);

/** Puts the colleges together: references resolved across the school, lookups built on first use. */
export function assembleSchool(input: SchoolInput): School {
  const { asOf, year, parameters, scheme, elsewhere = NOTHING_ELSEWHERE } = input;
  const referenceDay = deadlineIn(year, parameters.referenceDay);
  const membershipOn = Math.min(asOf, referenceDay);
  const resolved = resolveReferences(input.colleges, input.complete, elsewhere.uncalculated);
  const roster = buildRoster(resolved.map(tablesOf), membershipOn);
  const repeated = resolved.map(repeatedKeys);
  const later = new Set(repeated.flatMap((keys) => keys.map(({ row }) => row)));
  const isRepeated = (row: Row): boolean => later.has(row);
  const hosted = resolved.map((parsed) => foundRowsOf(parsed, roster, isRepeated));
  const lazy = lazyLookups(hosted, roster, { membershipOn, year, asOf, elsewhere });
  const hints = once(() =>
    buildIdHints(
      resolved.map(tablesOf),
      roster,
      input.colleges.flatMap(({ renamed = [] }) => renamed),
      resolved.flatMap(({ issues }) => issues),
    ),
  );
  return {
    asOf,
    year,
    membershipOn,
    scheme,
    tabs: TAB_FACTS,
    complete: input.complete,
    colleges: input.colleges.map((college, index) =>
      toCollege(college, index, resolved[index] as ParsedWorkbook, {
        roster,
        membershipOn,
        repeatedKeys: repeated[index] ?? [],
        isRepeated,
      }),
    ),
    roster,
    get coverage() {
      return lazy.coverage();
    },
    get tenures() {
      return lazy.tenures();
    },
    get activities() {
      return lazy.activities();
    },
    get records() {
      return lazy.records();
    },
    get idHints() {
      return hints();
    },
  };
}

interface LookupFacts {
  readonly asOf: CalendarDay;
  readonly membershipOn: CalendarDay;
  readonly year: AcademicYear;
  readonly elsewhere: Elsewhere;
}

function lazyLookups(tables: readonly Tables[], roster: Roster, { membershipOn, year, asOf, elsewhere }: LookupFacts) {
  const coverage = once(() => buildCoverage(tables, roster));
  return {
    coverage,
    tenures: once(() => buildTenures(tables, roster, coverage(), membershipOn)),
    activities: once(() => buildActivities(tables, roster, coverage(), { year, asOf }, elsewhere.heldTypes)),
    records: once(() => buildRecords(tables, elsewhere.decisions)),
  };
}

/** What is known of the whole school before its colleges are put together. */
interface Known {
  readonly roster: Roster;
  readonly membershipOn: CalendarDay;
  readonly repeatedKeys: readonly RepeatedKey[];
  readonly isRepeated: (row: Row) => boolean;
}

function toCollege(college: CollegeInput, index: number, parsed: ParsedWorkbook, known: Known): College {
  const { tabs, issues } = parsed;
  const column = (tab: TabKey, field: string): string | null =>
    (tabs[tab].columns as Readonly<Record<string, string>>)[field] ?? null;
  return {
    index,
    id: college.id,
    name: college.name,
    stale: college.stale,
    apart: college.apart ?? false,
    heldBack: college.heldBack ?? null,
    renamed: college.renamed ?? [],
    unreadTabs: parsed.unreadTabs,
    tabs,
    issues,
    uncalculated: uncalculatedIn(issues),
    all: tablesOf(parsed),
    judged: judgedOf(parsed, known),
    repeatedKeys: known.repeatedKeys,
    isRepeated: known.isRepeated,
    place: (tab, row, field) => ({ tab: TABS[tab].title, row: row.row, column: column(tab, field) }),
    rowPlace: (tab, row) => ({ tab: TABS[tab].title, row: row.row, column: column(tab, TAB_FACTS[tab].rowPlace) }),
    tabPlace: (tab) => ({ tab: TABS[tab].title, row: null, column: null }),
    newRowPlace: (tab, field) => {
      const { headingRow, rows } = tabs[tab];
      const last = headingRow === null ? null : (rows.at(-1)?.row ?? headingRow);
      return { tab: TABS[tab].title, row: last === null ? null : last + 1, column: column(tab, field) };
    },
    keyOf: (tab, row) => keyOf(tab, row, (tabs[tab] as ParsedTab).oddKeys),
  };
}

function tablesOf({ tabs }: ParsedWorkbook): Tables {
  return Object.fromEntries(TAB_KEYS.map((key) => [key, tabs[key].rows])) as unknown as Tables;
}

/**
 * The rows that lookups find. Rows of a 撤销 host are left out, except in 任职 (who was in office on a day stays true); so
 * is a plan or item that repeats an earlier key. Rows looked up by day or person stay: they need no key.
 */
function foundRowsOf(parsed: ParsedWorkbook, roster: Roster, isRepeated: (row: Row) => boolean): Tables {
  const hosted = withoutRowsOf(parsed, (id) => roster.organization(id)?.status === OrgStatus.dissolved);
  return {
    ...hosted,
    tenures: parsed.tabs.tenures.rows,
    plans: hosted.plans.filter((plan) => !isRepeated(plan)),
    planItems: hosted.planItems.filter((item) => !isRepeated(item)),
  };
}

/**
 * 在册 organizations except 上级党团组织, 在读 students, and the rows that belong to them; rows whose host or student is
 * unknown stay. A later row with a repeated key is left to the DAT rules (workbooks.md §1): within a tab (DAT-06) and,
 * for 学号 and 组织编号, which are unique in the whole school, in a later college (DAT-15).
 */
function judgedOf(parsed: ParsedWorkbook, { roster, membershipOn, isRepeated }: Known): Tables {
  const hosted = withoutRowsOf(parsed, (id) => {
    const org = roster.organization(id);
    return org !== undefined && !isJudged(org);
  });
  const isPersonOut = (id: string): boolean => {
    const student = roster.student(id);
    return student !== undefined && !isEnrolledOn(student, membershipOn);
  };
  const isFirstOrganization = (org: Organization): boolean => !isGiven(org.id) || roster.organization(org.id) === org;
  const isFirstStudent = (student: Student): boolean => !isGiven(student.id) || roster.student(student.id) === student;
  const people = mapTables(hosted, (rows, { host, person }) =>
    host === null && person !== null ? without(rows, person[0], isPersonOut) : rows,
  );
  const judged: Tables = {
    ...people,
    organizations: hosted.organizations.filter((org) => isJudged(org) && isFirstOrganization(org)),
    students: hosted.students.filter((student) => isEnrolledOn(student, membershipOn) && isFirstStudent(student)),
  };
  return mapTables(judged, (rows) => (rows.some(isRepeated) ? rows.filter((row) => !isRepeated(row)) : rows));
}

function mapTables(tables: Tables, change: (rows: readonly Row[], facts: TabFacts) => readonly Row[]): Tables {
  return Object.fromEntries(TAB_KEYS.map((key) => [key, change(tables[key], TAB_FACTS[key])])) as unknown as Tables;
}

/** Without the rows of the hosts (组织编号, 主办组织) that are out; “a row belongs to its host” (rules.md §4). */
function withoutRowsOf(parsed: ParsedWorkbook, isOut: (orgId: string) => boolean): Tables {
  return mapTables(tablesOf(parsed), (rows, { key, host }) =>
    host === null || key === 'organizations' ? rows : without(rows, host, isOut),
  );
}

/** The same list if nothing is out. */
function without(rows: readonly Row[], field: string, isOut: (id: string) => boolean): readonly Row[] {
  const goes = (row: Row): boolean => {
    const id = (row as unknown as Readonly<Record<string, unknown>>)[field];
    return typeof id === 'string' && isOut(id);
  };
  return rows.some(goes) ? rows.filter((row) => !goes(row)) : rows;
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
