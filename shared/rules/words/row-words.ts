import type { College, School } from '../../domain/assembled.ts';
import { orgLabelOf, personOf } from '../../domain/roster.ts';
import type { TabKey } from '../../domain/school.ts';

/** A row of a tab by its number and key. */
export interface RowName {
  readonly tab: TabKey;
  readonly row: number | null;
  readonly key: readonly string[];
}

/** A row for messages: `“花名册”第 7 行张三（41922001）`; the row number alone if its key names nobody. */
export function rowWords(college: College, { roster, tabs }: School, { tab, row, key }: RowName): string {
  const words = `“${college.tabPlace(tab).tab}”第 ${row} 行`;
  const named = tabs[tab].calledBy;
  const id = named === null ? undefined : key[named.part];
  if (id === undefined) return words;
  const student = named?.kind === 'person' ? roster.student(id) : undefined;
  const org = named?.kind === 'organization' ? roster.organization(id) : undefined;
  if (!student && !org) return words;
  const label = student ? personOf(student, id) : orgLabelOf(org, id);
  return label === id ? `${words} ${id} ` : `${words}${label}`;
}
