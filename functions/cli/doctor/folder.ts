import { accessSync, constants } from 'node:fs';
import { enabledColleges } from '../../../shared/domain/settings.ts';
import { SCHOOL_WORKBOOK } from '../../../shared/domain/vocabulary.ts';
import { Refused, TryLater, type Workbooks } from '../../../shared/ports.ts';
import { parseSettings } from '../../../shared/workbook/parse-settings.ts';
import { type Check, checked } from './check.ts';

const isRefusal = (error: unknown): error is Error => error instanceof Refused || error instanceof TryLater;

/** A folder of workbooks: whether it is writable, and every workbook of the school. */
export async function checkFolder(workbooks: Workbooks, folder: string): Promise<readonly Check[]> {
  const school = await checked('校级总表', async () => tabsOf(await workbooks.read(SCHOOL_WORKBOOK)), isRefusal);
  const checks: Check[] = [writable(folder), school];
  if (!school.ok) return checks;
  for (const { name, workbook } of enabledColleges(parseSettings(await workbooks.read(SCHOOL_WORKBOOK), [])))
    checks.push(await checked(name, async () => tabsOf(await workbooks.read(workbook)), isRefusal));
  return checks;
}

function tabsOf({ tabs }: { readonly tabs: readonly unknown[] }): string {
  return `可以读取，${tabs.length} 个工作表`;
}

function writable(folder: string): Check {
  const what = '文件夹的权限';
  try {
    accessSync(folder, constants.R_OK | constants.W_OK);
    return { what, ok: true, text: '可以读写' };
  } catch {
    return { what, ok: false, text: '不能写入，结果写不回台账。请把这个文件夹的读写权限授予运行本软件的账户。' };
  }
}
