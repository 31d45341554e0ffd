import { setTimeout as wait } from 'node:timers/promises';
import { type KeepNotes, type PublishOutcome, Refused, TryLater, type Workbooks } from '../../../shared/ports.ts';
import type { WorkbookImage } from '../../../shared/sheet/image.ts';
import type { RawWorkbook } from '../../../shared/sheet/raw.ts';
import { fileNames } from './find-workbook.ts';
import { MAX_FILE_BYTES } from './limits.ts';
import { withFileName } from './problem.ts';
import { planPublish } from './publish/plan-publish.ts';
import type { RemoteFiles } from './remote-files.ts';
import { readWorkbook, versionOf } from './sheet/read-workbook.ts';
import { BUSY, REASONS } from './words.ts';

/** How often publishing starts anew because the file was saved meanwhile, or an answer was lost. */
const ATTEMPTS = 3;
/** Milliseconds after which a file that was changed a moment ago is looked at again. */
const SETTLING = 2_100;
/** Bytes of files that are kept between reading and writing them; beyond it a file is read once more. */
const KEPT_BYTES = 128 * 1_048_576;

export interface RemoteOptions {
  /** `null`: written; else the sentence why this place is only read. */
  readonly readOnly: string | null;
  readonly settling?: number;
}

/** A file as it was read. */
interface ReadFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** `null`: it was changed a moment ago, its version cannot be relied on yet. */
  readonly version: string | null;
}

/**
 * Workbooks as .xlsx and .xlsm files in a folder on another machine. What was read is planned from; the write goes
 * through only while the file still has that version, so that nothing that a user saved in between is lost.
 */
export function remoteWorkbooks(files: RemoteFiles, { readOnly, settling = SETTLING }: RemoteOptions): Workbooks {
  const kept = new KeptFiles();
  const find = (id: string): Promise<ReadFile> => findFile(files, id);
  return {
    read: (id, wants) =>
      withFileName(id, async (): Promise<RawWorkbook> => {
        const file = await find(id);
        kept.put(id, file);
        const raw = await readWorkbook(file.bytes, wants);
        return file.version === null ? raw : { ...raw, version: file.version };
      }),
    publish: (id, image, keep) =>
      withFileName(id, () => {
        if (readOnly !== null) throw new Refused(readOnly);
        return publish({ files, find, first: kept.take(id), settling }, id, image, keep);
      }),
    versions: async () =>
      new Map((await files.list()).flatMap(({ name, version }) => (version === null ? [] : [[name, version]]))),
    sent: (id) =>
      fileNames(id)
        .map((name) => files.sent(name))
        .reduce((sum, { read, write }) => ({ read: sum.read + read, write: sum.write + write })),
  };
}

/** The file of an id, under its own name or with an extension put behind it. */
async function findFile(files: RemoteFiles, id: string): Promise<ReadFile> {
  for (const name of fileNames(id)) {
    const content = await files.read(name, MAX_FILE_BYTES);
    if (content !== null) return { ...content, name };
  }
  throw new Refused(REASONS.missing);
}

interface Publishing {
  readonly files: RemoteFiles;
  find(id: string): Promise<ReadFile>;
  /** As it was read earlier in this run. */
  readonly first: ReadFile | null;
  readonly settling: number;
}

async function publish(
  { files, find, first, settling }: Publishing,
  id: string,
  image: WorkbookImage,
  keep: KeepNotes | undefined,
): Promise<PublishOutcome> {
  let file = first ?? (await find(id));
  const requests = { read: first === null ? 1 : 0, write: 0 };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { chunks, orphanNotes } = await planPublish(file.bytes, image);
    const version = file.version ?? versionOf(file.bytes);
    // After a lost answer: what was to be written stands there.
    if (chunks === null)
      return { status: requests.write > 0 ? 'written' : 'unchanged', version, orphanNotes, requests };
    if (file.version === null) await wait(settling);
    else {
      if (orphanNotes.length > 0) await keep?.(orphanNotes);
      const bytes = Buffer.concat(chunks);
      requests.write++;
      const outcome = await files.replace(file.name, bytes, file.version);
      if (outcome.status === 'locked') return { status: 'locked', version, orphanNotes: [], requests };
      if (outcome.status === 'written')
        return { status: 'written', version: outcome.version ?? versionOf(bytes), orphanNotes, requests };
    }
    requests.read++;
    file = await find(id);
  }
  throw new TryLater(BUSY.keepsChanging, 60);
}

/** Files between reading and writing, the oldest given up first. */
class KeptFiles {
  readonly #files = new Map<string, ReadFile>();
  #bytes = 0;

  put(id: string, file: ReadFile): void {
    this.take(id);
    this.#files.set(id, file);
    this.#bytes += file.bytes.length;
    for (const oldest of this.#files.keys()) {
      if (this.#bytes <= KEPT_BYTES) break;
      this.take(oldest);
    }
  }

  take(id: string): ReadFile | null {
    const file = this.#files.get(id) ?? null;
    this.#files.delete(id);
    this.#bytes -= file?.bytes.length ?? 0;
    return file;
  }
}
