import { createHash } from 'node:crypto';
import {
  type KeepNotes,
  type PublishOutcome,
  TryLater,
  type WorkbookFiles,
  type Workbooks,
} from '../../../shared/ports.ts';
import type { WorkbookImage } from '../../../shared/sheet/image.ts';
import { withFileName } from './problem.ts';
import { planPublish } from './publish/plan-publish.ts';
import { readWorkbook, versionOf } from './sheet/read-workbook.ts';
import { BUSY } from './words.ts';

/** How often publishing starts anew because the file was saved meanwhile. */
const ATTEMPTS = 3;

/** Workbooks as .xlsx and .xlsm files, wherever these lie: bytes in, plan, bytes out. */
export function storedWorkbooks<Version>(files: WorkbookFiles<Version>): Workbooks {
  return {
    read: (id, wants) => withFileName(id, async () => readWorkbook(asBuffer((await files.read(id)).bytes), wants)),
    publish: (id, image, keep) => withFileName(id, () => publish(files, id, image, keep)),
    ...(files.identity && { identity: (id: string) => files.identity!(id) }),
    ...(files.versions && { versions: () => files.versions!() }),
  };
}

async function publish<Version>(
  files: WorkbookFiles<Version>,
  id: string,
  image: WorkbookImage,
  keep: KeepNotes | undefined,
): Promise<PublishOutcome> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    // The file is read now, not when the colleges were: what users have typed since then is in it.
    const { bytes, version, isOpen = false } = await files.read(id);
    const file = asBuffer(bytes);
    const untouched = { version: versionOf(file), requests: { read: attempt, write: 0 } };
    if (isOpen) return { ...untouched, status: 'locked', orphanNotes: [] };
    const { chunks, orphanNotes } = await planPublish(file, image);
    if (chunks === null) return { ...untouched, status: 'unchanged', orphanNotes };
    if (orphanNotes.length > 0) await keep?.(orphanNotes);
    const outcome = await files.replace(id, chunks, version);
    if (outcome === 'locked') return { ...untouched, status: 'locked', orphanNotes: [] };
    if (outcome === 'changed') continue;
    const hash = createHash('sha256');
    for (const chunk of chunks) hash.update(chunk);
    return { status: 'written', version: hash.digest('hex'), orphanNotes, requests: { read: attempt, write: 1 } };
  }
  throw new TryLater(BUSY.keepsChanging, 60);
}

/** The same bytes, not a copy of them. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
