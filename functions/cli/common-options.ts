import { accessSync, closeSync, constants, openSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type AcademicYear, academicYearOf, type CalendarDay, parseIsoDay } from '../../shared/domain/calendar.ts';
import { TryLater } from '../../shared/ports.ts';
import { shanghaiDay, systemClock } from '../clock.ts';
import { UsageError } from '../usage-error.ts';
import { fileReason } from './file-reasons.ts';
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

/** When the next run is, for 概览: unknown if a person started this one. */
export const BY_HAND = '由管理员手动运行，或按学校设定的每日计划运行';

/** `--as-of`, by default today in Asia/Shanghai. */
export function asOfDay({ asOf }: CommonOptions): CalendarDay {
  if (asOf === undefined) return shanghaiDay(systemClock.now());
  const day = parseIsoDay(asOf);
  if (day === null) throw new UsageError(`--as-of 的日期“${asOf}”不能用。请写成 2026-06-30 这样的日期。`);
  return day;
}

/** `--year`, by default the academic year that holds the as-of day. */
export function auditedYear({ year }: CommonOptions, asOf: CalendarDay): AcademicYear {
  if (year === undefined) return academicYearOf(asOf);
  return yearOption('--year', year);
}

/** Parses an academic year given as an option. @throws UsageError */
export function yearOption(option: string, typed: string): AcademicYear {
  const match = /^(\d{4})-(\d{4})$/.exec(typed);
  const first = Number(match?.[1]);
  if (!match || Number(match[2]) !== first + 1)
    throw new UsageError(`${option} 的学年“${typed}”不能用。请写成 2025-2026 这样的学年。`);
  return first;
}

/**
 * Checks the options that every command has before any work is done: a refused command has written nothing.
 * @throws UsageError
 */
export function checkCommonOptions(options: CommonOptions): void {
  auditedYear(options, asOfDay(options));
  if (options.json !== undefined && options.json !== '-') refuseUnwritable(options.json);
}

function refuseUnwritable(target: string): void {
  try {
    const stat = statSync(target, { throwIfNoEntry: false });
    if (stat?.isDirectory()) throw new UsageError(`“${target}”是文件夹，不能作为 --json 的文件。请写一个文件名。`);
    accessSync(stat ? target : dirname(target), constants.W_OK);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`无法写入“${target}”：${fileReason(error)}。请换一个可以写的位置。`, { cause: error });
  }
}

/** Writes the machine-readable result to a file, or to standard output for `-`. Throws `TryLater`: the work is done. */
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
    throw new TryLater(
      `命令已经执行，只有结果写不进“${target}”：${fileReason(error)}。请检查这个位置，再运行一次。`,
      null,
      { cause: error },
    );
  }
}

/** Prints for people, unless the machine-readable result goes to standard output or `--quiet` is on. */
export function say({ json, quiet }: CommonOptions, text: string): void {
  if (quiet !== true && json !== '-') process.stdout.write(`${terminalText(text)}\n`);
}
