/** What judging an edit of one workbook takes against judging the whole school: processor's time and memory, a process each. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { median, QUICK, tell } from './figure.ts';

const SIZES = QUICK ? [5] : [5, 30, 100];
const ROUNDS = QUICK ? 1 : 3;
const SCRIPT = join(import.meta.dirname, 'judge-made.ts');
const taken = z.object({ seconds: z.number(), peak: z.number(), process: z.number(), judged: z.int() });
type Taken = z.output<typeof taken>;

function run(mode: 'make' | 'whole' | 'edit', folder: string, colleges: number): string {
  return execFileSync(process.execPath, [SCRIPT, mode, folder, String(colleges)], { encoding: 'utf8' });
}

for (const colleges of SIZES) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-edit-'));
  try {
    run('make', folder, colleges);
    const [whole, edit]: [Taken[], Taken[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      whole.push(taken.parse(JSON.parse(run('whole', folder, colleges))));
      edit.push(taken.parse(JSON.parse(run('edit', folder, colleges))));
    }
    const middle = (all: readonly Taken[], of: 'seconds' | 'peak' | 'process'): number =>
      median(all.map((one) => one[of]));
    const bound = colleges < 30 ? undefined : 0.2;
    tell(
      `${colleges} colleges: judging an edit / the whole school, time`,
      middle(edit, 'seconds') / middle(whole, 'seconds'),
      '×',
      bound,
    );
    tell(
      `${colleges} colleges: the same, memory above that of the program`,
      middle(edit, 'peak') / middle(whole, 'peak'),
      '×',
      bound,
    );
    tell(`${colleges} colleges: colleges judged anew`, edit[0]?.judged ?? 0, 'colleges');
    tell(`${colleges} colleges: the whole school`, middle(whole, 'seconds'), 's');
    tell(`${colleges} colleges: peak of memory, the whole school`, middle(whole, 'process'), 'MB');
    tell(`${colleges} colleges: peak of memory, an edit`, middle(edit, 'process'), 'MB');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
