/**
 * `measure-night.ts night|next|images|pure|hucre FOLDER [IMAGES]`: what one process takes for a night over a folder (`next`: as of the day
 * after), for reading its files and writing the images of that night by our own adapter, or for opening and saving the same files by hucre; processor's
 * time without starting, wall time and peak of memory as JSON. `images` leaves the images of a first night as JSON files.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openXlsx, saveXlsx } from 'hucre/xlsx';
import { xlsxWorkbooks } from '../../functions/adapters/xlsx/workbooks.ts';
import { systemClock } from '../../functions/clock.ts';
import { readEnvironment } from '../../functions/env.ts';
import { openStore } from '../../functions/wiring.ts';
import { inParallel } from '../../shared/in-parallel.ts';
import type { Workbooks } from '../../shared/ports.ts';
import { workbookImage } from '../../shared/sheet/image.ts';
import { isInputTitle } from '../../shared/workbook/find-tab.ts';
import { AS_OF } from './made-school.ts';
import { oneNight, PARALLEL } from './one-night.ts';

const [, , mode = '', folder = '', images = ''] = process.argv;
const files = xlsxWorkbooks(folder);
const imageOf = (id: string): string => join(images, `${id}.json`);

/** Gives how many activities and how many written workbooks there were. */
async function night(workbooks: Workbooks, asOf: number): Promise<{ activities: number; written: number }> {
  const { store, close } = await openStore(join(folder, '.xietong'), readEnvironment({}), { readOnly: false });
  const { assessment, outcomes } = await oneNight({ workbooks, store, clock: systemClock }, asOf);
  await close();
  const { colleges } = assessment.judgement.school;
  return {
    activities: colleges.reduce((sum, { tabs }) => sum + tabs.activities.rows.length, 0),
    written: outcomes.filter(({ writes }) => writes > 0).length,
  };
}

/** Images are texts until their turn comes, as a night draws them one by one. */
async function readAndWrite(): Promise<void> {
  const ids = readdirSync(images).map((name) => name.replace(/\.json$/, ''));
  await inParallel(ids, PARALLEL, async (id) => {
    await files.read(id, isInputTitle);
  });
  await inParallel(ids, PARALLEL, async (id) => {
    await files.publish(id, workbookImage.parse(JSON.parse(readFileSync(imageOf(id), 'utf8'))));
  });
}

async function openAndSave(): Promise<void> {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.xlsx'))) {
    const workbook = await openXlsx(readFileSync(join(folder, name)));
    writeFileSync(join(folder, name), await saveXlsx(workbook));
  }
}

const WORKS: Readonly<Record<string, () => Promise<object>>> = {
  night: () => night(files, AS_OF),
  next: () => night(files, AS_OF + 1),
  images: () =>
    night(
      {
        ...files,
        publish: (id, image, keep) => {
          writeFileSync(imageOf(id), JSON.stringify(image));
          return files.publish(id, image, keep);
        },
      },
      AS_OF,
    ),
  pure: () => readAndWrite().then(() => ({})),
  hucre: () => openAndSave().then(() => ({})),
};

const begun = process.cpuUsage();
const started = performance.now();
const told = await WORKS[mode]?.();
const used = process.cpuUsage(begun);
process.stdout.write(
  JSON.stringify({
    cpu: (used.user + used.system) / 1e6,
    seconds: (performance.now() - started) / 1_000,
    peak: process.resourceUsage().maxRSS / 1_024,
    ...told,
  }),
);
