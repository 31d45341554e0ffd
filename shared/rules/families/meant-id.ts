import type { College, School } from '../../domain/assembled.ts';
import { isGiven } from '../../domain/cell.ts';
import type { CellIssue } from '../../domain/parsed.ts';
import type { Organization, Student } from '../../domain/school.ts';

/** What an id that refers to nothing is most likely meant to be. */
export interface MeantId {
  /** `null` where several could be meant. */
  readonly id: string | null;
  /** Name of what has that id. */
  readonly label: string;
  /** The cell contains a name instead of an id. */
  readonly isName: boolean;
  /** How many have that name. */
  readonly namesakes: number;
}

/**
 * A name where an id belongs, or an id with other capitals, dashes or leading zeros.
 * @param kindAsked the kind of organization that the column takes; decides between several of the same name
 */
export function meantId({ idHints, roster }: School, issue: CellIssue, kindAsked: string | null): MeantId | null {
  const { text, problem } = issue;
  const isStudent = problem === 'danglingStudent';
  if (!isStudent && problem !== 'danglingOrganization') return null;
  const called = isStudent ? idHints.studentsCalled(text) : ofKind(idHints.organizationsCalled(text), kindAsked);
  const [first] = called;
  if (first) {
    const only = called.length === 1 && isGiven(first.id) ? first.id : null;
    return { id: only, label: text, isName: true, namesakes: called.length };
  }
  const id = idHints.idLike(text, isStudent ? 'students' : 'organizations');
  if (id === null) return null;
  const row: Organization | Student | undefined = isStudent ? roster.student(id) : roster.organization(id);
  return { id, label: row && isGiven(row.name) ? row.name : id, isName: false, namesakes: 0 };
}

function ofKind(organizations: readonly Organization[], kind: string | null): readonly Organization[] {
  const right = organizations.filter((org) => org.kind === kind);
  return right.length > 0 ? right : organizations;
}

/** What a dangling id became: the cell that has the new one, and how many cells name the old one. */
export interface RenamedCell {
  /** `组织!B5`, with the college if it is another one. */
  readonly place: string;
  readonly to: string;
  readonly uses: number;
}

/** An id of 组织 or 花名册 from an earlier reading that is gone because its row now has another one. */
export function renamedId({ idHints, colleges }: School, { index }: College, id: string): RenamedCell | null {
  const renamed = idHints.renamed(id);
  const home = renamed && colleges[renamed.row.college];
  if (!renamed || !home) return null;
  const { tab, column, row } = home.place(renamed.tab, renamed.row as never, 'id');
  const cell = `${tab}!${column ?? ''}${row ?? ''}`;
  return { place: home.index === index ? cell : `${home.name}的${cell}`, to: renamed.to, uses: renamed.uses };
}
