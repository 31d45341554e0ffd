import { type Cell, isGiven } from '../domain/cell.ts';
import type { ParsedWorkbook } from '../domain/parsed.ts';
import type { RepeatedKey } from '../domain/repeated-key.ts';
import type { Row, TabKey } from '../domain/school.ts';
import { TAB_FACTS } from './tab-facts.ts';

type Cells = Readonly<Record<string, Cell<string | number>>>;

/**
 * The later rows of repeated keys, in the order of tabs and rows (workbooks.md §2; 任职 and 荣誉 have no key). The key of
 * an activity is 活动编号 or, without one, its day, host, type and topic; keys with a blank or unreadable part are ignored.
 */
export function repeatedKeys({ tabs }: ParsedWorkbook): readonly RepeatedKey[] {
  return (Object.keys(TAB_FACTS) as TabKey[]).flatMap((tab) => repeatedIn(tab, tabs[tab].rows));
}

function repeatedIn(tab: TabKey, rows: readonly Row[]): readonly RepeatedKey[] {
  const { keys } = TAB_FACTS[tab];
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
