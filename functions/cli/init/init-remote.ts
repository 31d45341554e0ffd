import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SCHOOL_WORKBOOK } from '../../../shared/domain/vocabulary.ts';
import type { Environment } from '../../env.ts';
import { openRemoteFiles } from '../../open-remote-files.ts';
import { UsageError } from '../../usage-error.ts';
import { type InitReport, initPlace, type NewFolderOptions } from './init-place.ts';

/** Largest size in bytes of a workbook that `init` makes. */
const LARGEST = 100 * 1_048_576;

/**
 * `init` on a campus disk or in a bucket: the files are made here and then uploaded, the school workbook last. Nothing
 * that exists is overwritten; a file that an interrupted `init` already uploaded, identical to the byte, is left.
 */
export async function initRemote(
  address: string,
  options: Omit<NewFolderOptions, 'folder'>,
  environment: Environment,
): Promise<InitReport> {
  const files = await openRemoteFiles(address, environment);
  const there = new Set((await files.list()).map(({ name }) => name));
  if (there.has(SCHOOL_WORKBOOK)) throw inTheWay(address, SCHOOL_WORKBOOK);
  const folder = await mkdtemp(join(tmpdir(), 'xietong-init-'));
  try {
    const report = await initPlace({ ...options, folder });
    const ordered = [...report.files.filter((file) => file !== SCHOOL_WORKBOOK), SCHOOL_WORKBOOK];
    for (const file of ordered) {
      const bytes = await readFile(join(folder, file));
      // Not every server honours the condition of a creation: a file that the listing shows is not even tried.
      if (!there.has(file) && (await files.create(file, bytes))) continue;
      const standing = await files.read(file, LARGEST);
      if (standing === null || !standing.bytes.equals(bytes)) throw inTheWay(address, file);
    }
    return report;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function inTheWay(address: string, file: string): UsageError {
  return new UsageError(`“${address}”里已经有“${file}”，没有覆盖任何文件。请换一个空文件夹，或先把原来的文件移走。`);
}
