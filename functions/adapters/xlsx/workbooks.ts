import { stat } from 'node:fs/promises';
import type { WorkbookFiles, Workbooks } from '../../../shared/ports.ts';
import { type FileStamp, isOpenElsewhere, readSteadily, replaceFile } from './disk.ts';
import { findWorkbook } from './find-workbook.ts';
import { storedWorkbooks } from './stored-workbooks.ts';

/** Workbooks as .xlsx and .xlsm files in one folder; an id is a file name. */
export function xlsxWorkbooks(folder: string): Workbooks {
  return storedWorkbooks(folderFiles(folder));
}

/** One state of a file in a folder. */
export interface FileState {
  /** Where the bytes are, links followed. */
  readonly path: string;
  readonly stamp: FileStamp;
}

/** Bytes of workbooks in one folder. */
export function folderFiles(folder: string): WorkbookFiles<FileState> {
  return {
    async read(id) {
      const { path } = await findWorkbook(folder, id);
      const { bytes, stamp } = await readSteadily(path);
      return { bytes, version: { path, stamp }, isOpen: await isOpenElsewhere(path) };
    },
    replace: async (_, chunks, { path, stamp }) => ({ status: await replaceFile(path, chunks, stamp) }),
    identity: (id) => identity(folder, id),
  };
}

/** One file has one inode, however many names and links lead to it. */
async function identity(folder: string, id: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat((await findWorkbook(folder, id)).path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    // Reading it will say what is wrong.
    return null;
  }
}
