import { enabledColleges } from '../../../shared/domain/settings.ts';
import { SCHOOL_WORKBOOK } from '../../../shared/domain/vocabulary.ts';
import { Refused, TryLater, type WorkbookFiles } from '../../../shared/ports.ts';
import type { RawTab } from '../../../shared/sheet/raw.ts';
import { parseSettings } from '../../../shared/workbook/parse-settings.ts';
import { withFileName } from '../../adapters/xlsx/problem.ts';
import { extendWorkbook } from '../../adapters/xlsx/publish/extend-workbook.ts';
import { readWorkbook } from '../../adapters/xlsx/sheet/read-workbook.ts';
import { folderFiles } from '../../adapters/xlsx/workbooks.ts';
import type { Environment } from '../../env.ts';
import { openRemoteFolder } from '../../open-remote.ts';
import type { SchoolPlace } from '../../school-place.ts';
import { SCHOOL_ACCENT } from '../../template/school-workbook.ts';
import { type OpenGoogle, openGoogle, openStore } from '../../wiring.ts';
import { type Lack, lackOfCollege, lackOfSchool } from './lacking.ts';

/** What was added to a workbook, or why it was left unchanged. */
export interface Upgraded {
  readonly file: string;
  readonly tabs: readonly string[];
  readonly columns: readonly { readonly tab: string; readonly headings: readonly string[] }[];
  readonly error: string | null;
}

type LackOf = (tabs: readonly RawTab[]) => Lack;
type SheetExtension = ReturnType<Parameters<OpenGoogle['setup']['extend']>[1]>;

/** `init --upgrade` of a place. Throws `Refused` or `TryLater` if its school workbook cannot be read. */
export async function upgradePlace(
  place: SchoolPlace,
  environment: Environment,
  say?: (line: string) => void,
): Promise<readonly Upgraded[]> {
  if (place.kind === 'folder') return await upgradeWorkbooks(folderFiles(place.folder));
  if (place.kind === 'google') return await upgradeGoogle(await openGoogle(environment, say), place.schoolWorkbook);
  const { store, close } = await openStore(place.stateFolder, environment, { readOnly: false });
  try {
    return await upgradeWorkbooks(await openRemoteFolder(place.address, environment, store));
  } finally {
    await close();
  }
}

/**
 * Gives workbooks, wherever their files are, the tabs and columns introduced since they were made, after the existing
 * ones. Nothing in them is changed; a workbook that lacks nothing is not written, nor is one that somebody saves
 * meanwhile. The school workbook gets only columns: a missing tab of settings means defaults.
 * @throws Refused, TryLater when the school workbook cannot be read
 */
export async function upgradeWorkbooks<Version>(files: WorkbookFiles<Version>): Promise<readonly Upgraded[]> {
  const { bytes } = await withFileName(SCHOOL_WORKBOOK, () => files.read(SCHOOL_WORKBOOK, 'read'));
  const settings = parseSettings(readWorkbook(Buffer.from(bytes)), []);
  const done: Upgraded[] = [];
  for (const { workbook } of enabledColleges(settings)) done.push(await upgradeFile(files, workbook, lackOfCollege));
  done.push(await upgradeFile(files, SCHOOL_WORKBOOK, lackOfSchool));
  return done;
}

/** Google's workbooks, each upgraded in one batch. */
async function upgradeGoogle({ setup, workbooks }: OpenGoogle, school: string): Promise<readonly Upgraded[]> {
  const settings = parseSettings(await workbooks.read(school), []);
  const upgraded = (file: string, id: string, lackOf: LackOf): Promise<Upgraded> =>
    told(file, () => setup.extend(id, (tabs) => sheetsOf(lackOf(tabs))));
  const done: Upgraded[] = [];
  for (const { name, workbook } of enabledColleges(settings)) done.push(await upgraded(name, workbook, lackOfCollege));
  done.push(await upgraded('校级总表', school, lackOfSchool));
  return done;
}

/** Rows of a new table that are ready for typing. */
const SPARE_ROWS = 500;

function sheetsOf({ tabs, columns }: Lack): SheetExtension {
  return {
    columns,
    tabs: tabs.map(({ title, columns: plans }) => ({
      title,
      rows: [plans.map(({ heading }) => heading)],
      rowCount: 1 + SPARE_ROWS,
      headingRow: 0,
      merges: [],
      columns: plans,
      tabColor: null,
      headingColor: SCHOOL_ACCENT,
      frozenColumns: 0,
    })),
  };
}

async function upgradeFile<Version>(files: WorkbookFiles<Version>, file: string, lackOf: LackOf): Promise<Upgraded> {
  return await told(file, () => withFileName(file, () => extendFile(files, file, lackOf)));
}

/** Words for what was added to a workbook, or why nothing was. */
async function told(
  file: string,
  extend: () => Promise<{
    readonly tabs: readonly { readonly title: string }[];
    readonly columns: readonly { readonly title: string; readonly headings: readonly string[] }[];
  }>,
): Promise<Upgraded> {
  try {
    const { columns, tabs } = await extend();
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

/** Returns what was added. */
async function extendFile<Version>(files: WorkbookFiles<Version>, file: string, lackOf: LackOf): Promise<Lack> {
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
