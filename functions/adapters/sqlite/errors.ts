import { statfsSync } from 'node:fs';
import { Refused, TryLater } from '../../../shared/ports.ts';
import { WORDS } from './words.ts';

/** SQLite's primary codes, https://www.sqlite.org/rescode.html. */
const Code = {
  perm: 3,
  busy: 5,
  locked: 6,
  readOnly: 8,
  io: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
} as const;

/** Where a database lies, for messages. */
export interface Location {
  readonly where: string;
  /** `null` for one in memory. */
  readonly folder: string | null;
}

/** A failure of SQLite or of the file system as `TryLater` or `Refused`; defects of ours come back as they are. */
export function translated(error: unknown, { where, folder }: Location): unknown {
  if (!(error instanceof Error)) return error;
  const cause = { cause: error };
  const full = (): TryLater => new TryLater(WORDS.full(folder ?? where), 60, cause);
  if ('code' in error && error.code === 'ENOSPC') return full();
  if (!('errcode' in error) || typeof error.errcode !== 'number') return error;
  // The other bits tell which call it was.
  switch (error.errcode & 0xff) {
    case Code.full:
      return full();
    case Code.io:
      return isFull(folder) ? full() : new TryLater(WORDS.failed(where, error.message), 60, cause);
    case Code.busy:
    case Code.locked:
      return new TryLater(WORDS.busy(where), 10, cause);
    case Code.perm:
    case Code.readOnly:
    case Code.cannotOpen:
      return isFull(folder) ? full() : new Refused(WORDS.noAccess(where, error.message), cause);
    case Code.corrupt:
    case Code.notADatabase:
      return new Refused(WORDS.damaged(where, error.message), cause);
    default:
      return error;
  }
}

/** Some calls of a full disk fail under the name of another trouble. */
function isFull(folder: string | null): boolean {
  if (folder === null) return false;
  try {
    return statfsSync(folder).bavail === 0;
  } catch {
    return false;
  }
}
