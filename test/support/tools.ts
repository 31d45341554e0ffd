import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Folders of programs that tests may use beside Node: those of `XIETONG_TEST_TOOLS` first, then the machine's; servers lie
 * where not everybody looks.
 */
const FOLDERS = [
  process.env.XIETONG_TEST_TOOLS ?? '',
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/sbin',
].filter((folder) => folder !== '');

/** Path of a third-party program (`wsgidav`, `moto_server`, `soffice`, `chromium`); `null` where it is not installed. */
export function findTool(...names: readonly string[]): string | null {
  for (const name of names) {
    const found = FOLDERS.map((folder) => join(folder, name)).find(isExecutable);
    if (found !== undefined) return found;
  }
  return null;
}

/** What a test prints instead of running: `not run: no wsgidav (pip install wsgidav, or XIETONG_TEST_TOOLS)`. */
export function notRun(what: string, how: string): string {
  return `not run: no ${what} (${how})`;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
