import type { Column } from '../../shared/workbook/column.ts';

/** How many rows a drop-down of ids offers. */
const OPTIONS = 999;
/** What a column refers to where its ids stand in the tab 组织. */
const ORGANIZATIONS: readonly unknown[] = ['organization', 'schoolClass', 'partyBranch', 'decidingOrg'];

/**
 * The cells in which the ids of organizations stand, as a formula names them.
 * @param first first row below the headings
 */
export function idRange(title: string, letter: string, first: number): string {
  return `'${title}'!$${letter}$${first}:$${letter}$${first + OPTIONS - 1}`;
}

/**
 * Drop-downs of a tab whose words stand in a range of the workbook, by field: ids of organizations, in a column that takes
 * one of them.
 * @param ids as `idRange` gives them
 */
export function idLists(
  columns: Readonly<Record<string, Column<unknown>>>,
  ids: string,
): Readonly<Record<string, string>> {
  const single = Object.entries(columns).filter(
    ([, { type, references }]) => type.kind === 'id' && ORGANIZATIONS.includes(references),
  );
  return Object.fromEntries(single.map(([field]) => [field, ids]));
}
