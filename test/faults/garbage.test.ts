import { beforeAll, describe, expect, it } from 'vitest';
import { extremeFiles, mangledFile } from './garbage/files.ts';
import { goodInputs } from './garbage/good.ts';
import { randomFrom } from './garbage/random.ts';
import { CELLS_PER_SHEET, CELLS_PER_TRIAL, tryCells, tryGooglePublish, trySheetCells } from './garbage/try-cells.ts';
import { fileTrials } from './garbage/try-files.ts';
import { trySchool, WORKBOOKS_PER_SCHOOL } from './garbage/try-grids.ts';

/** A sample of what `npm run garbage` tries: never a throw, every refusal names the file, the reason and what to do. */
const GRIDS = 2000;
const FILES = 250;
/** Made by the command only: they take seconds each. */
const SLOW = new Set([
  'a million cells without attributes',
  'a zip bomb of sheets',
  'a row of 16,384 cells, a thousand times',
  'a zip bomb that lies',
]);

let good: Awaited<ReturnType<typeof goodInputs>>;
beforeAll(async () => {
  good = await goodInputs();
}, 60_000);

describe('garbage', () => {
  it(`${20 * CELLS_PER_TRIAL} mangled cells are read alike from a file and from Google`, { timeout: 120_000 }, () => {
    for (let seed = 1; seed <= 20; seed++) expect([seed, ...tryCells(randomFrom(seed))]).toEqual([seed]);
  });

  it(`${100 * CELLS_PER_SHEET} mangled cells in the XML of a sheet are read or refused`, () => {
    for (let seed = 1; seed <= 100; seed++) expect([seed, ...trySheetCells(randomFrom(seed))]).toEqual([seed]);
  });

  it('what is published over mangled cells at Google is published once', { timeout: 60_000 }, () => {
    for (let seed = 1; seed <= 100; seed++) expect([seed, ...tryGooglePublish(randomFrom(seed))]).toEqual([seed]);
  });

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
