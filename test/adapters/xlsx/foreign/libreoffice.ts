import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Every tab as text, comma-separated, in UTF-8. */
const ALL_TABS = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';

/** A folder for a whole test file. */
export async function scratchFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'foreign-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/**
 * Opens files in one LibreOffice, which takes longer to start than to open any of them.
 * @returns for each file by its bare name the texts of its tabs by title; a file that was not opened is missing
 */
export async function openedByLibreOffice(
  soffice: string,
  folder: string,
  files: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const target = join(folder, 'opened');
  await mkdir(target, { recursive: true });
  await run(soffice, [
    `-env:UserInstallation=file://${join(folder, 'profile')}`,
    '--headless',
    '--convert-to',
    ALL_TABS,
    '--outdir',
    target,
    ...files,
  ]);
  const opened = new Map<string, Map<string, string>>();
  for (const name of await readdir(target)) {
    const [, file, title] = /^(.+)-([^-]+)\.csv$/.exec(name) ?? [];
    if (file === undefined || title === undefined) continue;
    const tabs = opened.get(file) ?? new Map<string, string>();
    opened.set(file, tabs.set(title, await readFile(join(target, name), 'utf8')));
  }
  return opened;
}
