import type { TabKey } from '../../../shared/domain/school.ts';
import { enabledColleges } from '../../../shared/domain/settings.ts';
import { SCHOOL_WORKBOOK } from '../../../shared/domain/vocabulary.ts';
import { Refused, TryLater, type WorkbookFiles } from '../../../shared/ports.ts';
import type { RawTab } from '../../../shared/sheet/raw.ts';
import type { Column, TabSpec } from '../../../shared/workbook/column.ts';
import { findHeadings, findTab } from '../../../shared/workbook/find-tab.ts';
import { parseSettings } from '../../../shared/workbook/parse-settings.ts';
import { parseWorkbook } from '../../../shared/workbook/parse-workbook.ts';
import { TABS } from '../../../shared/workbook/tabs/index.ts';
import { SCHOOL_TABS } from '../../../shared/workbook/tabs/school.ts';
import { withFileName } from '../../adapters/xlsx/problem.ts';
import { extendWorkbook, type MoreHeadings, type NewTable } from '../../adapters/xlsx/publish/extend-workbook.ts';
import { readWorkbook } from '../../adapters/xlsx/sheet/read-workbook.ts';
import { folderFiles } from '../../adapters/xlsx/workbooks.ts';
import type { Environment } from '../../env.ts';
import { openRemoteFolder } from '../../open-remote.ts';
import type { SchoolPlace } from '../../school-place.ts';
import { columnPlanOf } from '../../template/column-looks.ts';
import { UsageError } from '../../usage-error.ts';
import { openStore } from '../../wiring.ts';

/** What a workbook has got, or why it has been left as it is. */
export interface Upgraded {
  readonly file: string;
  readonly tabs: readonly string[];
  readonly columns: readonly { readonly tab: string; readonly headings: readonly string[] }[];
  readonly error: string | null;
}

type Columns = Readonly<Record<string, Column<unknown>>>;

/** `init --upgrade` of a place. Throws `UsageError` where workbooks are no files. */
export async function upgradePlace(place: SchoolPlace, environment: Environment): Promise<readonly Upgraded[]> {
  if (place.kind === 'folder') return await upgradeWorkbooks(folderFiles(place.folder));
  if (place.kind === 'google')
    throw new UsageError(
      '--upgrade 目前只用于 .xlsx 台账（文件夹、校园网盘、存储桶）。Google 表格请照 shared/rules/CATALOGUE.md 的“各列可填的词”自己加上需要的表和列；不加也照常检查。',
    );
  const { store, close } = await openStore(place.stateFolder, environment, { readOnly: false });
  try {
    return await upgradeWorkbooks(await openRemoteFolder(place.address, environment, store, { isReadOnly: false }));
  } finally {
    await close();
  }
}

/**
 * Gives workbooks, wherever their files lie, the tabs and columns that have come since they were made,
 * behind what they have. Nothing that stands in them is changed; a workbook that lacks nothing is not written, nor one that
 * somebody saves meanwhile. The school workbook gets columns only: a tab of settings that it does without means a default.
 * @throws Refused, TryLater where the school workbook cannot be read
 */
export async function upgradeWorkbooks<Version>(files: WorkbookFiles<Version>): Promise<readonly Upgraded[]> {
  const { bytes } = await withFileName(SCHOOL_WORKBOOK, () => files.read(SCHOOL_WORKBOOK, 'read'));
  const settings = parseSettings(readWorkbook(Buffer.from(bytes)), []);
  const done: Upgraded[] = [];
  for (const { workbook } of enabledColleges(settings)) done.push(await upgradeFile(files, workbook, lackOfCollege));
  done.push(await upgradeFile(files, SCHOOL_WORKBOOK, lackOfSchool));
  return done;
}

interface Lack {
  readonly columns: readonly MoreHeadings[];
  readonly tabs: readonly NewTable[];
}

async function upgradeFile<Version>(
  files: WorkbookFiles<Version>,
  file: string,
  lackOf: (tabs: readonly RawTab[]) => Lack,
): Promise<Upgraded> {
  try {
    const { columns, tabs } = await withFileName(file, () => extendFile(files, file, lackOf));
    return {
      file,
      tabs: tabs.map(({ title }) => title),
      columns: columns.map(({ title, headings }) => ({ tab: title, headings })),
      error: null,
    };
  } catch (error) {
    if (!(error instanceof Refused || error instanceof TryLater)) throw error;
    return { file, tabs: [], columns: [], error: error.message };
  }
}

/** Gives what was added. */
async function extendFile<Version>(
  files: WorkbookFiles<Version>,
  file: string,
  lackOf: (tabs: readonly RawTab[]) => Lack,
): Promise<Lack> {
  const { bytes, version, isOpen = false } = await files.read(file, 'publish');
  const old = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lack = lackOf(readWorkbook(old).tabs);
  if (lack.columns.length + lack.tabs.length === 0) return lack;
  if (isOpen) throw new TryLater(REASONS.locked);
  const { status } = await files.replace(file, await extendWorkbook(old, lack.columns, lack.tabs), version);
  if (status !== 'replaced') throw new TryLater(REASONS[status]);
  return lack;
}

const REASONS: Readonly<Record<'locked' | 'changed' | 'unknown', string>> = {
  locked: '文件正被打开，没有改动。请关闭文件后再运行一次',
  changed: '文件刚被别人保存过，没有改动。请再运行一次',
  unknown: '不知道有没有写成。请再运行一次',
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
