import { cpSync, mkdirSync, rmSync } from 'node:fs';

/** Makes a folder without the files that an earlier attempt at the same test has left there. */
export function freshFolder(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Copies a folder into such a folder. */
export function freshCopy(source: string, folder: string): string {
  cpSync(source, freshFolder(folder), { recursive: true });
  return folder;
}
