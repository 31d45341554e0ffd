/**
 * The whole night against nothing but reading and writing the same files, for 1, 5 and 30 colleges: first, the same day again, and the day
 * after. Each is measured in a process of its own, in turns (`measure-night.ts`).
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import * as z from 'zod';
import { median, QUICK, tell } from './figure.ts';
import { withSample } from './made-school.ts';

const STUDENTS = QUICK ? 100 : 1500;
const SIZES = QUICK ? [1, 5] : [1, 5, 30];
const ROUNDS = QUICK ? 1 : 3;
/** Compiled as the package is: an installed program strips no types. */
const SCRIPT = join(import.meta.dirname, '../../dist/bench/measure-night.mjs');
buildSync({
  entryPoints: [join(import.meta.dirname, 'measure-night.ts')],
  outfile: SCRIPT,
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node24',
  format: 'esm',
});
/** New objects get no more than 16 MB: less memory, for a little more time. */
const SMALL = '--max-semi-space-size=8';

const taken = z.object({
  cpu: z.number(),
  seconds: z.number(),
  peak: z.number(),
  activities: z.number().default(0),
  written: z.number().default(0),
});
type Taken = z.output<typeof taken>;
type Part = 'night' | 'again' | 'next' | 'pure' | 'hucre' | 'small';

function run(mode: string, folders: readonly string[], ...flags: readonly string[]): Taken {
  const known = ['--disable-warning=ExperimentalWarning', ...flags];
  const stdout = execFileSync(process.execPath, [...known, SCRIPT, mode, ...folders], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return taken.parse(JSON.parse(stdout));
}

function withCopy<Result>(made: string | null, work: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'bench-night-'));
  try {
    if (made !== null) cpSync(made, folder, { recursive: true });
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measured(made: string, images: string): Readonly<Record<Part, readonly Taken[]>> {
  const all: Record<Part, Taken[]> = { night: [], again: [], next: [], pure: [], hucre: [], small: [] };
  withCopy(made, (folder) => run('images', [folder, images]));
  for (let round = 0; round < ROUNDS; round++) {
    withCopy(made, (folder) => all.pure.push(run('pure', [folder, images])));
    withCopy(made, (folder) => {
      all.night.push(run('night', [folder]));
      all.again.push(run('night', [folder]));
      all.next.push(run('next', [folder]));
    });
    withCopy(made, (folder) => all.hucre.push(run('hucre', [folder])));
    withCopy(made, (folder) => all.small.push(run('night', [folder], SMALL)));
  }
  return all;
}

let before: { readonly colleges: number; readonly cpu: number } | null = null;
for (const colleges of SIZES) {
  await withSample(colleges, STUDENTS, async (made) => {
    const all = withCopy(null, (images) => measured(made, images));
    const of = (part: Part, what: 'cpu' | 'seconds' | 'peak' = 'seconds'): number =>
      median(all[part].map((one) => one[what]));
    const [first] = all.night;
    const size = `${(colleges * STUDENTS).toLocaleString('en')} students, ${first?.activities.toLocaleString('en')} activities`;
    const school = `${colleges} ${colleges === 1 ? 'college' : 'colleges'}`;
    const wanted = (bound: number): number | undefined => (colleges === 30 ? bound : undefined);
    const against = (name: string, part: Part, other: Part, bound?: number): void => {
      tell(`${school}: ${name}`, of(part) / of(other), '×', bound);
      if (colleges === 30) tell(`${school}: ${name}, processor`, of(part, 'cpu') / of(other, 'cpu'), '×');
    };
    against('first night / reading and writing by our own adapter', 'night', 'pure', wanted(1.8));
    against('first night / hucre opening and saving', 'night', 'hucre', 1.3);
    against('the same day again / hucre opening and saving', 'again', 'hucre', wanted(0.25));
    against('the day after, nothing edited / hucre opening and saving', 'next', 'hucre');
    tell(`${school}: workbooks that the day after writes`, all.next[0]?.written ?? 0, 'workbooks');
    against('our own adapter / hucre', 'pure', 'hucre');
    tell(`${school} (${size}): first night`, of('night'), 's');
    tell(`${school}: first night, processor`, of('night', 'cpu'), 's');
    tell(`${school}: the same day again`, of('again'), 's');
    tell(`${school}: first night, peak of memory`, of('night', 'peak'), 'MB', wanted(400));
    tell(`${school}: the same day again, peak of memory`, of('again', 'peak'), 'MB', wanted(400));
    tell(`${school}: first night with ${SMALL}, peak of memory`, of('small', 'peak'), 'MB');
    tell(`${school}: first night with ${SMALL} / without`, of('small') / of('night'), '×');
    tell(`${school}: our own adapter alone, peak of memory`, of('pure', 'peak'), 'MB');
    if (before !== null)
      tell(
        `growth from ${before.colleges} to ${colleges} colleges / linear`,
        of('night', 'cpu') / before.cpu / (colleges / before.colleges),
        '×',
        1.1,
      );
    before = { colleges, cpu: of('night', 'cpu') };
  });
}
