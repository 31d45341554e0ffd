import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { KINDS, type Kind, type Report, type Task } from './worker.ts';

/**
 * `npm run garbage -- [--share 1] [--seed 1]`: mangled cells, workbooks and files by kind (with the share 1 more than
 * 100,000). None may throw anything but a refusal by name, reason and next step, take longer than a minute, or let the
 * process grow beyond its bound. Prints how many of each kind were tried, and every one that did; exit code 1 then.
 */
const { values } = parseArgs({
  options: { share: { type: 'string', default: '1' }, seed: { type: 'string', default: '1' } },
});
const share = Number(values.share);
const seed = Number(values.seed);

/** Trials with the share 1; one trial of cells, sheet cells and schools is many inputs. */
const TRIALS: Readonly<Record<Kind, number>> = {
  cells: 100,
  sheetCells: 800,
  google: 1500,
  schools: 3000,
  files: 4000,
  extremes: 1000,
};
const NAMES: Readonly<Record<Kind, string>> = {
  cells: 'cells in columns, as a file and as Google give them',
  sheetCells: 'cells as XML of a sheet',
  google: 'workbooks at the stand-in for Google, published to twice',
  schools: 'workbooks parsed, judged and scored, five a school',
  files: 'files mangled from good ones, read and written',
  extremes: 'files that are extreme in one way',
};
const WORKERS = 2;
/** Nothing that a workbook holds may take longer. */
const HANG_MS = 60_000;
/** For each worker: above this it dies, and the input that did it is named. */
const HEAP_MB = 2048;
/** For the whole process, buffers included: both workers at their largest input at once. */
const BOUND_MB = 3072;

interface Tally {
  inputs: number;
  refused: number;
  faults: number;
  milliseconds: number;
  peak: number;
}
const tallies = Object.fromEntries(
  KINDS.map((kind): [Kind, Tally] => [kind, { inputs: 0, refused: 0, faults: 0, milliseconds: 0, peak: 0 }]),
) as Record<Kind, Tally>;
const megabytes = (bytes: number): number => Math.round(bytes / 1_048_576);

function note(kind: Kind, fault: string): void {
  tallies[kind].faults++;
  process.stderr.write(`${fault}\n`);
}

function run(task: Task): Promise<void> {
  return new Promise((resolve) => {
    let now: { of: Kind; what: string; since: number } = { of: 'cells', what: 'the start', since: performance.now() };
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    const watch = setInterval(() => {
      const grown = process.memoryUsage.rss();
      tallies[now.of].peak = Math.max(tallies[now.of].peak, grown);
      const isHung = performance.now() - now.since > HANG_MS;
      if (isHung) note(now.of, `${now.what}: not done after ${HANG_MS / 1000} s`);
      const isTooBig = megabytes(grown) > BOUND_MB;
      if (isTooBig) note(now.of, `${now.what}: the process has grown to ${megabytes(grown)} MB`);
      if (!isHung && !isTooBig) return;
      clearInterval(watch);
      void worker.terminate();
    }, 100);
    worker.on('message', (report: Report) => {
      const tally = tallies[report.of];
      if (report.kind === 'next') now = { of: report.of, what: report.what, since: performance.now() };
      else {
        tally.inputs += report.inputs;
        tally.refused += report.refused;
        tally.milliseconds += performance.now() - now.since;
        for (const fault of report.faults) note(report.of, fault);
      }
    });
    worker.on('error', (error) => note(now.of, `${now.what}: ${error.stack ?? error.message}`));
    worker.on('exit', () => {
      clearInterval(watch);
      resolve();
    });
  });
}

const started = performance.now();
const seconds = (): number => Math.round((performance.now() - started) / 1000);
const total = (field: 'inputs' | 'refused' | 'faults'): number =>
  KINDS.reduce((sum, kind) => sum + tallies[kind][field], 0);
const progress = setInterval(() => process.stderr.write(`${seconds()} s: ${total('inputs')} tried\n`), 15_000);
const trials = Object.fromEntries(
  KINDS.map((kind) => [kind, Math.ceil((TRIALS[kind] * share) / WORKERS)]),
) as unknown as Task['trials'];
await Promise.all(Array.from({ length: WORKERS }, (_, at) => run({ trials, first: seed + at, step: WORKERS })));
clearInterval(progress);
for (const kind of KINDS) {
  const { inputs, refused, faults, milliseconds, peak } = tallies[kind];
  process.stdout.write(
    `${String(inputs).padStart(7)}  ${NAMES[kind]}: ${faults} faults, ${refused} refused by name, reason and next step; ` +
      `${Math.round(milliseconds / 1000)} s, process at most ${megabytes(peak)} MB\n`,
  );
}
process.stdout.write(`${total('inputs')} mangled inputs in ${seconds()} s: ${total('faults')} with a fault.\n`);
process.exitCode = total('faults') === 0 ? 0 : 1;
