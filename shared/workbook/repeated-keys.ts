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
  const firstRows = new Map<string, number>();
  const ordinals = new Map<string, number>();
  const repeated: RepeatedKey[] = [];
  for (const row of rows) {
    const cells = row as unknown as Cells;
    const columns = keys.find((names) => names.some(([field]) => cells[field] !== null));
    if (!columns?.every(([field]) => isGiven(cells[field] ?? null))) continue;
    const [[first] = [''], ...others] = columns;
    const key = others.length === 0 ? String(cells[first]) : columns.map(([field]) => String(cells[field])).join('\n');
    const firstRow = firstRows.get(key);
    if (firstRow === undefined) {
      firstRows.set(key, row.row);
      continue;
    }
    const ordinal = (ordinals.get(key) ?? 1) + 1;
    ordinals.set(key, ordinal);
    repeated.push({ tab, row, columns, firstRow, ordinal });
  }
  return repeated;
}
