import type { CellIssue, ParsedWorkbook } from '../domain/parsed.ts';
import type { TabKey } from '../domain/school.ts';
import type { RawWorkbook } from '../sheet/raw.ts';
import type { Column, TabSpec } from './column.ts';
import { findTab, unreadTabs } from './find-tab.ts';
import { parseTab } from './parse-tab.ts';
import { TABS } from './tabs/index.ts';

/**
 * Reads every input tab of a college workbook (workbooks.md §1). It never throws, whatever the workbook contains:
 * anything unreadable is an issue, and the issues of all rows are there.
 * @param college the college's place in 学院登记 order, from 0
 * @param activityTypes further activity types that the school's 积分规则 names
 */
export function parseWorkbook(raw: RawWorkbook, college: number, activityTypes: readonly string[]): ParsedWorkbook {
  const parsed = parseTabs(raw, college, activityTypes, false);
  const isAsMeant = Object.values(parsed.tabs).every(({ unread }) => unread.every(({ near }) => near === null));
  return { ...parsed, meant: isAsMeant ? null : { ...parseTabs(raw, college, activityTypes, true), meant: null } };
}

function parseTabs(
  raw: RawWorkbook,
  college: number,
  activityTypes: readonly string[],
  asMeant: boolean,
): Omit<ParsedWorkbook, 'meant'> {
  const issues: CellIssue[] = [];
  const tabs: Partial<Record<TabKey, unknown>> = {};
  const parse = <Tab extends TabKey>(key: Tab): void => {
    const spec: TabSpec<Tab> = withWords(TABS[key], activityTypes);
    const reading = parseTab(spec, findTab(raw.tabs, spec.title), college, asMeant);
    tabs[key] = reading.parsed;
    for (const issue of reading.issues) issues.push(issue);
  };
  for (const key of Object.keys(TABS) as TabKey[]) parse(key);
  const titles = Object.values(TABS).map(({ title }) => title);
  return { tabs: tabs as ParsedWorkbook['tabs'], unreadTabs: unreadTabs(raw.tabs, titles), issues };
}

/** The tab with the school's own words among the choices of the columns that take them. */
function withWords<Tab extends TabKey>(spec: TabSpec<Tab>, words: readonly string[]): TabSpec<Tab> {
  if (words.length === 0) return spec;
  const columns = Object.entries<Column<unknown>>(spec.columns as never).map(([field, column]) => {
    const type = column.type.withWords?.(words) ?? column.type;
    return [field, { ...column, type }];
  });
  return { ...spec, columns: Object.fromEntries(columns) };
}
