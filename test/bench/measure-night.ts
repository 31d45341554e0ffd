/** `measure-night.ts FOLDER`: medians of five nights over copies of a made school, and of what they are compared with; JSON. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openXlsx, saveXlsx } from 'hucre/xlsx';
import { xlsxWorkbooks } from '../../functions/adapters/xlsx/workbooks.ts';
import { systemClock } from '../../functions/clock.ts';
import { readEnvironment } from '../../functions/env.ts';
import { openStore } from '../../functions/wiring.ts';
import { inParallel } from '../../shared/in-parallel.ts';
import type { Ports, Workbooks } from '../../shared/ports.ts';
import type { WorkbookImage } from '../../shared/sheet/image.ts';
import { isInputTitle } from '../../shared/workbook/find-tab.ts';
import { median, timed } from './figure.ts';
import { oneNight, PARALLEL } from './one-night.ts';

const ROUNDS = 5;

const made = process.argv[2] ?? '';
const times: Record<'night' | 'again' | 'pure' | 'hucre', number[]> = { night: [], again: [], pure: [], hucre: [] };
let activities = 0;

async function withCopy(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-night-'));
  try {
    cpSync(made, folder, { recursive: true });
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Two nights; gives the pictures that the first one wrote. */
async function nights(folder: string): Promise<ReadonlyMap<string, WorkbookImage>> {
  const images = new Map<string, WorkbookImage>();
  const { store, close } = await openStore(join(folder, '.xietong'), readEnvironment({}), { readOnly: false });
  const files = xlsxWorkbooks(folder);
  const workbooks: Workbooks = {
    ...files,
    publish: (id, image, keep) => {
      images.set(id, image);
      return files.publish(id, image, keep);
    },
  };
  const ports: Ports = { workbooks, store, clock: systemClock };
  times.night.push(
    await timed(async () => {
      const { assessment } = await oneNight(ports);
      const { colleges } = assessment.judgement.school;
      activities = colleges.reduce((sum, { tabs }) => sum + tabs.activities.rows.length, 0);
    }),
  );
  const first = new Map(images);
  times.again.push(await timed(() => oneNight(ports)));
  await close();
  return first;
}

async function readAndWrite(folder: string, images: ReadonlyMap<string, WorkbookImage>): Promise<void> {
  const files = xlsxWorkbooks(folder);
  await inParallel([...images.keys()], PARALLEL, (id) => files.read(id, isInputTitle));
  await inParallel([...images], PARALLEL, ([id, image]) => files.publish(id, image));
}

async function openAndSave(folder: string): Promise<void> {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.xlsx'))) {
    const workbook = await openXlsx(readFileSync(join(folder, name)));
    writeFileSync(join(folder, name), await saveXlsx(workbook));
  }
}

for (let round = 0; round < ROUNDS; round++) {
  let images: ReadonlyMap<string, WorkbookImage> = new Map();
  await withCopy(async (folder) => {
    images = await nights(folder);
  });
  await withCopy(async (folder) => {
    times.pure.push(await timed(() => readAndWrite(folder, images)));
  });
  await withCopy(async (folder) => {
    times.hucre.push(await timed(() => openAndSave(folder)));
  });
}
const { night, again, pure, hucre } = times;
process.stdout.write(
  JSON.stringify({
    night: median(night),
    again: median(again),
    pure: median(pure),
    hucre: median(hucre),
    activities,
  }),
);
