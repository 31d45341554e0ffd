import { join, resolve } from 'node:path';
import { formatDay } from '../../shared/domain/calendar.ts';
import { INDEX_FILE, PAGES_FOLDER } from '../../shared/pages/files.ts';
import { pagesOf } from '../../shared/pages/pages.ts';
import { storedPagesInput } from '../../shared/run/stored-pages.ts';
import type { Environment } from '../env.ts';
import { openNight } from '../open-night.ts';
import { readPlace, type SchoolPlace } from '../school-place.ts';
import { UsageError } from '../usage-error.ts';
import { openStore } from '../wiring.ts';
import { type WrittenPages, writePages } from '../write-pages.ts';
import { asOfDay, auditedYear, type CommonOptions, say, writeJson } from './common-options.ts';
import { ExitCode } from './failure.ts';
import { fileReason } from './file-reasons.ts';

export interface ReportOptions extends CommonOptions {
  readonly out?: string;
}

/** `report PLACE`: pages of the last check for people to look at. Reads only the store, writes only the pages. */
export async function reportCommand(
  argument: string,
  options: ReportOptions,
  environment: Environment,
): Promise<ExitCode> {
  const place = readPlace(argument, environment);
  const { store, close } = await openStore(place.stateFolder, environment, { readOnly: true });
  try {
    const asOf = options.asOf === undefined ? null : asOfDay(options);
    const year = options.year === undefined ? null : auditedYear(options, asOf ?? 0);
    const open = (wanted: { readonly asOf: number; readonly year: number }) =>
      openNight({ schoolWorkbook: place.schoolWorkbook, trigger: 'command', nextRun: '', dryRun: true, ...wanted });
    const input = await storedPagesInput({ store }, open, { asOf, year });
    const day = formatDay(input.asOf);
    const folder = outFolder(place, options.out);
    const { pages: count, written, removed, bytes } = writtenTo(folder, () => writePages(folder, pagesOf(input)));
    if (options.json !== undefined)
      writeJson(options.json, {
        schema: 'xietong/report/1',
        asOf: day,
        folder,
        pages: count,
        written,
        removed,
        bytes,
      });
    say(
      options,
      `报告（截至 ${day}）在“${folder}”：共 ${count} 页，新写 ${written} 页${removed > 0 ? `，删除 ${removed} 页（组织已经不在）` : ''}。用浏览器打开 ${join(folder, INDEX_FILE)}。`,
    );
    return ExitCode.done;
  } finally {
    await close();
  }
}

/** Beside the workbooks, if they are on this machine; else below the working directory. */
function outFolder(place: SchoolPlace, out: string | undefined): string {
  if (out !== undefined) return resolve(out);
  return place.kind === 'folder' ? join(place.folder, PAGES_FOLDER) : resolve(PAGES_FOLDER);
}

/** If the page cannot be written, the message names its location. */
function writtenTo(folder: string, write: () => WrittenPages): WrittenPages {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UsageError(
      `无法写入“${folder}”：${fileReason(error)}。请换一个可以写的文件夹，或关闭正在打开的网页再试。`,
      {
        cause: error,
      },
    );
  }
}
