import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { ImportPlan } from '../../../shared/import/plan-import.ts';
import { renameFileSync } from '../../rename-file.ts';
import { UsageError } from '../../usage-error.ts';
import { fileReason } from '../file-reasons.ts';
import type { ImportTarget } from './target.ts';
import { EXCEPTIONS_BEGIN, exceptionsCsv } from './words.ts';

/** The outcome for the list of what an import leaves out, beside the first imported file. */
export interface Exceptions {
  readonly written: string | null;
  /** The list of an earlier import, which is out of date. */
  readonly removed: string | null;
}

/** It holds names and 学号. */
const OWN_FILE = 0o600;

/** Writes the whole list, or removes that of an earlier import. Throws `UsageError` if it cannot be written. */
export function leaveExceptions(first: string, plan: ImportPlan, { standing }: ImportTarget): Exceptions {
  const file = join(dirname(first), `导入例外-${basename(first, extname(first))}.csv`);
  if (plan.findings.length === 0) return { written: null, removed: removeOld(file) ? file : null };
  const half = `${file}.tmp`;
  try {
    writeFileSync(half, exceptionsCsv(plan, standing), { mode: OWN_FILE });
    renameFileSync(half, file);
    return { written: file, removed: null };
  } catch (error) {
    rmSync(half, { force: true });
    throw new UsageError(`无法写入例外清单“${file}”：${fileReason(error)}。没有导入。请把文件移到可以写的文件夹。`, {
      cause: error,
    });
  }
}

/** A file of that name that is not ours stays. */
function removeOld(file: string): boolean {
  try {
    if (!readFileSync(file, 'utf8').startsWith(EXCEPTIONS_BEGIN)) return false;
    rmSync(file);
    return true;
  } catch {
    // There is none, or it cannot be read: nobody is misled.
    return false;
  }
}
