import { closeSync, openSync, readdirSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashIn, type Page } from '../shared/pages/frame.ts';
import { makeFolder } from './make-folder.ts';
import { renameFileSync } from './rename-file.ts';

/** What became of the pages of a folder. */
export interface WrittenPages {
  readonly pages: number;
  readonly written: number;
  readonly removed: number;
  /** Bytes of all pages, written or not. */
  readonly bytes: number;
}

/** Bytes that are read of a file to tell whether it is a page of ours. */
const HEAD_BYTES = 300;

/**
 * Writes those pages that say something new into a folder, and removes pages of ours of what is no more. Files of others
 * are never touched.
 */
export function writePages(folder: string, pages: Iterable<Page>): WrittenPages {
  makeFolder(folder);
  const standing = standingPages(folder);
  const seen = new Set<string>();
  let [written, bytes] = [0, 0];
  for (const { file, hash, text } of pages) {
    seen.add(file);
    bytes += Buffer.byteLength(text);
    if (standing.get(file) === hash) continue;
    // A reader never sees half a page.
    const path = join(folder, file);
    writeFileSync(`${path}.tmp`, text);
    renameFileSync(`${path}.tmp`, path);
    written++;
  }
  const gone = [...standing.keys()].filter((file) => !seen.has(file));
  for (const file of gone) rmSync(join(folder, file));
  return { pages: seen.size, written, removed: gone.length, bytes };
}

/** Pages of ours in a folder, with their hashes. */
function standingPages(folder: string): ReadonlyMap<string, string> {
  const standing = new Map<string, string>();
  const head = Buffer.alloc(HEAD_BYTES);
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.html')) continue;
    const hash = hashIn(headOf(join(folder, file), head));
    if (hash !== null) standing.set(file, hash);
  }
  return standing;
}

/** The beginning of a file: some thousand pages are not read whole each night. */
function headOf(path: string, into: Buffer): string {
  const file = openSync(path, 'r');
  try {
    return into.toString('utf8', 0, readSync(file, into, 0, HEAD_BYTES, 0));
  } finally {
    closeSync(file);
  }
}
