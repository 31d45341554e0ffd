import { Refused, StaleReading, TryLater } from '../../shared/ports.ts';
import { BadEnvironment } from '../env.ts';
import { UsageError } from '../usage-error.ts';

/** Exit codes (contract §2). */
export const ExitCode = { done: 0, someFailed: 1, usage: 2, unreachable: 3, violationsOpen: 4 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** The exit code of an error, and its one line for the person at the terminal. */
export function explainFailure(error: unknown): { readonly code: ExitCode; readonly line: string } {
  if (error instanceof UsageError || error instanceof BadEnvironment)
    return { code: ExitCode.usage, line: error.message };
  if (error instanceof Refused) return { code: ExitCode.usage, line: error.message };
  if (error instanceof TryLater || error instanceof StaleReading)
    return { code: ExitCode.unreachable, line: error.message };
  if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')
    return {
      code: ExitCode.usage,
      line: '少了软件包，这个命令没有运行。请在本软件所在的文件夹里运行 npm ci，再试一次。',
    };
  // Its text may quote a cell, so it is shown only with --debug.
  return {
    code: ExitCode.unreachable,
    line: `程序内部出错（${kindOf(error)}）。请加上 --debug 重新运行，并把输出交给管理员。`,
  };
}

/** The kind of an error of ours, without its message, which may quote a cell. */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
}
