import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initPlace } from '../../functions/cli/init/init-place.ts';
import { type CalendarDay, parseIsoDay } from '../../shared/domain/calendar.ts';
import { SCHOOL_WORKBOOK } from '../../shared/domain/vocabulary.ts';

export const AS_OF = parseIsoDay('2026-07-15') as CalendarDay;

/** A sample university in a folder that goes when `work` ends; `files` are its college workbooks. */
export async function withSample<Result>(
  colleges: number,
  students: number,
  work: (folder: string, files: readonly string[]) => Promise<Result>,
  asOf: CalendarDay = AS_OF,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    await initPlace({ folder, colleges, sample: 'bench', studentsPerCollege: students, faults: true, asOf });
    const files = readdirSync(folder).filter((name) => name.endsWith('.xlsx') && name !== SCHOOL_WORKBOOK);
    return await work(folder, files);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
