import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { WORKBOOKS_PER_SCHOOL } from './try-grids.ts';
import type { Report, Task } from './worker.ts';

/**
 * `npm run garbage -- --count 100000 [--seed 1]`: mangled workbooks, nine of ten as grids through parsing and judging, the
 * rest (at most 5,000) as files through the reader and the writer. Says how many were tried and every one that threw, hung, said something
 * empty or took too much memory; exit code 1 where there was one.
 */
const { values } = parseArgs({
  options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const count = Number(values.count);
const files = Math.min(5000, Math.round(count / 10));
const schools = Math.ceil((count - files) / WORKBOOKS_PER_SCHOOL);
const WORKERS = 2;
/** Nothing that a workbook holds may take longer. */
const HANG_MS = 60_000;
/** For each worker: above this it dies, and the input that did it is named. */
const HEAP_MB = 2048;

let tried = 0;
let refused = 0;
let peak = 0;
const faults: string[] = [];
const note = (fault: string): void => {
  faults.push(fault);
  process.stderr.write(`${fault}\n`);
};

function run(task: Task): Promise<void> {
  return new Promise((resolve) => {
    let what = 'the start';
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    const hung = setTimeout(() => {
      note(`${what}: not done after ${HANG_MS / 1000} s`);
      void worker.terminate();
    }, HANG_MS);
    worker.on('message', (report: Report) => {
      hung.refresh();
      if (report.kind === 'next') what = report.what;
      else {
        tried += report.inputs;
        refused += report.refused;
        for (const fault of report.faults) note(fault);
        if (tried % 500 < report.inputs) peak = Math.max(peak, process.memoryUsage.rss());
      }
    });
    worker.on('error', (error) => note(`${what}: ${error.stack ?? error.message}`));
    worker.on('exit', () => {
      clearTimeout(hung);
      resolve();
    });
  });
}

const started = performance.now();
await Promise.all(
  Array.from({ length: WORKERS }, (_, at) =>
    run({
      schools: Math.ceil(schools / WORKERS),
      files: Math.ceil(files / WORKERS),
      extremes: at === 0,
      first: Number(values.seed) + at,
      step: WORKERS,
    }),
  ),
);
peak = Math.max(peak, process.resourceUsage().maxRSS * 1024);
process.stdout.write(
  `${tried} mangled workbooks in ${Math.round((performance.now() - started) / 1000)} s: ${faults.length} with a fault, ` +
    `${refused} files refused by name and reason, the others read; ${Math.round(peak / 1048576)} MB at most.\n`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
