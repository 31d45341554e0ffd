import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What many test files need and none changes is made once for a run of the tests, in a folder that all workers share and
 * that goes with the run: nothing in it can be older than the code. A program that is no test run has a folder of its own.
 */

/** Names the folder of the run to the workers and to what they start. */
export const RUN_FOLDER = 'XIETONG_TEST_RUN';

let own: string | null = null;

function runFolder(): string {
  const shared = process.env[RUN_FOLDER];
  if (shared !== undefined && existsSync(shared)) return shared;
  if (own === null) {
    const folder = mkdtempSync(join(tmpdir(), 'xietong-made-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    own = folder;
  }
  return own;
}

const making = new Map<string, Promise<string>>();

/**
 * Path of a folder that `make` has filled. Whoever needs it only reads it, or takes a copy.
 * @param name one name for one content
 */
export function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const known = making.get(name);
  if (known !== undefined) return known;
  const folder = foundOrMade(name, make);
  making.set(name, folder);
  // Whoever comes after a failure tries again.
  folder.catch(() => making.delete(name));
  return folder;
}

async function foundOrMade(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(runFolder(), name);
  if (existsSync(folder)) return folder;
  const draft = mkdtempSync(join(runFolder(), 'draft-'));
  try {
    await make(draft);
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another worker was quicker.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
