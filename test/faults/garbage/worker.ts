import { parentPort, workerData } from 'node:worker_threads';
import { extremeFiles, mangledFile } from './files.ts';
import { goodInputs } from './good.ts';
import { randomFrom } from './random.ts';
import { fileTrials } from './try-files.ts';
import { trySchool, WORKBOOKS_PER_SCHOOL } from './try-grids.ts';

/** What a worker is to try: seeds from, in steps. */
export interface Task {
  readonly schools: number;
  readonly files: number;
  readonly extremes: boolean;
  readonly first: number;
  readonly step: number;
}

/** What a worker says: what it is about to try, and what was wrong with it. */
export type Report =
  | { readonly kind: 'next'; readonly what: string }
  | { readonly kind: 'tried'; readonly inputs: number; readonly refused: number; readonly faults: readonly string[] };

const { schools, files, extremes, first, step } = workerData as Task;
const say = (report: Report): void => parentPort?.postMessage(report);
const good = await goodInputs();

for (let at = 0; at < schools; at++) {
  const seed = first + at * step;
  say({ kind: 'next', what: `school ${seed}` });
  let faults: readonly string[];
  try {
    faults = trySchool(good, seed);
  } catch (error) {
    faults = [`threw ${error instanceof Error ? error.stack : String(error)}`];
  }
  say({
    kind: 'tried',
    inputs: WORKBOOKS_PER_SCHOOL,
    refused: 0,
    faults: faults.map((fault) => `school ${seed}: ${fault}`),
  });
}

const trials = fileTrials();
const tryOne = async (what: string, bytes: () => Buffer): Promise<void> => {
  say({ kind: 'next', what });
  const { outcome, faults } = await trials.tryFile(bytes());
  const refused = outcome === 'refused' ? 1 : 0;
  say({ kind: 'tried', inputs: 1, refused, faults: faults.map((fault) => `${what}: ${fault}`) });
};
for (let at = 0; at < files; at++) {
  const seed = first + at * step;
  const random = randomFrom(seed);
  await tryOne(`file ${seed}`, () => mangledFile(random.pick(good.files), random));
}
if (extremes)
  for (const [what, make] of Object.entries(extremeFiles(good.files[0] as Buffer))) await tryOne(what, make);
trials.close();
