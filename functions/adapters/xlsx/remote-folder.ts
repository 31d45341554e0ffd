import { setTimeout as wait } from 'node:timers/promises';
import { Refused, type StoredFile, type WorkbookFiles } from '../../../shared/ports.ts';
import type { RemoteFiles } from '../remote-files.ts';
import { fileNames } from './find-workbook.ts';
import { MAX_FILE_BYTES } from './limits.ts';
import { REASONS } from './words.ts';

/** Milliseconds after which a file that was changed a moment ago is looked at again, and how often. */
const SETTLING = 2_100;
const SETTLING_TRIES = 3;
/** Bytes of files that are kept between reading and writing them; beyond it a file is read once more. */
const KEPT_BYTES = 128 * 1_048_576;

export interface RemoteOptions {
  readonly settling?: number;
}

/** One state of a file in a remote folder; `null`: it was changed a moment ago, no write can rely on it yet. */
export interface RemoteState {
  readonly name: string;
  readonly version: string | null;
}

/**
 * A folder on another machine as a place of workbooks. What a run has read it plans from, without reading it again: the
 * write goes through only while the file still has that version, so that nothing that a user saved in between is lost.
 */
export function remoteFolder(
  files: RemoteFiles,
  { settling = SETTLING }: RemoteOptions = {},
): WorkbookFiles<RemoteState> {
  const kept = new KeptFiles();
  return {
    async read(id, purpose) {
      const first = purpose === 'publish' ? kept.take(id) : null;
      if (first !== null && first.version.version !== null) return first;
      for (let attempt = 1; ; attempt++) {
        const file = await find(files, id, settling);
        if (purpose !== 'publish') kept.put(id, file);
        if (purpose !== 'publish' || file.version.version !== null || attempt === SETTLING_TRIES) return file;
        await wait(settling);
      }
    },
    async replace(_, chunks, { name, version }) {
      if (version === null) return { status: 'changed' };
      return files.replace(name, Buffer.concat(chunks), version);
    },
    versions: async () =>
      new Map((await files.list()).flatMap(({ name, version }) => (version === null ? [] : [[name, version]]))),
    sent: (id) =>
      fileNames(id)
        .map((name) => files.sent(name))
        .reduce((sum, { read, write }) => ({ read: sum.read + read, write: sum.write + write })),
  };
}

/**
 * The file of an id, under its own name or with an extension put behind it. Office programs save a file by renaming: for a
 * moment there is none, so it is looked for twice.
 */
async function find(files: RemoteFiles, id: string, settling: number): Promise<StoredFile<RemoteState>> {
  for (const isLast of [false, true]) {
    for (const name of fileNames(id)) {
      const content = await files.read(name, MAX_FILE_BYTES);
      if (content === null) continue;
      const { bytes, version } = content;
      return { bytes, version: { name, version }, ...(version === null ? {} : { label: version }) };
    }
    if (!isLast) await wait(settling);
  }
  throw new Refused(REASONS.missing);
}

/** Files between reading and writing, the oldest given up first. */
class KeptFiles {
  readonly #files = new Map<string, StoredFile<RemoteState>>();
  #bytes = 0;

  put(id: string, file: StoredFile<RemoteState>): void {
    this.take(id);
    this.#files.set(id, file);
    this.#bytes += file.bytes.length;
    for (const oldest of this.#files.keys()) {
      if (this.#bytes <= KEPT_BYTES) break;
      this.take(oldest);
    }
  }

  take(id: string): StoredFile<RemoteState> | null {
    const file = this.#files.get(id) ?? null;
    this.#files.delete(id);
    this.#bytes -= file?.bytes.length ?? 0;
    return file;
  }
}
