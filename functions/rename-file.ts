import { renameSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds between two tries: a virus scanner or an indexer lets go of a new file within a second or two. */
const PAUSES: readonly number[] = [20, 50, 100, 200, 400, 800];

/**
 * Windows refuses to rename a file, or to put one in the place of another, while any program has it open. There it is
 * tried again for a short while. Elsewhere these codes speak of rights, which do not change by waiting.
 */
export function isHeld(error: unknown, platform: NodeJS.Platform = process.platform): boolean {
  if (platform !== 'win32' || !(error instanceof Error) || !('code' in error)) return false;
  return error.code === 'EPERM' || error.code === 'EBUSY' || error.code === 'EACCES';
}

/**
 * Gives a file another name, over one that is there.
 * @param move the call itself, and `platform`: others only in tests
 * @throws what the last try threw
 */
export async function renameFile(
  from: string,
  to: string,
  move: (from: string, to: string) => Promise<void> = rename,
  platform: NodeJS.Platform = process.platform,
): Promise<void> {
  for (const pause of PAUSES) {
    try {
      return await move(from, to);
    } catch (error) {
      if (!isHeld(error, platform)) throw error;
      await wait(pause);
    }
  }
  await move(from, to);
}

/** The same for callers that wait for nothing. */
export function renameFileSync(
  from: string,
  to: string,
  move: (from: string, to: string) => void = renameSync,
  platform: NodeJS.Platform = process.platform,
): void {
  for (const pause of PAUSES) {
    try {
      move(from, to);
      return;
    } catch (error) {
      if (!isHeld(error, platform)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
  move(from, to);
}
