import { parentPort, workerData } from 'node:worker_threads';
import { extremeFiles, mangledFile } from './files.ts';
import { goodInputs } from './good.ts';
import { type Random, randomFrom } from './random.ts';
import { CELLS_PER_SHEET, CELLS_PER_TRIAL, tryCells, tryGooglePublish, trySheetCells } from './try-cells.ts';
import { fileTrials } from './try-files.ts';
import { trySchool, WORKBOOKS_PER_SCHOOL } from './try-grids.ts';

/** Kinds of garbage, in the order in which they are tried. */
export const KINDS = ['cells', 'sheetCells', 'google', 'schools', 'files', 'extremes'] as const;
export type Kind = (typeof KINDS)[number];

/** What a worker tries: trials of each kind, their seeds from `first` in steps. */
export interface Task {
  readonly trials: Readonly<Record<Kind, number>>;
  readonly first: number;
  readonly step: number;
}

/** What a worker reports: what it is about to try, and what was wrong with it. */
export type Report =
  | { readonly kind: 'next'; readonly of: Kind; readonly what: string }
  | {
      readonly kind: 'tried';
      readonly of: Kind;
      readonly inputs: number;
      readonly refused: number;
      readonly faults: readonly string[];
    };

type Outcome = { readonly refused: number; readonly faults: readonly string[] };

if (parentPort !== null) await work(workerData as Task);

async function work({ trials, first, step }: Task): Promise<void> {
  const say = (report: Report): void => parentPort?.postMessage(report);
  const good = await goodInputs();
  const files = fileTrials();
  const tryFile = async (bytes: Buffer): Promise<Outcome> => {
    const { outcome, faults } = await files.tryFile(bytes);
    return { refused: outcome === 'refused' ? 1 : 0, faults };
  };
  const read = (faults: readonly string[]): Outcome => ({ refused: 0, faults });
  const extremes = Object.entries(extremeFiles(good.files[0] as Buffer));
  const kinds: Readonly<
    Record<Kind, { inputs: number; run(random: Random, seed: number): Promise<Outcome> | Outcome }>
  > = {
    cells: { inputs: CELLS_PER_TRIAL, run: (random) => read(tryCells(random)) },
    sheetCells: { inputs: CELLS_PER_SHEET, run: (random) => read(trySheetCells(random)) },
    google: { inputs: 1, run: (random) => read(tryGooglePublish(random)) },
    schools: { inputs: WORKBOOKS_PER_SCHOOL, run: (_, seed) => read(trySchool(good, seed)) },
    files: { inputs: 1, run: (random) => tryFile(mangledFile(random.pick(good.files), random)) },
    extremes: { inputs: 1, run: (_, seed) => tryFile((extremes[seed] as (typeof extremes)[number])[1]()) },
  };
  for (const of of KINDS) {
    const { inputs, run } = kinds[of];
    for (let at = 0; at < trials[of]; at++) {
      const seed = of === 'extremes' ? at * step + (first % step) : first + at * step;
      if (of === 'extremes' && seed >= extremes.length) break;
      const what = of === 'extremes' ? (extremes[seed]?.[0] ?? '') : `${of} ${seed}`;
      say({ kind: 'next', of, what });
      const outcome = await guarded(() => run(randomFrom(seed), seed));
      say({ kind: 'tried', of, inputs, ...outcome, faults: outcome.faults.map((fault) => `${what}: ${fault}`) });
    }
  }
  files.close();
}

async function guarded(run: () => Promise<Outcome> | Outcome): Promise<Outcome> {
  try {
    return await run();
  } catch (error) {
    return { refused: 0, faults: [`threw ${error instanceof Error ? error.stack : String(error)}`] };
  }
}
