import type { TabKey } from '../../../shared/domain/school.ts';
import type { RawTab } from '../../../shared/sheet/raw.ts';
import type { Column, TabSpec } from '../../../shared/workbook/column.ts';
import { findHeadings, findTab } from '../../../shared/workbook/find-tab.ts';
import { parseWorkbook } from '../../../shared/workbook/parse-workbook.ts';
import { TABS } from '../../../shared/workbook/tabs/index.ts';
import { SCHOOL_TABS } from '../../../shared/workbook/tabs/school.ts';
import { columnPlanOf } from '../../template/column-looks.ts';
import type { ColumnPlan } from '../../template/sheet-plan.ts';

/** Tabs and columns that were introduced after a workbook was made. */

export interface LackingColumn extends Pick<ColumnPlan, 'width' | 'look'> {
  readonly heading: string;
  readonly required: boolean;
  readonly help: null;
  /** Allowed words; empty, and `null`, if any text may be typed. */
  readonly choices: readonly string[];
  readonly options: readonly string[] | null;
}

/** Columns missing from an existing tab. */
export interface LackingColumns {
  readonly title: string;
  /** Zero-based row of the headings. */
  readonly row: number;
  readonly headings: readonly string[];
  readonly columns: readonly LackingColumn[];
}

export interface LackingTab {
  readonly title: string;
  readonly columns: readonly LackingColumn[];
}

export interface Lack {
  readonly columns: readonly LackingColumns[];
  readonly tabs: readonly LackingTab[];
}

type Columns = Readonly<Record<string, Column<unknown>>>;

/** A column is not added a second time if a similar heading may stand for it (DAT-18). */
export function lackOfCollege(tabs: readonly RawTab[]): Lack {
  const parsed = parseWorkbook({ version: '', tabs }, 0, []);
  const missing = (Object.keys(TABS) as TabKey[]).map((key) => TABS[key] as unknown as TabSpec<TabKey>);
  return {
    tabs: missing.filter(({ key }) => !parsed.tabs[key].present).map(tableOf),
    columns: missing.flatMap(({ key, title, columns }) => {
      const meant = parsed.tabs[key].unread.flatMap(({ near }) => near?.field ?? []);
      return headingsLacking(tabs, title, columns as unknown as Columns, meant as readonly string[]);
    }),
  };
}

/** If a school has no tab for some settings, their defaults apply: it lacks none. */
export function lackOfSchool(tabs: readonly RawTab[]): Lack {
  const columns = Object.values(SCHOOL_TABS).flatMap((spec) =>
    headingsLacking(tabs, spec.title, spec.columns as unknown as Columns, []),
  );
  return { tabs: [], columns };
}

/** Columns missing from an existing tab that has a heading row; none if it is complete. */
function headingsLacking(
  tabs: readonly RawTab[],
  title: string,
  columns: Columns,
  meant: readonly string[],
): readonly LackingColumns[] {
  const tab = findTab(tabs, title);
  const found = tab ? findHeadings(tab.rows, columns) : null;
  if (!tab || !found || found.row < 0) return [];
  const lacking = Object.entries(columns).flatMap(([field, column]) =>
    found.columns.has(field) || meant.includes(field) ? [] : [planOf(column)],
  );
  const headings = lacking.map(({ heading }) => heading);
  return headings.length === 0 ? [] : [{ title: tab.title, row: found.row, headings, columns: lacking }];
}

function tableOf({ title, columns }: TabSpec<TabKey>): LackingTab {
  const marked = Object.values(columns as unknown as Columns).map((column) => ({
    ...planOf(column),
    heading: column.required ? `${column.heading}*` : column.heading,
  }));
  return { title, columns: marked };
}

function planOf(column: Column<unknown>): LackingColumn {
  const { width, look } = columnPlanOf(column);
  const choices = column.type.kind === 'choice' ? column.type.choices : [];
  const options = choices.length === 0 ? null : choices;
  return { heading: column.heading, required: column.required, width, look, help: null, choices, options };
}
