import { join } from 'node:path';
import type { TabKey } from '../../../shared/domain/school.ts';
import { enabledColleges } from '../../../shared/domain/settings.ts';
import { SCHOOL_WORKBOOK } from '../../../shared/domain/vocabulary.ts';
import type { RawTab } from '../../../shared/sheet/raw.ts';
import type { Column, TabSpec } from '../../../shared/workbook/column.ts';
import { findHeadings, findTab } from '../../../shared/workbook/find-tab.ts';
import { parseSettings } from '../../../shared/workbook/parse-settings.ts';
import { parseWorkbook } from '../../../shared/workbook/parse-workbook.ts';
import { TABS } from '../../../shared/workbook/tabs/index.ts';
import { SCHOOL_TABS } from '../../../shared/workbook/tabs/school.ts';
import { isOpenElsewhere, readSteadily, replaceFile } from '../../adapters/xlsx/disk.ts';
import { findWorkbook } from '../../adapters/xlsx/find-workbook.ts';
import { extendWorkbook, type MoreHeadings, type NewTable } from '../../adapters/xlsx/publish/extend-workbook.ts';
import { readWorkbook } from '../../adapters/xlsx/sheet/read-workbook.ts';
import { columnPlanOf } from '../../template/column-looks.ts';

/** What a workbook has got, or why it has been left as it is. */
export interface Upgraded {
  readonly file: string;
  readonly tabs: readonly string[];
  readonly columns: readonly { readonly tab: string; readonly headings: readonly string[] }[];
  readonly error: string | null;
}

type Columns = Readonly<Record<string, Column<unknown>>>;

/**
 * `init --upgrade`: gives the workbooks of a folder the tabs and columns that have come since they were made, behind what
 * they have. Nothing that stands in them is changed; a workbook that lacks nothing is not written. The school workbook gets
 * columns only: a tab of settings that it does without means a default.
 */
export async function upgradePlace(folder: string): Promise<readonly Upgraded[]> {
  const school = await findWorkbook(folder, SCHOOL_WORKBOOK);
  const settings = parseSettings(readWorkbook((await readSteadily(school.path)).bytes), []);
  const done: Upgraded[] = [];
  for (const { workbook } of enabledColleges(settings)) done.push(await upgradeFile(folder, workbook, lackOfCollege));
  done.push(await upgradeFile(folder, SCHOOL_WORKBOOK, lackOfSchool));
  return done;
}

interface Lack {
  readonly columns: readonly MoreHeadings[];
  readonly tabs: readonly NewTable[];
}

async function upgradeFile(folder: string, id: string, lackOf: (tabs: readonly RawTab[]) => Lack): Promise<Upgraded> {
  try {
    const { path, name } = await findWorkbook(folder, id);
    const { bytes, stamp } = await readSteadily(path);
    const { columns, tabs } = lackOf(readWorkbook(bytes).tabs);
    const result = {
      file: name,
      tabs: tabs.map(({ title }) => title),
      columns: columns.map(({ title, headings }) => ({ tab: title, headings })),
    };
    if (columns.length + tabs.length === 0) return { ...result, error: null };
    const isOpen = await isOpenElsewhere(path);
    const status = isOpen ? 'locked' : await replaceFile(path, await extendWorkbook(bytes, columns, tabs), stamp);
    if (status === 'replaced') return { ...result, error: null };
    return { file: name, tabs: [], columns: [], error: REASONS[status] };
  } catch (error) {
    return { file: join(id), tabs: [], columns: [], error: error instanceof Error ? error.message : String(error) };
  }
}

const REASONS: Readonly<Record<'locked' | 'changed' | 'unknown', string>> = {
  locked: '文件正被打开，没有改动。请关闭文件后再运行一次。',
  changed: '文件刚被别人保存过，没有改动。请再运行一次。',
  unknown: '不知道有没有写成。请再运行一次。',
};

/** A column that a heading near it may stand for (DAT-18) is not added a second time. */
function lackOfCollege(tabs: readonly RawTab[]): Lack {
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

function lackOfSchool(tabs: readonly RawTab[]): Lack {
  const columns = Object.values(SCHOOL_TABS).flatMap((spec) =>
    headingsLacking(tabs, spec.title, spec.columns as unknown as Columns, []),
  );
  return { tabs: [], columns };
}

/** Headings of a tab that is there and has a heading row; none where it lacks none. */
function headingsLacking(
  tabs: readonly RawTab[],
  title: string,
  columns: Columns,
  meant: readonly string[],
): readonly MoreHeadings[] {
  const tab = findTab(tabs, title);
  const found = tab ? findHeadings(tab.rows, columns) : null;
  if (!tab || !found || found.row < 0) return [];
  const headings = Object.entries(columns).flatMap(([field, { heading }]) =>
    found.columns.has(field) || meant.includes(field) ? [] : [heading],
  );
  return headings.length === 0 ? [] : [{ title: tab.title, row: found.row, headings }];
}

function tableOf({ title, columns }: TabSpec<TabKey>): NewTable {
  return {
    title,
    columns: Object.values(columns as unknown as Columns).map((column) => ({
      heading: column.required ? `${column.heading}*` : column.heading,
      width: columnPlanOf(column).width,
      choices: column.type.kind === 'choice' ? column.type.choices : [],
    })),
  };
}
