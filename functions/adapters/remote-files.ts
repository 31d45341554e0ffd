import type { ReplaceOutcome } from '../../shared/ports.ts';

/** Files of one folder on another machine: a campus disk, a bucket. Bytes and their versions, nothing of what they hold. */

/** A file as the folder lists it. */
export interface RemoteFile {
  readonly name: string;
  /** Moves with every change of the file (an ETag); `null` where nothing can be said yet. */
  readonly version: string | null;
  readonly bytes: number;
}

export interface RemoteContent {
  readonly bytes: Buffer;
  readonly version: string | null;
}

/** Every call throws `TryLater` or `Refused`, without the address's secrets. */
export interface RemoteFiles {
  /** Files of the folder itself, in one request; subfolders are not listed. */
  list(): Promise<readonly RemoteFile[]>;
  /** `null`: there is no such file. @param limit bytes at most; more is refused */
  read(name: string, limit: number): Promise<RemoteContent | null>;
  /** Writes only while the file still has that version. */
  replace(name: string, bytes: Buffer, version: string): Promise<ReplaceOutcome>;
  /** Writes a file that is not there yet; `false` where there is one. */
  create(name: string, bytes: Buffer): Promise<boolean>;
  /** Removes a file of our own; one that is not there is removed already. */
  remove(name: string): Promise<void>;
  /** Requests for a file that were sent, repetitions included; `''` for the listing. */
  sent(name: string): { readonly read: number; readonly write: number };
}
