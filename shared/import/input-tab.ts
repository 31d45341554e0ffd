import type { ParsedTab } from '../domain/parsed.ts';
import { columnIndex } from '../domain/place.ts';
import type { Row, TabKey } from '../domain/school.ts';
import type { RawTab, RawWorkbook } from '../sheet/raw.ts';
import type { Column, TabSpec } from '../workbook/column.ts';
import { findTab } from '../workbook/find-tab.ts';
import { coveredCells } from '../workbook/grid.ts';
import { foldTitle } from '../workbook/normalize.ts';
import { parseTab } from '../workbook/parse-tab.ts';
import { plainKeyOf } from '../workbook/row-key.ts';
import type { Fields } from '../workbook/table-plan.ts';
import { TABS } from '../workbook/tabs/index.ts';
import { TAB_ALIASES } from '../workbook/tabs/other-names.ts';

/** An input tab of any kind, as an import looks at it. */
export interface AnyTab {
  readonly key: TabKey;
  readonly title: string;
  readonly rowKeys: readonly (readonly string[])[];
  readonly columns: Readonly<Record<string, Column<unknown>>>;
  /** The column with the name of the person that a row is about. */
  readonly nameField: string | null;
}

/** What the tab's file says; the columns differ in type only. */
export function inputTab(key: TabKey): AnyTab {
  const { title, rowKeys, columns, person, personName } = TABS[key];
  // The tab that a person's own row stands in calls the name so.
  const own = person !== undefined && 'name' in columns ? 'name' : null;
  return {
    key,
    title,
    rowKeys,
    columns: columns as unknown as AnyTab['columns'],
    nameField: personName ?? own,
  };
}

/** The input tab that a person names by its title or another name of it; `null` where none is called so. */
export function inputTabNamed(typed: string): AnyTab | null {
  const wanted = foldTitle(typed);
  const key = (Object.keys(TABS) as TabKey[]).find((one) =>
    [TABS[one].title, ...(TAB_ALIASES[TABS[one].title] ?? [])].some((name) => foldTitle(name) === wanted),
  );
  return key === undefined ? null : inputTab(key);
}

/** An input tab as it stands in one workbook. */
export interface StandingTab {
  readonly tab: AnyTab;
  readonly raw: RawTab;
  /** Zero-based. */
  readonly headingRow: number;
  /** Zero-based column by English name. */
  readonly columns: ReadonlyMap<string, number>;
  /** Zero-based row by key; `null` where several rows have it. */
  readonly rows: ReadonlyMap<string, number | null>;
  /** Cells under a merge, by row. */
  readonly covered: ReadonlyMap<number, ReadonlySet<number>>;
  /** Zero-based: the row below the last in which anything stands. */
  readonly nextRow: number;
  /** Zero-based last row of data; `null`: there is none. */
  readonly lastRow: number | null;
}

/** Finds an input tab in a workbook; `null` where it, or its row of headings, is not there. */
export function standingTab(workbook: RawWorkbook, tab: AnyTab): StandingTab | null {
  const raw = findTab(workbook.tabs, tab.title);
  if (raw === null) return null;
  const parsed: ParsedTab = parseTab(TABS[tab.key] as unknown as TabSpec<TabKey>, raw, 0).parsed;
  if (parsed.headingRow === null) return null;
  const headingRow = parsed.headingRow - 1;
  const rows = new Map<string, number | null>();
  for (const row of parsed.rows) {
    const key = rowKey(tab.key, row);
    if (key !== null) rows.set(key, rows.has(key) ? null : row.row - 1);
  }
  const last = raw.rows.findLastIndex((cells) => cells.some((cell) => cell !== null && cell !== ''));
  const columns = new Map(
    Object.entries<string | undefined>(parsed.columns).flatMap(([field, letter]): [string, number][] =>
      letter === undefined ? [] : [[field, columnIndex(letter)]],
    ),
  );
  const merged = raw.merges.reduce(
    (lowest, { bottom }) => (bottom <= raw.rows.length ? Math.max(lowest, bottom) : lowest),
    headingRow,
  );
  return {
    tab,
    raw,
    headingRow,
    columns,
    rows,
    covered: coveredCells(raw.merges, headingRow + 1, raw.rows.length - 1, [...columns.values()]),
    nextRow: Math.max(last, merged) + 1,
    lastRow: last > headingRow ? last : null,
  };
}

/** The key of a row as one text; `null` where a part of it is blank or cannot be read. */
export function rowKey(tab: TabKey, row: Row | Fields): string | null {
  const key = plainKeyOf(tab, { ...row });
  return key === null ? null : JSON.stringify(key);
}
