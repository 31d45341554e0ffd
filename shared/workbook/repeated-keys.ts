import { type Cell, isGiven } from '../domain/cell.ts';
import type { ParsedWorkbook } from '../domain/parsed.ts';
import type { RepeatedKey } from '../domain/repeated-key.ts';
import type { Row, TabKey } from '../domain/school.ts';
import type { Column } from './column.ts';
import { TABS } from './tabs/index.ts';

type Columns = Readonly<Record<string, Column<unknown>>>;
type Cells = Readonly<Record<string, Cell<string | number>>>;

/**
 * The later rows of doubled keys, in the order of tabs and rows (workbooks.md §2; 任职 and 荣誉 have no key). An activity
 * goes by 活动编号, without one by what it is; a key with a blank or an unreadable part is none.
 */
export function repeatedKeys({ tabs }: ParsedWorkbook): readonly RepeatedKey[] {
  return (Object.keys(TABS) as TabKey[]).flatMap((tab) => repeatedIn(tab, tabs[tab].rows));
}

function repeatedIn(tab: TabKey, rows: readonly Row[]): readonly RepeatedKey[] {
  const keys = keysOf(tab);
  if (keys.length === 0) return [];
  const seen = new Map<string, { readonly firstRow: number; count: number }>();
  const repeated: RepeatedKey[] = [];
  for (const row of rows) {
    const cells = row as unknown as Cells;
    const columns = keys.find((names) => names.some(([field]) => cells[field] !== null));
    if (!columns?.every(([field]) => isGiven(cells[field] ?? null))) continue;
    const key = columns.map(([field]) => String(cells[field])).join('\n');
    const known = seen.get(key);
    if (known) repeated.push({ tab, row, columns, firstRow: known.firstRow, ordinal: ++known.count });
    else seen.set(key, { firstRow: row.row, count: 1 });
  }
  return repeated;
}

/** Keys that may stand once in a tab: those of its row keys, where some column is part of a key or a row has two names. */
function keysOf(tab: TabKey): readonly RepeatedKey['columns'][] {
  const { rowKeys } = TABS[tab];
  const columns = TABS[tab].columns as unknown as Columns;
  const isUnique = rowKeys.length > 1 || Object.values(columns).some(({ key }) => key);
  return isUnique
    ? rowKeys.map((fields) => fields.map((field) => [field, columns[field]?.heading ?? field] as const))
    : [];
}
