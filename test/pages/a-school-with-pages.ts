import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../functions/cli/main.ts';
import { openNight } from '../../functions/open-night.ts';
import { openStore } from '../../functions/wiring.ts';
import type { PagesInput } from '../../shared/pages/input.ts';
import { storedPagesInput } from '../../shared/run/stored-pages.ts';

/** A sample school that has been checked: a folder, and what its pages show. */
export interface SchoolWithPages {
  readonly folder: string;
  readonly input: PagesInput;
}

/**
 * @param days on which it was checked
 * @param students of each of two colleges
 */
export async function aSchoolWithPages(
  days: readonly string[] = ['2026-05-20', '2026-06-20', '2026-07-15'],
  students = 200,
): Promise<SchoolWithPages> {
  const folder = join(mkdtempSync(join(tmpdir(), 'xietong-pages-')), 'school');
  const run = async (...argv: readonly string[]): Promise<void> => {
    const code = await main([...argv, '--quiet'], {});
    if (code > 1) throw new Error(`${argv.join(' ')} ended with ${code}`);
  };
  await run(
    'init',
    folder,
    '--sample',
    '7',
    '--colleges',
    '2',
    '--students',
    String(students),
    '--as-of',
    '2026-07-15',
  );
  for (const day of days) await run('audit', folder, '--as-of', day);
  const { store, close } = await openStore(join(folder, '.xietong'), {} as never, { readOnly: true });
  try {
    const input = await storedPagesInput(
      { store },
      (wanted) => openNight({ schoolWorkbook: '', trigger: 'command', nextRun: '', dryRun: true, ...wanted }),
      { asOf: null, year: null },
    );
    return { folder, input };
  } finally {
    await close();
  }
}
