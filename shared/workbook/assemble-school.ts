import { buildActivities } from '../domain/activity-index.ts';
import type { College, School } from '../domain/assembled.ts';
import type { AcademicYear, CalendarDay } from '../domain/calendar.ts';
import { deadlineIn } from '../domain/calendar.ts';
import { isGiven } from '../domain/cell.ts';
import { buildCoverage } from '../domain/coverage.ts';
import type { Parameters } from '../domain/parameters.ts';
import type { ParsedTab, ParsedWorkbook } from '../domain/parsed.ts';
import { buildRecords } from '../domain/records.ts';
import { buildRoster, isEnrolledOn, isRegistered, type Roster } from '../domain/roster.ts';
import type { FieldOf, RowIn, Student, TabKey, Tables } from '../domain/school.ts';
import type { SchemeItem } from '../domain/settings.ts';
import { buildTenures } from '../domain/tenure.ts';
import { OrgStatus } from '../domain/vocabulary.ts';
import type { ReadCollege } from './read-college.ts';
import { resolveReferences } from './resolve-references.ts';
import { keyOf } from './row-key.ts';
import { TABS } from './tabs/index.ts';

export interface SchoolInput {
  /** In 学院登记 order; enabled ones only. */
  readonly colleges: readonly ReadCollege[];
  /** Whether every enabled college stands in `colleges`. */
  readonly complete: boolean;
  readonly parameters: Parameters;
  readonly scheme: readonly SchemeItem[];
  readonly asOf: CalendarDay;
  readonly year: AcademicYear;
}

export const TAB_KEYS = Object.keys(TABS) as readonly TabKey[];
/** Titles of the input tabs in the order of workbooks.md §2. */
export const TAB_TITLES: readonly string[] = TAB_KEYS.map((key) => TABS[key].title);

/** The cell that stands for a whole row (rules.md §4, “Row places”). */
const ROW_PLACE: { readonly [Tab in TabKey]: FieldOf<Tab> } = {
  organizations: 'id',
  students: 'id',
  tenures: 'posts',
  developments: 'studentId',
  activities: 'topic',
  plans: 'orgId',
  decisions: 'id',
  pledges: 'studentId',
  honors: 'name',
};

/** Puts the colleges together: references resolved across the school, lookups built on first use. */
export function assembleSchool(input: SchoolInput): School {
  const { asOf, year, parameters, scheme } = input;
  const referenceDay = deadlineIn(year, parameters.referenceDay);
  const membershipOn = Math.min(asOf, referenceDay);
  const resolved = resolveReferences(input.colleges, input.complete);
  const roster = buildRoster(resolved.map(tablesOf), membershipOn);
  const hosted = resolved.map((parsed) =>
    withoutRowsOf(parsed, (id) => roster.organization(id)?.status === OrgStatus.dissolved),
  );
  const lazy = lazyLookups(hosted, roster, membershipOn);
  return {
    asOf,
    year,
    membershipOn,
    scheme,
    complete: input.complete,
    colleges: input.colleges.map((college, index) =>
      toCollege(college, index, resolved[index] as ParsedWorkbook, roster, membershipOn),
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
  };
}

function lazyLookups(tables: readonly Tables[], roster: Roster, membershipOn: CalendarDay) {
  const coverage = once(() => buildCoverage(tables, roster));
  return {
    coverage,
    tenures: once(() => buildTenures(tables, roster, coverage(), membershipOn)),
    activities: once(() => buildActivities(tables, roster, coverage())),
    records: once(() => buildRecords(tables)),
  };
}

function toCollege(
  college: ReadCollege,
  index: number,
  parsed: ParsedWorkbook,
  roster: Roster,
  membershipOn: CalendarDay,
): College {
  const { tabs, issues } = parsed;
  const column = (tab: TabKey, field: string): string | null =>
    (tabs[tab].columns as Readonly<Record<string, string>>)[field] ?? null;
  return {
    index,
    id: college.id,
    name: college.name,
    stale: college.stale,
    heldBack: college.heldBack ?? null,
    tabs,
    issues,
    all: tablesOf(parsed),
    judged: judgedOf(parsed, roster, membershipOn),
    place: (tab, row, field) => ({ tab: TABS[tab].title, row: row.row, column: column(tab, field) }),
    rowPlace: (tab, row) => ({ tab: TABS[tab].title, row: row.row, column: column(tab, ROW_PLACE[tab]) }),
    tabPlace: (tab) => ({ tab: TABS[tab].title, row: null, column: null }),
    keyOf: (tab, row) => keyOf(tab, row, (tabs[tab] as ParsedTab).oddKeys),
  };
}

function tablesOf({ tabs }: ParsedWorkbook): Tables {
  return Object.fromEntries(TAB_KEYS.map((key) => [key, tabs[key].rows])) as unknown as Tables;
}

/** 在册 organizations, 在读 students, and the rows of such hosts and people; rows whose host or student is unknown stay. */
function judgedOf(parsed: ParsedWorkbook, roster: Roster, membershipOn: CalendarDay): Tables {
  const hosted = withoutRowsOf(parsed, (id) => {
    const org = roster.organization(id);
    return org !== undefined && !isRegistered(org);
  });
  const stays = ({ studentId }: { readonly studentId: RowIn<'developments'>['studentId'] }): boolean => {
    if (!isGiven(studentId)) return true;
    const student = roster.student(studentId);
    return student === undefined || isEnrolledOn(student, membershipOn);
  };
  return {
    ...hosted,
    organizations: hosted.organizations.filter(isRegistered),
    students: hosted.students.filter((student: Student) => isEnrolledOn(student, membershipOn)),
    developments: hosted.developments.filter(stays),
    pledges: hosted.pledges.filter(stays),
  };
}

/** Without the rows whose host (组织编号, 主办组织) is one of those; “a row belongs to its host” (rules.md §4). */
function withoutRowsOf(parsed: ParsedWorkbook, isOut: (orgId: string) => boolean): Tables {
  const tables = tablesOf(parsed);
  const byOrg = ({ orgId }: { readonly orgId: RowIn<'plans'>['orgId'] }): boolean => !isGiven(orgId) || !isOut(orgId);
  return {
    ...tables,
    tenures: tables.tenures.filter(byOrg),
    activities: tables.activities.filter(({ hostId }) => !isGiven(hostId) || !isOut(hostId)),
    plans: tables.plans.filter(byOrg),
    decisions: tables.decisions.filter(byOrg),
    honors: tables.honors.filter(byOrg),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
