import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { renameFileSync } from '../../rename-file.ts';
import { UsageError } from '../../usage-error.ts';

/** The record that an unfinished `init google:` leaves for the next one to continue from. */

interface Stored {
  readonly token: string;
  readonly options: string;
  /** Names of workbooks that are being made; ids of those that were blank and are being filled. */
  readonly begun: readonly string[];
}

export interface InitProgress {
  /** Every workbook that is made carries it. */
  readonly token: string;
  /** An earlier run began with this token. */
  readonly resumes: boolean;
  /** An earlier run may have filled this workbook: it was blank before. */
  hasBegun(id: string): boolean;
  /** Notes that a workbook is about to be made (by its name), or that a blank one is about to be filled (by its id). */
  begin(id: string): void;
  /** Takes back what `begin` noted: it had no effect. */
  takeBack(id: string): void;
  /** No workbook has been made or filled, even possibly. */
  isUntouched(): boolean;
  /** Everything has been made, or nothing. */
  finish(): void;
}

/**
 * Begins or resumes: the token is on disk before anything is made.
 * @param file where it is kept
 * @param options what to make, as text; a different text means a different school
 * @throws UsageError when another `init` is unfinished
 */
export function beginInit(file: string, options: string): InitProgress {
  const before = readProgress(file);
  if (before !== null && before.options !== options)
    throw new UsageError(
      `上一次 init google: 没有做完，选项与这次不同。请用原来的选项（${before.options}）再运行一次接着做；不要了的，请在云端硬盘里删去已建的表格，再删除文件“${file}”。`,
    );
  let now = before ?? { token: randomUUID(), options, begun: [] };
  const keep = (next: Stored): void => {
    now = next;
    mkdirSync(dirname(file), { recursive: true });
    // A truncated file would lose the token: a complete new file replaces the old one.
    writeFileSync(`${file}.new`, JSON.stringify(now), { flush: true });
    renameFileSync(`${file}.new`, file);
  };
  if (before === null) keep(now);
  return {
    token: now.token,
    resumes: before !== null,
    hasBegun: (id) => now.begun.includes(id),
    begin: (id) => keep({ ...now, begun: [...now.begun, id] }),
    takeBack: (id) => keep({ ...now, begun: now.begun.filter((one) => one !== id) }),
    isUntouched: () => now.begun.length === 0,
    finish: () => rmSync(file, { force: true }),
  };
}

function readProgress(file: string): Stored | null {
  if (!existsSync(file)) return null;
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isStored(value)) return value;
  } catch (error) {
    throw unreadable(file, { cause: error });
  }
  throw unreadable(file);
}

function isStored(value: unknown): value is Stored {
  if (typeof value !== 'object' || value === null) return false;
  if (!('token' in value && 'options' in value && 'begun' in value)) return false;
  const { token, options, begun } = value;
  if (typeof token !== 'string' || typeof options !== 'string' || !Array.isArray(begun)) return false;
  return /^[0-9a-f-]{36}$/.test(token) && begun.every((id) => typeof id === 'string');
}

function unreadable(file: string, options?: ErrorOptions): UsageError {
  return new UsageError(
    `文件“${file}”读不懂，它记着上一次 init google: 做到哪里。请先在云端硬盘里删去那一次已建的表格，再删除这个文件。`,
    options,
  );
}
