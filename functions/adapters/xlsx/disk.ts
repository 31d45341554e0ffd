import { randomUUID } from 'node:crypto';
import { chmod, chown, type FileHandle, open, readdir, readFile, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type ReplaceOutcome, TryLater } from '../../../shared/ports.ts';
import { isHeld, renameFile } from '../../rename-file.ts';
import { MAX_FILE_BYTES } from './limits.ts';
import { errorCode, refused } from './problem.ts';
import { BUSY, REASONS, reasonFileTooBig } from './words.ts';

/** Distinguishes states of a file without reading it. */
export interface FileStamp {
  readonly inode: bigint;
  readonly size: bigint;
  readonly modified: bigint;
  readonly changed: bigint;
  readonly mode: number;
  readonly user: number;
  readonly group: number;
}

export interface ReadFile {
  readonly bytes: Buffer;
  readonly stamp: FileStamp;
}

const READ_ATTEMPTS = 3;
/** A temporary file older than this was left by a crash. */
const STALE_AFTER_MS = 15 * 60_000;

export async function stampOf(path: string): Promise<FileStamp> {
  const found = await stat(path, { bigint: true });
  return {
    inode: found.ino,
    size: found.size,
    modified: found.mtimeNs,
    changed: found.ctimeNs,
    mode: Number(found.mode),
    user: Number(found.uid),
    group: Number(found.gid),
  };
}

function sameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.inode === b.inode && a.size === b.size && a.modified === b.modified && a.changed === b.changed;
}

/** Bytes of a file that did not change while it was read. */
export async function readSteadily(path: string): Promise<ReadFile> {
  for (let attempt = 0; attempt < READ_ATTEMPTS; attempt++) {
    const before = await stampOf(path);
    if (before.size > BigInt(MAX_FILE_BYTES)) {
      throw refused(reasonFileTooBig(Math.round(Number(before.size) / 1048576), Math.round(MAX_FILE_BYTES / 1048576)));
    }
    const bytes = await readFile(path);
    if (sameStamp(before, await stampOf(path))) return { bytes, stamp: before };
  }
  throw new TryLater(BUSY.keepsChanging, 60);
}

/** True while Excel, WPS or LibreOffice has the file open: each leaves a lock file beside it. */
export async function isOpenElsewhere(path: string): Promise<boolean> {
  const name = basename(path).normalize('NFC');
  const locks = new Set([`~$${name}`, `.~${name}`, `.~lock.${name}#`].map((lock) => lock.toLowerCase()));
  const beside = await readdir(dirname(path));
  return beside.some((other) => locks.has(other.normalize('NFC').toLowerCase()));
}

async function writeAll(file: FileHandle, chunks: readonly Uint8Array[]): Promise<void> {
  // Some systems take no more than 1,024 pieces in one call.
  for (let from = 0; from < chunks.length; from += 512) {
    const batch = chunks.slice(from, from + 512);
    const wanted = batch.reduce((sum, chunk) => sum + chunk.length, 0);
    const { bytesWritten } = await file.writev(batch);
    if (bytesWritten === wanted) continue;
    const rest = Buffer.concat(batch).subarray(bytesWritten);
    await file.writeFile(rest);
  }
}

async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Windows cannot open a folder; there the rename itself is journalled.
  }
}

/** Removes what a crashed run left beside `path`; a younger file is another writer at work. */
async function clearLeftovers(path: string): Promise<void> {
  const folder = dirname(path);
  const prefix = temporaryPrefix(path);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(prefix) || !name.endsWith('.tmp')) continue;
    const other = join(folder, name);
    try {
      const age = Date.now() - (await stat(other)).mtimeMs;
      if (age > STALE_AFTER_MS) await unlink(other);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' && !isHeld(error)) throw error;
    }
  }
}

function temporaryPrefix(path: string): string {
  return `.${basename(path).slice(0, 60)}.xietong-`;
}

/**
 * Puts new contents in the place of the file, all or nothing: a temporary file in the same folder, flushed, then
 * renamed over it. Nothing happens when the file is no longer the one that was read (`changed`) or has been
 * opened by a person meanwhile (`locked`).
 */
export async function replaceFile(
  path: string,
  chunks: readonly Uint8Array[],
  expected: FileStamp,
): Promise<ReplaceOutcome['status']> {
  // A file without write permission is meant not to change, although a rename would succeed.
  if ((expected.mode & 0o222) === 0) throw refused(REASONS.readOnly);
  await clearLeftovers(path);
  const temporary = join(dirname(path), `${temporaryPrefix(path)}${randomUUID().slice(0, 8)}.tmp`);
  const file = await open(temporary, 'wx', 0o600);
  let kept = false;
  try {
    try {
      await writeAll(file, chunks);
      await file.sync();
    } finally {
      await file.close();
    }
    await keepOwner(temporary, expected);
    if (await isOpenElsewhere(path)) return 'locked';
    if (!sameStamp(expected, await stampOf(path))) return 'changed';
    try {
      await renameFile(temporary, path);
    } catch (error) {
      // Another program holds the file open without a lock file of a known name.
      if (isHeld(error)) return 'locked';
      throw error;
    }
    kept = true;
    await syncFolder(dirname(path));
    return 'replaced';
  } finally {
    if (!kept) await unlink(temporary).catch(() => undefined);
  }
}

async function keepOwner(temporary: string, expected: FileStamp): Promise<void> {
  try {
    await chown(temporary, expected.user, expected.group);
  } catch {
    // Only an administrator can give files away; the mode below still holds.
  }
  try {
    await chmod(temporary, expected.mode & 0o7777);
  } catch (error) {
    // A disk without modes (a stick, some shares) gives every file those that it was mounted with.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(errorCode(error) ?? '')) throw error;
  }
}

/** Writes a file that is not there yet, all or nothing. `false`: there is one already. */
export async function createFile(path: string, contents: Uint8Array): Promise<boolean> {
  const temporary = join(dirname(path), `${temporaryPrefix(path)}${randomUUID().slice(0, 8)}.tmp`);
  const file = await open(temporary, 'wx', 0o644);
  try {
    await file.writeFile(contents);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    // Reserving the name first makes sure that nobody's file is overwritten.
    await (await open(path, 'wx')).close();
  } catch (error) {
    await unlink(temporary);
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
  await renameFile(temporary, path);
  await syncFolder(dirname(path));
  return true;
}
