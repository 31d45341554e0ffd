import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { type KeepNotes, type PublishOutcome, TryLater, type Workbooks } from '../../../shared/ports.ts';
import type { WorkbookImage } from '../../../shared/sheet/image.ts';
import type { RawWorkbook } from '../../../shared/sheet/raw.ts';
import { isOpenElsewhere, readSteadily, replaceFile } from './disk.ts';
import { findWorkbook } from './find-workbook.ts';
import { withFileName } from './problem.ts';
import { planPublish } from './publish/plan-publish.ts';
import { readWorkbook, versionOf } from './sheet/read-workbook.ts';
import { BUSY } from './words.ts';

/** How often publishing starts anew because the file was saved meanwhile. */
const ATTEMPTS = 3;

/** Workbooks as .xlsx and .xlsm files in one folder; an id is a file name. */
export function xlsxWorkbooks(folder: string): Workbooks {
  return {
    read: (id, wants) => withFileName(id, () => read(folder, id, wants)),
    identity: (id) => identity(folder, id),
    publish: (id, image, keep) => withFileName(id, () => publish(folder, id, image, keep)),
  };
}

async function read(folder: string, id: string, wants?: (title: string) => boolean): Promise<RawWorkbook> {
  const place = await findWorkbook(folder, id);
  const { bytes } = await readSteadily(place.path);
  return readWorkbook(bytes, wants);
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

async function publish(
  folder: string,
  id: string,
  image: WorkbookImage,
  keep: KeepNotes | undefined,
): Promise<PublishOutcome> {
  const place = await findWorkbook(folder, id);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    // The file is read now, not when the colleges were: what users have typed since then is in it.
    const { bytes, stamp } = await readSteadily(place.path);
    const untouched = { version: versionOf(bytes), requests: { read: attempt, write: 0 } };
    if (await isOpenElsewhere(place.path)) return { ...untouched, status: 'locked', orphanNotes: [] };
    const { chunks, orphanNotes } = await planPublish(bytes, image);
    if (chunks === null) return { ...untouched, status: 'unchanged', orphanNotes };
    if (orphanNotes.length > 0) await keep?.(orphanNotes);
    const outcome = await replaceFile(place.path, chunks, stamp);
    if (outcome === 'locked') return { ...untouched, status: 'locked', orphanNotes: [] };
    if (outcome === 'changed') continue;
    const hash = createHash('sha256');
    for (const chunk of chunks) hash.update(chunk);
    return { status: 'written', version: hash.digest('hex'), orphanNotes, requests: { read: attempt, write: 1 } };
  }
  throw new TryLater(BUSY.keepsChanging, 60);
}
