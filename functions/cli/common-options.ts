import { accessSync, closeSync, constants, openSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type AcademicYear, academicYearOf, type CalendarDay, parseIsoDay } from '../../shared/domain/calendar.ts';
import { shanghaiDay, systemClock } from '../clock.ts';
import { UsageError } from '../usage-error.ts';
import { jsonPieces } from './json-pieces.ts';
import { terminalText } from './terminal-text.ts';

/** Options that every command has (contract §2). */
export interface CommonOptions {
  readonly json?: string;
  readonly asOf?: string;
  readonly year?: string;
  readonly quiet?: boolean;
  readonly debug?: boolean;
}

/** When the next run is, for 概览: nobody knows, where a person has started this one. */
export const BY_HAND = '由管理员手动运行，或按学校设定的每日计划运行';

/** `--as-of`, by default today in Asia/Shanghai. */
export function asOfDay({ asOf }: CommonOptions): CalendarDay {
  if (asOf === undefined) return shanghaiDay(systemClock.now());
  const day = parseIsoDay(asOf);
  if (day === null) throw new UsageError(`--as-of 的日期“${asOf}”不能用。请写成 2026-06-30 这样的日期。`);
  return day;
}

/** `--year`, by default the academic year that holds the as-of day. */
export function academicYear({ year }: CommonOptions, asOf: CalendarDay): AcademicYear {
  if (year === undefined) return academicYearOf(asOf);
  const match = /^(\d{4})-(\d{4})$/.exec(year);
  const first = Number(match?.[1]);
  if (!match || Number(match[2]) !== first + 1)
    throw new UsageError(`--year 的学年“${year}”不能用。请写成 2025-2026 这样的学年。`);
  return first;
}

/** Writes the machine-readable result to a file, or to standard output for `-`. */
export function writeJson(target: string, value: Readonly<Record<string, unknown>>): void {
  if (target === '-') {
    for (const piece of jsonPieces(value)) process.stdout.write(piece);
    return;
  }
  try {
    const file = openSync(target, 'w');
    try {
      for (const piece of jsonPieces(value)) writeFileSync(file, piece);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw cannotWrite(target, error);
  }
}

/** Finds out before the work whether the file of `--json` can be written. @throws UsageError */
export function checkJson(target: string | undefined): void {
  if (target === undefined || target === '-') return;
  try {
    accessSync(dirname(target), constants.W_OK);
    if (statSync(target, { throwIfNoEntry: false })?.isDirectory())
      throw new UsageError(`“${target}”是文件夹，不是文件。`);
  } catch (error) {
    throw error instanceof UsageError ? error : cannotWrite(target, error);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: '它所在的文件夹不存在',
  ENOTDIR: '它所在的位置不是文件夹',
  EACCES: '没有写入权限',
  EPERM: '没有写入权限',
  EROFS: '磁盘是只读的',
  EISDIR: '它是文件夹，不是文件',
  EBUSY: '它正被打开',
  ENOSPC: '磁盘满了',
};

function cannotWrite(target: string, error: unknown): UsageError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new UsageError(`无法写入“${target}”：${REASONS[code] ?? '系统不允许'}。请换一个可以写的位置。`, {
    cause: error,
  });
}

/** Prints for people, unless the machine-readable result goes to standard output or `--quiet` is on. */
export function say({ json, quiet }: CommonOptions, text: string): void {
  if (quiet !== true && json !== '-') process.stdout.write(`${terminalText(text)}\n`);
}
