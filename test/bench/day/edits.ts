import type { RawTab } from '../../../shared/sheet/raw.ts';
import { findHeadings, findTab } from '../../../shared/workbook/find-tab.ts';
import { TABS } from '../../../shared/workbook/tabs/index.ts';
import type { Sheet, Workbook } from '../../support/google-server/model.ts';

interface Edit {
  readonly tab: 'students' | 'activities' | 'developments' | 'honors';
  readonly field: string;
  /** What is typed the n-th time. */
  readonly typed: (n: number) => string | number;
}

/** What people type by day, good and bad, one after the other. */
const EDITS: readonly Edit[] = [
  { tab: 'activities', field: 'present', typed: (n) => 10 + (n % 20) },
  { tab: 'students', field: 'sex', typed: (n) => `性别${n}` },
  { tab: 'developments', field: 'trainingHours', typed: (n) => 8 + n },
  { tab: 'activities', field: 'topic', typed: (n) => `第 ${n} 次学习` },
  { tab: 'honors', field: 'matter', typed: (n) => `事项 ${n}` },
];

/** Types into one cell of an input tab, as a user at Google would: the n-th edit of a day. */
export function typeOneCell(workbook: Workbook, n: number): void {
  const { tab, field, typed } = EDITS[n % EDITS.length] as Edit;
  const { title, columns } = TABS[tab];
  const tabs = workbook.sheets.map(rawTab);
  const found = findTab(tabs, title);
  const sheet = workbook.sheets[found === null ? -1 : tabs.indexOf(found)];
  const headings = findHeadings(found?.rows ?? [], columns);
  const column = headings.columns.get(field);
  if (sheet === undefined || column === undefined) throw new Error(`no column ${field} in ${title}`);
  const filled = sheet.rows.flatMap((cells, row) => (row > headings.row && cells.some(isFilled) ? [row] : []));
  const cells = sheet.rows[filled[(7 * n) % filled.length] ?? -1];
  if (cells === undefined) throw new Error(`no row in ${title}`);
  // What stands there already would be no edit.
  const isThere = (value: string | number): boolean =>
    [cells[column]?.effectiveValue?.numberValue, cells[column]?.effectiveValue?.stringValue].includes(value);
  const value = isThere(typed(n)) ? typed(n + 1) : typed(n);
  const entered = typeof value === 'number' ? { numberValue: value } : { stringValue: value };
  cells[column] = { ...cells[column], userEnteredValue: entered, effectiveValue: entered };
  workbook.version += 1;
}

const isFilled = (cell: Sheet['rows'][number][number]): boolean => cell?.effectiveValue !== undefined;

function rawTab({ properties, rows, developerMetadata }: Sheet): RawTab {
  return {
    title: properties.title,
    rows: rows.slice(0, 10).map((cells) => cells.map((cell) => cell?.effectiveValue?.stringValue ?? null)),
    merges: [],
    ...(developerMetadata.length > 0 && { output: properties.title }),
  };
}
