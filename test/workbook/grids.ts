import type { CellIssue, ParsedTab, ParsedWorkbook } from '../../shared/domain/parsed.ts';
import type { TabKey } from '../../shared/domain/school.ts';
import type { RawCell, RawMerge, RawTab, RawWorkbook } from '../../shared/sheet/raw.ts';
import { parseWorkbook } from '../../shared/workbook/parse-workbook.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';

/** A tab of raw cells, the headings first. */
export function sheet(title: string, rows: readonly (readonly RawCell[])[], merges: readonly RawMerge[] = []): RawTab {
  return { title, rows, merges };
}

export function book(...tabs: readonly RawTab[]): RawWorkbook {
  return { version: '1', tabs };
}

/** What was found wrong in the tabs that a test shows, by the fewest facts that tell issues apart. */
export function foundIn(parsed: ParsedWorkbook, tab: TabKey): readonly string[] {
  return parsed.issues.filter((issue) => issue.tab === tab && issue.kind !== 'missingTab').map(brief);
}

/** `blank 姓名 C3` */
function brief({ kind, heading, column, row, text, problem }: CellIssue): string {
  const place = `${column ?? ''}${row ?? ''}`;
  return [kind, problem, heading ?? text, place].filter(Boolean).join(' ');
}

/** One tab with the headings of these fields, and rows of cells under them. */
export function parseRows<Tab extends TabKey>(
  tab: Tab,
  fields: readonly string[],
  rows: readonly (readonly RawCell[])[],
  merges: readonly RawMerge[] = [],
  activityTypes: readonly string[] = [],
): { readonly tab: ParsedTab<Tab>; readonly found: readonly string[]; readonly parsed: ParsedWorkbook } {
  const columns = TABS[tab].columns as unknown as Readonly<Record<string, { readonly heading: string }>>;
  const headings = fields.map((field) => columns[field]?.heading ?? field);
  const parsed = parseWorkbook(book(sheet(TABS[tab].title, [headings, ...rows], merges)), 0, activityTypes);
  return { tab: parsed.tabs[tab], found: foundIn(parsed, tab), parsed };
}
