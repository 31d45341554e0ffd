import { isGiven } from './cell.ts';
import type { CellIssue } from './parsed.ts';
import type { RenamedId } from './renamed-id.ts';
import { push, type Roster } from './roster.ts';
import type { Organization, Row, Student, Tables } from './school.ts';

/** What an id that refers to nothing may mean, for advice (DAT-07). */
export interface IdHints {
  /** Organizations with that 组织名称. */
  organizationsCalled(name: string): readonly Organization[];
  /** Students with that 姓名. */
  studentsCalled(name: string): readonly Student[];
  /** The only id of 组织 (or 花名册) that differs just in case, dashes or leading zeros; `null` if there is none. */
  idLike(id: string, tab: 'organizations' | 'students'): string | null;
  /** The new id of an id that is gone, with the row that has it, and how many cells name the old one. */
  renamed(id: string): (RenamedId & { readonly row: Organization | Student; readonly uses: number }) | null;
}

/** @param issues of all colleges, references resolved */
export function buildIdHints(
  tables: readonly Tables[],
  roster: Roster,
  renamed: readonly RenamedId[],
  issues: Iterable<CellIssue>,
): IdHints {
  const organizations = byName(tables.flatMap((table) => table.organizations));
  const students = byName(tables.flatMap((table) => table.students));
  const like = {
    organizations: byLooseId(tables.flatMap((table) => table.organizations)),
    students: byLooseId(tables.flatMap((table) => table.students)),
  };
  const byOldId = new Map(renamed.map((one) => [one.from, one]));
  const uses = new Map<string, number>();
  for (const { kind, text } of issues) {
    if (kind === 'dangling' && byOldId.has(text)) uses.set(text, (uses.get(text) ?? 0) + 1);
  }
  return {
    organizationsCalled: (name) => organizations.get(looseName(name)) ?? [],
    studentsCalled: (name) => students.get(looseName(name)) ?? [],
    idLike: (id, tab) => {
      const [only, ...others] = like[tab].get(looseId(id)) ?? [];
      return only !== undefined && others.length === 0 && only !== id ? only : null;
    },
    renamed: (id) => {
      const one = byOldId.get(id);
      const row = one && (one.tab === 'organizations' ? roster.organization(one.to) : roster.student(one.to));
      return one && row ? { ...one, row, uses: uses.get(id) ?? 0 } : null;
    },
  };
}

type Named = Row & Pick<Organization, 'id' | 'name'>;

function byName<R extends Named>(rows: readonly R[]): ReadonlyMap<string, readonly R[]> {
  const found = new Map<string, R[]>();
  for (const row of rows) if (isGiven(row.id) && isGiven(row.name)) push(found, looseName(row.name), row);
  return found;
}

function byLooseId(rows: readonly Named[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { id } of rows) {
    if (isGiven(id) && !found.get(looseId(id))?.includes(id)) push(found, looseId(id), id);
  }
  return found;
}

/** A name without spaces and dots. */
export function looseName(name: string): string {
  return name.replace(/[\s·]/g, '');
}

/** Only letters, digits and characters, in capitals, without leading zeros. */
export function looseId(id: string): string {
  return id
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/^0+(?=.)/, '');
}
