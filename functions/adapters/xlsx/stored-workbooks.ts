import { createHash } from 'node:crypto';
import {
  type CellWriter,
  type KeepNotes,
  type PublishOutcome,
  type ReplaceOutcome,
  type StoredFile,
  type TabChange,
  TryLater,
  type WorkbookFiles,
  type Workbooks,
} from '../../../shared/ports.ts';
import type { WorkbookImage } from '../../../shared/sheet/image.ts';
import type { RawWorkbook } from '../../../shared/sheet/raw.ts';
import { fileNames } from './find-workbook.ts';
import { withFileName } from './problem.ts';
import { planPublish } from './publish/plan-publish.ts';
import { planCells, readCells } from './publish/write-cells.ts';
import { readWorkbook, versionOf } from './sheet/read-workbook.ts';
import { BUSY } from './words.ts';

/** How often publishing starts anew because the file was saved meanwhile. */
const ATTEMPTS = 3;

/** Workbooks as .xlsx and .xlsm files, wherever these lie: bytes in, plan, bytes out. */
export function storedWorkbooks<Version>(files: WorkbookFiles<Version>): Workbooks {
  return {
    read: (id, wants) => withFileName(id, async () => opened(await files.read(id, 'read'), wants)),
    readUnless: (id, version, wants) =>
      withFileName(id, async () => {
        const file = await files.read(id, 'read');
        return stateOf(file) === version ? null : opened(file, wants);
      }),
    publish: (id, image, keep, shownIn) => withFileName(id, () => publish(files, id, image, keep, shownIn)),
    cells: cellWriter(files),
    ...(files.identity && { identity: (id: string) => files.identity!(id) }),
    ...(files.versions && { versions: () => files.versions!() }),
    isStill: (id, version) => withFileName(id, () => isStill(files, id, version)),
    ...(files.sent && { sent: (id: string) => files.sent!(id) }),
  };
}

function opened<Version>({ bytes, label }: StoredFile<Version>, wants: Parameters<Workbooks['read']>[1]): RawWorkbook {
  const raw = readWorkbook(asBuffer(bytes), wants);
  return label === undefined ? raw : { ...raw, version: label };
}

function stateOf<Version>({ bytes, label }: StoredFile<Version>): string {
  return label ?? versionOf(asBuffer(bytes));
}

/** By the listing where the place has one and the version is one of its labels; else by the bytes, unopened. */
async function isStill<Version>(files: WorkbookFiles<Version>, id: string, version: string): Promise<boolean> {
  const labels = await files.versions?.();
  if (labels !== undefined && fileNames(id).some((name) => labels.get(name) === version)) return true;
  if (labels !== undefined && !CONTENT_HASH.test(version)) return false;
  return versionOf(asBuffer((await files.read(id, 'read')).bytes)) === version;
}

/** As `versionOf` gives it. */
const CONTENT_HASH = /^[0-9a-f]{64}$/;

async function publish<Version>(
  files: WorkbookFiles<Version>,
  id: string,
  image: WorkbookImage,
  keep: KeepNotes | undefined,
  shownIn: string | undefined,
): Promise<PublishOutcome> {
  let writes = 0;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { bytes, version, label, isOpen = false } = await files.read(id, 'publish');
    const file = asBuffer(bytes);
    const plannedFrom = label ?? versionOf(file);
    const untouched = { version: plannedFrom, plannedFrom, requests: { read: attempt, write: writes } };
    if (isOpen) return { ...untouched, status: 'locked', orphanNotes: [] };
    if (plannedFrom === shownIn) return { ...untouched, status: 'unchanged', orphanNotes: [] };
    const { chunks, orphanNotes, outputs } = await planPublish(file, image);
    // After a lost answer: the file holds what was to be written.
    if (chunks === null) return { ...untouched, status: writes > 0 ? 'written' : 'unchanged', orphanNotes };
    if (orphanNotes.length > 0) await keep?.(orphanNotes);
    const outcome = await files.replace(id, chunks, version);
    if (outcome.status === 'locked') return { ...untouched, status: 'locked', orphanNotes: [] };
    if (outcome.status !== 'changed') writes++;
    if (outcome.status !== 'replaced') continue;
    const requests = { read: attempt, write: writes };
    return { status: 'written', ...namesOf(outcome, chunks), plannedFrom, orphanNotes, outputs, requests };
  }
  throw new TryLater(BUSY.keepsChanging, 60);
}

function cellWriter<Version>(files: WorkbookFiles<Version>): CellWriter {
  return {
    read: (id) => withFileName(id, async () => readCells(asBuffer((await files.read(id, 'read')).bytes))),
    write: (id, change) => withFileName(id, () => writeCells(files, id, change)),
  };
}

/** A file that was saved meanwhile is read again: the tab counts, what others do beside it does not. */
async function writeCells<Version>(
  files: WorkbookFiles<Version>,
  id: string,
  change: TabChange,
): Promise<'written' | 'changed' | 'locked'> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { bytes, version, isOpen = false } = await files.read(id, 'publish');
    if (isOpen) return 'locked';
    const plan = await planCells(asBuffer(bytes), change);
    // After a lost answer the file is there already.
    if (plan.state !== 'planned') return plan.state === 'done' ? 'written' : 'changed';
    const { status } = await files.replace(id, plan.chunks, version);
    if (status === 'locked') return 'locked';
    if (status === 'replaced') return 'written';
  }
  throw new TryLater(BUSY.keepsChanging, 60);
}

/** Names of what was written. */
function namesOf(
  { label, isProvisional = false }: ReplaceOutcome,
  chunks: readonly Uint8Array[],
): Pick<PublishOutcome, 'version' | 'label'> {
  if (label === undefined) return { version: hashOf(chunks) };
  return { version: isProvisional ? hashOf(chunks) : label, label };
}

function hashOf(chunks: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}

/** The same bytes, not a copy of them. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
