import { access, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createFile } from '../../adapters/xlsx/disk.ts';
import { UsageError } from '../../usage-error.ts';
import { fileReason } from '../file-reasons.ts';

/** Exists in a folder from the first moment of an `init` to its last, and records what it makes. */
export const UNFINISHED = '.xietong-init';

/** A folder in which files are made one after another. */
export interface OpenFolder {
  /**
   * Makes a file; one that an interrupted `init` made stays unchanged. Throws `UsageError` if a different file exists.
   */
  put(file: string, contents: Buffer): Promise<void>;
  /** All files have been made. */
  finish(): Promise<void>;
}

/**
 * Checks that nothing is in the way before anything is written.
 * @param command what is made, as options of the command line: the same options continue unfinished work
 * @throws UsageError when a file is in the way, or something else is unfinished
 */
export async function openFolder(folder: string, files: readonly string[], command: string): Promise<OpenFolder> {
  await makeFolder(folder).catch((error: unknown) => {
    throw new UsageError(`无法建立文件夹“${folder}”：${fileReason(error)}。请换一个可以写的位置。`, { cause: error });
  });
  const mark = join(folder, UNFINISHED);
  const begun = await readFile(mark, 'utf8').catch(() => null);
  if (begun !== null && begun !== command)
    throw new UsageError(
      `“${folder}”里上一次 init 没有做完，选项与这次不同。请用原来的选项（${begun}）再运行一次接着做；不要了的，请删去已建的文件和“${UNFINISHED}”。`,
    );
  if (begun === null) {
    for (const file of files) if (await isThere(join(folder, file))) throw inTheWay(folder, file);
    await createFile(mark, Buffer.from(command)).catch((error: unknown) => {
      throw new UsageError(`无法写入文件夹“${folder}”：${fileReason(error)}。请换一个可以写的位置。`, { cause: error });
    });
  }
  return {
    async put(file, contents) {
      if (begun !== null && (await isThere(join(folder, file)))) return;
      if (!(await createFile(join(folder, file), contents))) throw inTheWay(folder, file);
    },
    finish: () => rm(mark, { force: true }),
  };
}

/** Step by step: the recursive creation of Node never ends in a place such as /proc. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(folder) === folder || (await isThere(dirname(folder)))) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder);
  }
}

async function isThere(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

function inTheWay(folder: string, file: string): UsageError {
  return new UsageError(`“${folder}”里已经有“${file}”，没有覆盖任何文件。请换一个空文件夹，或先把原来的文件移走。`);
}
