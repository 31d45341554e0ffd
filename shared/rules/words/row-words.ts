import type { College, School } from '../../domain/assembled.ts';
import { orgLabelOf, personOf } from '../../domain/roster.ts';
import type { TabKey } from '../../domain/school.ts';

/** A row of a tab by its number and key. */
export interface RowName {
  readonly tab: TabKey;
  readonly row: number | null;
  readonly key: readonly string[];
}

/** Where the person or the organization stands in the key that a row is called by (rules.md §4, “Row keys”). */
const NAMED_BY: Partial<Record<TabKey, { readonly kind: 'person' | 'organization'; readonly part: number }>> = {
  organizations: { kind: 'organization', part: 0 },
  students: { kind: 'person', part: 0 },
  tenures: { kind: 'person', part: 2 },
  developments: { kind: 'person', part: 0 },
  plans: { kind: 'organization', part: 0 },
  pledges: { kind: 'person', part: 1 },
};

/** A row for messages: `“花名册”第 7 行张三（41922001）`; the row alone where nobody is known by its key. */
export function rowWords(college: College, { roster }: School, { tab, row, key }: RowName): string {
  const words = `“${college.tabPlace(tab).tab}”第 ${row} 行`;
  const named = NAMED_BY[tab];
  const id = named && key[named.part];
  if (id === undefined) return words;
  const student = named?.kind === 'person' ? roster.student(id) : undefined;
  const org = named?.kind === 'organization' ? roster.organization(id) : undefined;
  if (!student && !org) return words;
  const label = student ? personOf(student, id) : orgLabelOf(org, id);
  return label === id ? `${words} ${id} ` : `${words}${label}`;
}
