import { beforeAll, describe, expect, it } from 'vitest';
import { extremeFiles, mangledFile } from './garbage/files.ts';
import { goodInputs } from './garbage/good.ts';
import { randomFrom } from './garbage/random.ts';
import { fileTrials } from './garbage/try-files.ts';
import { trySchool, WORKBOOKS_PER_SCHOOL } from './garbage/try-grids.ts';

/** A sample of what `npm run garbage -- --count 100000` tries: never a throw, every refusal names the file and the reason. */
const GRIDS = 2000;
const FILES = 400;
/** Made by the command only: they take seconds each. */
const SLOW = new Set(['a zip bomb of sheets', 'a row of 16,384 cells, a thousand times', 'a zip bomb that lies']);

let good: Awaited<ReturnType<typeof goodInputs>>;
beforeAll(async () => {
  good = await goodInputs();
}, 60_000);

describe('garbage', () => {
  it(`${GRIDS} mangled workbooks are parsed, judged and scored`, { timeout: 300_000 }, () => {
    for (let seed = 1; seed <= GRIDS / WORKBOOKS_PER_SCHOOL; seed++)
      expect([seed, ...trySchool(good, seed)]).toEqual([seed]);
  });

  it(`${FILES} mangled files and the extreme ones are read, or refused by name and reason`, {
    timeout: 300_000,
  }, async () => {
    const trials = fileTrials();
    for (let seed = 1; seed <= FILES; seed++) {
      const random = randomFrom(seed);
      const { faults } = await trials.tryFile(mangledFile(random.pick(good.files), random));
      expect([seed, ...faults]).toEqual([seed]);
    }
    for (const [what, make] of Object.entries(extremeFiles(good.files[0] as Buffer))) {
      if (SLOW.has(what)) continue;
      expect([what, ...(await trials.tryFile(make())).faults]).toEqual([what]);
    }
    trials.close();
  });
});
