import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { renameFileSync } from './rename-file.ts';

/** What became of a document: written, as it was, changed by somebody and therefore kept, open somewhere. */
export type DocumentOutcome = 'new' | 'renewed' | 'unchanged' | 'edited' | 'open';

const END = 0x06054b50;
const END_BYTES = 22;
const MARK = /^xietong ([0-9a-f]{64})$/;
/** As many first letters of a name Word leaves out of its lock file, by how long the name is. */
const DROPPED: readonly number[] = [0, 1, 2];

/** A folder into which documents are written. What somebody has changed in one since is never written over. */
export interface DocumentFolder {
  /** Throws what the system has against it. */
  write(file: string, bytes: Buffer): DocumentOutcome;
}

/** Makes the folder where it is not there. Throws what the system has against it. */
export function openDocumentFolder(folder: string): DocumentFolder {
  makeFolder(folder);
  const files = new Set(readdirSync(folder));
  return {
    write(file, bytes) {
      const marked = withMark(bytes);
      const path = join(folder, file);
      const standing = files.has(file) ? readFileSync(path) : null;
      if (standing !== null) {
        if (standing.equals(marked)) return 'unchanged';
        if (isOpen(file, files)) return 'open';
        if (!isUntouched(standing)) return 'edited';
      }
      const fresh = `${path}.tmp`;
      try {
        writeFileSync(fresh, marked);
        renameFileSync(fresh, path);
      } finally {
        rmSync(fresh, { force: true });
      }
      files.add(file);
      return standing === null ? 'new' : 'renewed';
    },
  };
}

/** Word, WPS and LibreOffice leave a file beside one that is open. */
function isOpen(file: string, files: ReadonlySet<string>): boolean {
  return [`.~lock.${file}#`, `.~${file}`, ...DROPPED.map((count) => `~$${[...file].slice(count).join('')}`)].some(
    (lock) => files.has(lock),
  );
}

/**
 * The archive with a comment that says what was written: any program that saves the document again leaves it out, and
 * whatever changes a byte makes it wrong.
 */
function withMark(bytes: Buffer): Buffer {
  const end = bytes.subarray(0, bytes.length - 2);
  const mark = Buffer.from(`xietong ${createHash('sha256').update(end).digest('hex')}`);
  const length = Buffer.alloc(2);
  length.writeUInt16LE(mark.length);
  return Buffer.concat([end, length, mark]);
}

function isUntouched(bytes: Buffer): boolean {
  const mark = `xietong ${''.padStart(64, '0')}`.length;
  const at = bytes.length - mark - END_BYTES;
  if (at < 0 || bytes.readUInt32LE(at) !== END) return false;
  const hash = MARK.exec(bytes.toString('latin1', bytes.length - mark))?.[1];
  return (
    hash ===
    createHash('sha256')
      .update(bytes.subarray(0, at + END_BYTES - 2))
      .digest('hex')
  );
}
