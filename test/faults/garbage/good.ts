import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWorkbook } from '../../../functions/adapters/xlsx/sheet/read-workbook.ts';
import { parseIsoDay } from '../../../shared/domain/calendar.ts';
import { SCHOOL_WORKBOOK } from '../../../shared/domain/vocabulary.ts';
import { aSchool } from '../../support/a-school.ts';
import { copySample } from '../../support/sample-school.ts';
import type { Good } from './try-grids.ts';

/** Good grids, and good files of several programs, that the garbage is made of. */
export async function goodInputs(): Promise<Good & { readonly files: readonly Buffer[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'good-'));
  try {
    await copySample(folder, {
      colleges: 1,
      sample: 'garbage',
      studentsPerCollege: 20,
      faults: false,
      asOf: parseIsoDay('2026-07-15') as number,
    });
    const made = readdirSync(folder).filter((name) => name.endsWith('.xlsx'));
    const others = join(import.meta.dirname, '../../adapters/xlsx/files');
    const files = [
      ...made.map((name) => readFileSync(join(folder, name))),
      ...readdirSync(others)
        .filter((name) => /\.xls[xm]$/.test(name))
        .map((name) => readFileSync(join(others, name))),
    ];
    const college = aSchool('2026-07-15').raw()[0];
    if (!college) throw new Error('a school without a college');
    return { college, school: readWorkbook(readFileSync(join(folder, SCHOOL_WORKBOOK))), files };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
