import { type FSWatcher, statSync, watch } from 'node:fs';
import { join } from 'node:path';

export interface FolderWatch {
  close(): void;
}

const WORKBOOK = /\.xls[xm]$/iu;
/** Excel, WPS and LibreOffice save in several steps: wait until a file has been still for this long (milliseconds). */
export const STILL = 1_200;

/**
 * Reports which workbooks of a folder were saved, joined over a short while. Lock files and temporary files are no
 * workbooks. Our own writes are reported too: the receiver compares contents (`changedWorkbooks`), and an edit saved
 * while we wrote is not lost.
 * @param onLost called when the folder can no longer be watched
 */
export function watchFolder(
  folder: string,
  onSaved: (files: ReadonlySet<string>) => void,
  onLost: () => void,
): FolderWatch {
  const known = new Map<string, string>();
  const pending = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  const settle = (): void => {
    timer = null;
    const saved = new Set([...pending].filter((file) => standOf(folder, file) !== known.get(file)));
    pending.clear();
    for (const file of saved) known.set(file, standOf(folder, file));
    if (saved.size > 0) onSaved(saved);
  };
  const watcher: FSWatcher = watch(folder, (_event, name) => {
    if (name === null || !isWorkbook(name)) return;
    pending.add(name);
    if (timer) clearTimeout(timer);
    timer = setTimeout(settle, STILL);
  });
  watcher.on('error', onLost);
  return {
    close() {
      if (timer) clearTimeout(timer);
      watcher.close();
    },
  };
}

function isWorkbook(name: string): boolean {
  return WORKBOOK.test(name) && !name.startsWith('~$') && !name.startsWith('.');
}

/** Size and time of a file; equal texts mean that nobody has saved it. */
function standOf(folder: string, file: string): string {
  const stat = statSync(join(folder, file), { throwIfNoEntry: false });
  return stat ? `${stat.size}|${stat.mtimeMs}|${stat.ino}` : '';
}
