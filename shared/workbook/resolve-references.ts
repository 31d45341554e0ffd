import { isGiven, type List, unreadable } from '../domain/cell.ts';
import type { CellIssue, ParsedTab, ParsedWorkbook, ReadProblem } from '../domain/parsed.ts';
import type { Row, TabKey } from '../domain/school.ts';
import { ClassPost, HolderKind, OrgKind, PartyPost, type Post } from '../domain/vocabulary.ts';
import type { Reference } from './column.ts';
import type { CollegeInput } from './read-college.ts';
import { keyOf } from './row-key.ts';
import { TABS } from './tabs/index.ts';

/** Columns with a formula that has not been computed, as `tab.field`. */
export function uncalculatedIn(issues: readonly CellIssue[]): ReadonlySet<string> {
  return new Set(issues.flatMap(({ kind, tab, field }) => (kind === 'uncalculated' ? [`${tab}.${field}`] : [])));
}

/** Ids of the whole school. */
interface Ids {
  readonly organizations: ReadonlyMap<string, OrgKind | null>;
  readonly students: ReadonlySet<string>;
  readonly teachers: ReadonlySet<string>;
  readonly activities: ReadonlySet<string>;
  readonly decisions: ReadonlySet<string>;
}

/**
 * The ids that one college's rows may name. If `knows…` is false, no id of that kind can be called dangling: some
 * college has never been read, or the college itself lacks the tab (rules.md §4: the rule does not run for it).
 */
interface Register extends Ids {
  readonly knowsOrganizations: boolean;
  readonly knowsStudents: boolean;
  readonly knowsTeachers: boolean;
  readonly knowsActivities: boolean;
  readonly knowsDecisions: boolean;
}

type Cells = Readonly<Record<string, unknown>>;

/**
 * Ids that refer to nothing, or to the wrong kind of organization, become `unreadable` and give a `dangling` issue
 * (DAT-07); posts that belong to the other kind of organization give a `choice` issue (DAT-05).
 * @param uncalculated columns with uncomputed formulas in colleges whose rows are not here
 */
export function resolveReferences(
  colleges: readonly CollegeInput[],
  complete: boolean,
  uncalculated: readonly string[] = [],
): readonly ParsedWorkbook[] {
  const ids = collectIds(colleges);
  // An uncomputed formula may yield any id, so nothing can be called dangling.
  const unknown = new Set([...uncalculated, ...uncalculatedIn(colleges.flatMap(({ parsed }) => parsed.issues))]);
  return colleges.map(({ parsed }) => resolveWorkbook(parsed, registerFor(parsed, ids, complete, unknown)));
}

function registerFor({ tabs }: ParsedWorkbook, ids: Ids, complete: boolean, unknown: ReadonlySet<string>): Register {
  const has = (tab: TabKey, field: string): boolean =>
    complete &&
    tabs[tab].present &&
    !(tabs[tab].missingFields as readonly string[]).includes(field) &&
    !unknown.has(`${tab}.${field}`);
  return {
    ...ids,
    knowsOrganizations: has('organizations', 'id'),
    knowsStudents: has('students', 'id'),
    knowsTeachers: has('tenures', 'holderId'),
    knowsActivities: has('activities', 'id'),
    knowsDecisions: has('decisions', 'id'),
  };
}

function collectIds(colleges: readonly CollegeInput[]): Ids {
  const organizations = new Map<string, OrgKind | null>();
  const students = new Set<string>();
  const teachers = new Set<string>();
  const activities = new Set<string>();
  const decisions = new Set<string>();
  for (const { parsed } of colleges) {
    for (const { id, kind } of parsed.tabs.organizations.rows) {
      if (isGiven(id) && !organizations.has(id)) organizations.set(id, isGiven(kind) ? kind : null);
    }
    for (const { id } of parsed.tabs.students.rows) if (isGiven(id)) students.add(id);
    for (const { id } of parsed.tabs.activities.rows) if (isGiven(id)) activities.add(id);
    for (const { id } of parsed.tabs.decisions.rows) if (isGiven(id)) decisions.add(id);
    for (const { holderId, holderKind } of parsed.tabs.tenures.rows) {
      if (isGiven(holderId) && holderKind !== HolderKind.student) teachers.add(holderId);
    }
  }
  return { organizations, students, teachers, activities, decisions };
}

function resolveWorkbook(parsed: ParsedWorkbook, register: Register): ParsedWorkbook {
  const issues: CellIssue[] = [];
  const tabs = Object.fromEntries(
    (Object.keys(TABS) as TabKey[]).map((key) => [
      key,
      resolveTab(parsed.tabs[key] as unknown as ParsedTab, register, issues),
    ]),
  ) as unknown as ParsedWorkbook['tabs'];
  return { ...parsed, tabs, issues: [...parsed.issues, ...issues] };
}

type ReferringColumn = readonly [field: string, column: { readonly heading: string; readonly references?: Reference }];

function resolveTab(tab: ParsedTab, register: Register, issues: CellIssue[]): ParsedTab {
  const columns = Object.entries(
    TABS[tab.key].columns as Readonly<Record<string, { heading: string; references?: Reference }>>,
  ) satisfies ReferringColumn[];
  const referring = columns.filter(([, column]) => column.references !== undefined);
  const oddKeys = new Map(tab.oddKeys);
  let changed = false;
  const rows = tab.rows.map((row) => {
    if (tab.key !== 'tenures' && !hasProblem(row as unknown as Cells, referring, register)) return row;
    let next: Row = row;
    const spoil = (field: string, heading: string, value: unknown, issue: Partial<CellIssue>): void => {
      const key = keyOf(tab.key, row, tab.oddKeys);
      oddKeys.set(row.row, key);
      const column = (tab.columns as Readonly<Record<string, string>>)[field] ?? null;
      issues.push({ kind: 'dangling', tab: tab.key, row: row.row, field, heading, column, key, text: '', ...issue });
      next = { ...next, [field]: value };
      changed = true;
    };
    for (const [field, { heading, references }] of referring) {
      const cell = (row as unknown as Cells)[field];
      if (references === undefined || cell === null || cell === unreadable) continue;
      if (typeof cell === 'string') {
        const problem = problemOf(references, cell, row as unknown as Cells, register);
        if (problem) spoil(field, heading, unreadable, { text: cell, problem });
        continue;
      }
      const list = cell as List<string>;
      const bad = list.items
        .map((id) => ({ id, problem: problemOf(references, id, row as unknown as Cells, register) }))
        .filter(({ problem }) => problem);
      if (bad.length === 0) continue;
      const items = list.items.filter((id) => !bad.some((item) => item.id === id));
      for (const { id, problem } of bad)
        spoil(field, heading, { items, partial: true }, { text: id, ...(problem && { problem }) });
    }
    if (tab.key === 'tenures') checkPosts(row as RowOfTenures, register, spoil);
    return next;
  });
  return changed ? ({ ...tab, rows, oddKeys } as unknown as ParsedTab) : tab;
}

/** Whether any reference of a row leads nowhere; most lead somewhere, and cost nothing more than this look. */
function hasProblem(row: Cells, referring: readonly ReferringColumn[], register: Register): boolean {
  for (const [field, { references }] of referring) {
    const cell = row[field];
    if (references === undefined || cell === null || cell === unreadable) continue;
    if (typeof cell === 'string') {
      if (problemOf(references, cell, row, register) !== null) return true;
      continue;
    }
    for (const id of (cell as List<string>).items) if (problemOf(references, id, row, register) !== null) return true;
  }
  return false;
}

type RowOfTenures = Row & { readonly orgId: unknown; readonly posts: List<Post> };

const PARTY_POSTS: readonly string[] = Object.values(PartyPost);
const CLASS_POSTS: readonly string[] = Object.values(ClassPost);

/** Party organizations take the first list of posts, League organizations and classes the second (workbooks.md §2). */
function checkPosts(
  row: RowOfTenures,
  register: Register,
  spoil: (field: string, heading: string, value: unknown, issue: Partial<CellIssue>) => void,
): void {
  const kind = typeof row.orgId === 'string' ? register.organizations.get(row.orgId) : null;
  // A 上级党团组织 has posts of both lists.
  if (!kind || kind === OrgKind.higherOrg) return;
  const allowed = isPartySide(kind) ? PARTY_POSTS : CLASS_POSTS;
  const bad = row.posts.items.filter((post) => !allowed.includes(post));
  if (bad.length === 0) return;
  const items = row.posts.items.filter((post) => allowed.includes(post));
  spoil(
    'posts',
    TABS.tenures.columns.posts.heading,
    { items, partial: true },
    { kind: 'choice', text: bad.join('、'), nearest: null, allowed },
  );
}

function isPartySide(kind: OrgKind): boolean {
  return kind === OrgKind.partyBranch || kind === OrgKind.partyStudyGroup || kind === OrgKind.functionalPartyOrg;
}

function problemOf(reference: Reference, id: string, row: Cells, register: Register): ReadProblem | null {
  switch (reference) {
    case 'student':
      // A 教师 has a 工号 here and needs no row in 花名册. With an unreadable 身份 it may be either.
      if (row.holderKind !== undefined && row.holderKind !== HolderKind.student) return null;
      return register.knowsStudents && !register.students.has(id) ? 'danglingStudent' : null;
    case 'author':
      if (!register.knowsStudents || !register.knowsTeachers) return null;
      return register.students.has(id) || register.teachers.has(id) ? null : 'danglingStudent';
    case 'activity':
      return register.knowsActivities && !register.activities.has(id) ? 'danglingActivity' : null;
    case 'decision':
      return register.knowsDecisions && !register.decisions.has(id) ? 'danglingDecision' : null;
    default:
      return organizationProblem(reference, id, register);
  }
}

const ALLOWED_KINDS: Readonly<Record<'schoolClass' | 'partyBranch' | 'decidingOrg', readonly OrgKind[]>> = {
  schoolClass: [OrgKind.schoolClass],
  partyBranch: [OrgKind.partyBranch],
  decidingOrg: [OrgKind.leagueBranch, OrgKind.schoolClass],
};

function organizationProblem(
  reference: Exclude<Reference, 'student' | 'author' | 'activity' | 'decision'>,
  id: string,
  register: Register,
): ReadProblem | null {
  if (!register.organizations.has(id)) return register.knowsOrganizations ? 'danglingOrganization' : null;
  const kind = register.organizations.get(id);
  if (reference === 'organization' || !kind) return null;
  return ALLOWED_KINDS[reference].includes(kind) ? null : 'wrongKindOfOrganization';
}
