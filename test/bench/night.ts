/**
 * The whole night against nothing but reading and writing the same files, for 1, 5 and 30 colleges. Each size is measured
 * in a process of its own (`measure-night.ts`), the peak of memory in another that does nothing else.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import * as z from 'zod';
import { QUICK, tell } from './figure.ts';
import { withSample } from './made-school.ts';

const STUDENTS = QUICK ? 100 : 1500;
const SIZES = QUICK ? [1, 5] : [1, 5, 30];

const measured = z.object({
  night: z.number(),
  again: z.number(),
  pure: z.number(),
  hucre: z.number(),
  activities: z.number(),
});

function inProcess(script: string, folder: string): string {
  const flags = ['--disable-warning=ExperimentalWarning', '--expose-gc'];
  return execFileSync(process.execPath, [...flags, join(import.meta.dirname, script), folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

let before: { readonly colleges: number; readonly night: number } | null = null;
for (const colleges of SIZES) {
  await withSample(colleges, STUDENTS, async (folder) => {
    const { night, again, pure, hucre, activities } = measured.parse(JSON.parse(inProcess('measure-night.ts', folder)));
    const peak = Number(inProcess('peak-of-night.ts', folder));
    const students = (colleges * STUDENTS).toLocaleString('en');
    const school = `${colleges} ${colleges === 1 ? 'college' : 'colleges'}`;
    tell(
      `${school} (${students} students, ${activities.toLocaleString('en')} activities): night / hucre opening and saving`,
      night / hucre,
      '×',
      1.3,
    );
    tell(`${school}: a night without changes / the same`, again / hucre, '×');
    tell(`${school}: night / reading and writing by our own adapter`, night / pure, '×');
    tell(`${school}: our own adapter / hucre`, pure / hucre, '×');
    tell(`${school}: night`, night / 1000, 's');
    tell(`${school}: peak of memory`, peak, 'MB');
    if (before !== null)
      tell(
        `growth from ${before.colleges} to ${colleges} colleges / linear`,
        night / before.night / (colleges / before.colleges),
        '×',
        1.1,
      );
    before = { colleges, night };
  });
}
