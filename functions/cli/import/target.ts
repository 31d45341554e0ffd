import type { Registration } from '../../../shared/domain/settings.ts';
import { enabledColleges } from '../../../shared/domain/settings.ts';
import { type AnyTab, type StandingTab, standingTab } from '../../../shared/import/input-tab.ts';
import { type CellsReading, type CellWriter, Refused, TryLater, type Workbooks } from '../../../shared/ports.ts';
import { isInputTitle } from '../../../shared/workbook/find-tab.ts';
import { parseSettings } from '../../../shared/workbook/parse-settings.ts';
import { ruleIds } from '../../rule-set.ts';
import type { SchoolPlace } from '../../school-place.ts';
import { UsageError } from '../../usage-error.ts';

/** The input tab in a college's workbook that an import fills, in its current state. */
export interface ImportTarget {
  readonly writer: CellWriter;
  readonly college: Registration;
  readonly reading: CellsReading;
  readonly standing: StandingTab;
}

/** Throws `UsageError` or `Refused` if there is no such tab, or if nobody may write input cells of the place. */
export async function openTarget(
  workbooks: Workbooks,
  { schoolWorkbook }: SchoolPlace,
  named: string | undefined,
  tab: AnyTab,
): Promise<ImportTarget> {
  const { cells: writer } = workbooks;
  if (writer === undefined) throw new Refused(ONLY_FILES);
  const settings = parseSettings(await workbooks.read(schoolWorkbook, isInputTitle), ruleIds);
  const college = chosen(enabledColleges(settings), named);
  const reading = await writer.read(college.workbook);
  const standing = standingTab(reading.raw, tab);
  if (standing === null)
    throw new Refused(
      `工作簿“${college.workbook}”里没有能用的“${tab.title}”表（缺表，或缺标题行）。请先补上，可以运行 init --upgrade。`,
    );
  return { writer, college, reading, standing };
}

export const ONLY_FILES =
  'import 目前只写 .xlsx 台账（文件夹、校园网盘、存储桶）。Google 表格请直接把导出的内容粘贴进填写表。';

function chosen(colleges: readonly Registration[], named: string | undefined): Registration {
  const wanted = named?.trim();
  const byId = colleges.filter(({ id }) => id === wanted);
  const [only, ...others] =
    wanted === undefined ? colleges : byId.length > 0 ? byId : colleges.filter(({ name }) => name === wanted);
  if (only !== undefined && others.length === 0) return only;
  const known = colleges.map(({ id, name }) => `${id}（${name}）`).join('、');
  const why = wanted === undefined ? '这里不止一个学院' : `学院登记里没有唯一一个启用的学院“${wanted}”`;
  throw new UsageError(`${why}。请用 --college 写明学院编号${known === '' ? '' : `：${known}`}。`);
}

/** Throws `TryLater` unless the cells have been written. */
export function requireWritten(status: 'written' | 'changed' | 'locked', { college, standing }: ImportTarget): void {
  if (status === 'written') return;
  const why =
    status === 'locked'
      ? '正被人打开，没有写入。请关闭文件后再运行一次'
      : `的“${standing.raw.title}”表刚被别人改过，没有写入。请再运行一次`;
  throw new TryLater(`工作簿“${college.workbook}”${why}。`, 60);
}
