import { Refused, TryLater } from '../../../shared/ports.ts';
import { aboutFile, BUSY, REASONS, reasonOther, reasonPartDamaged } from './words.ts';

/** The file cannot be processed; the file's name is put in front by `withFileName`. */
export function refused(reason: string, cause?: unknown): Refused {
  return new Refused(reason, cause === undefined ? undefined : { cause });
}

/** A part of the package that cannot be understood. */
export function damaged(part: string, cause?: unknown): Refused {
  return refused(reasonPartDamaged(part), cause);
}

/** Error code of an operating system error, such as `ENOENT`. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

const FOR_GOOD: Readonly<Record<string, string>> = {
  ENOENT: REASONS.missing,
  ENOTDIR: REASONS.missing,
  EACCES: REASONS.noPermission,
  EPERM: REASONS.noPermission,
  EROFS: REASONS.readOnly,
  ENOSPC: REASONS.diskFull,
  EDQUOT: REASONS.diskFull,
  EISDIR: REASONS.notRegular,
  ERR_STRING_TOO_LONG: REASONS.outOfMemory,
};

const FOR_NOW = new Set(['EBUSY', 'EAGAIN', 'EMFILE', 'ENFILE', 'ETXTBSY', 'ESTALE', 'EINTR', 'ETIMEDOUT']);

/** What `error` means to the caller: `Refused` or `TryLater` with the file's name; a defect of ours stays what it is. */
function translate(file: string, error: unknown): unknown {
  if (error instanceof TryLater) return new TryLater(aboutFile(file, error.message), error.after, { cause: error });
  if (error instanceof Refused) return new Refused(aboutFile(file, error.message), { cause: error });
  const code = errorCode(error);
  if (code !== null && FOR_NOW.has(code)) return new TryLater(aboutFile(file, BUSY.inUse), 60, { cause: error });
  // V8 answers a text or list beyond its limit so: the contents are at fault. A stack that overflows is a defect of ours.
  if (
    error instanceof RangeError &&
    /^(Invalid (string|array|typed array) length|Array buffer alloc)/.test(error.message)
  )
    return new Refused(aboutFile(file, REASONS.outOfMemory), { cause: error });
  if (code !== null) return new Refused(aboutFile(file, FOR_GOOD[code] ?? reasonOther(code)), { cause: error });
  return error;
}

/** Runs `work`; faults of the file come out as `Refused` or `TryLater` with the file's name. */
export async function withFileName<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translate(file, error);
  }
}
