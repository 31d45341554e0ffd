import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { TabKey } from '../../shared/domain/school.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import { type Mutant, mutantsOf } from './mutate/mutants.ts';
import type { Job, MutantVerdict } from './mutate/worker.ts';

/**
 * `npm run mutate [-- --only EDU] [--survivors]`: plants one small fault after another in the rule files and runs the
 * tests of that rule (of a shared file: of every rule that depends on it). Reports what share of the faults the tests
 * noticed, by rule and overall. Nothing is written: a fault exists only in the worker's memory.
 */
const ROOT = join(import.meta.dirname, '../..');
const RULES = 'shared/rules';
/** How long a mutant may take before it counts as noticed: most of those that take this long would run for ever. */
const TIMEOUT_MS = 20_000;
/** Files that are no rules: the generated index, the frame, and the citations. */
const LEFT_OUT = new Set(['index.ts', 'rule.ts', 'run-rules.ts', 'regulations.ts']);
const INDEX = join(ROOT, RULES, 'index.ts');

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, survivors: { type: 'boolean', default: false } },
});

const files = readdirSync(join(ROOT, RULES), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !LEFT_OUT.has(path))
  .map((path) => join(ROOT, RULES, path))
  .sort();
const tests = readdirSync(join(ROOT, 'test/rules'))
  // Property tests over whole schools take longer than a fault may, and belong to no single rule.
  .filter((name) => name.endsWith('.test.ts') && !name.endsWith('.property.test.ts'))
  .map((name) => join(ROOT, 'test/rules', name));
const imports = new Map(
  [...files, ...tests, INDEX].map((file) => [
    file,
    [...readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) => join(file, '..', path)),
  ]),
);

/** Test files and rule files that depend on a file, itself included. */
function restingOn(file: string): ReadonlySet<string> {
  const resting = new Set([file]);
  for (let size = 0; size !== resting.size; ) {
    size = resting.size;
    for (const [other, used] of imports) if (used.some((path) => resting.has(path))) resting.add(other);
  }
  return resting;
}

function otherColumn(tab: string, field: string): string | null {
  if (!(tab in TABS)) return null;
  return Object.keys(TABS[tab as TabKey].columns).find((other) => other !== field) ?? null;
}

let worker = newWorker();
let settle: (failed: string | null) => void = () => {};

function newWorker(): Worker {
  const fresh = new Worker(new URL('./mutate/worker.ts', import.meta.url));
  fresh.on('message', ({ failed }: MutantVerdict) => settle(failed));
  fresh.on('error', (error) => {
    worker = newWorker();
    settle(String(error));
  });
  return fresh;
}

async function firstFailureOf(job: Job): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  settle = resolve;
  const timer = setTimeout(() => {
    void worker.terminate();
    worker = newWorker();
    resolve('no end');
  }, TIMEOUT_MS);
  worker.postMessage(job);
  const failed = await promise;
  clearTimeout(timer);
  return failed;
}

const url = (file: string): string => pathToFileURL(file).href;
const lines: { name: string; killed: number; all: number }[] = [];
let number = 0;
for (const file of files) {
  const name = basename(file, '.ts');
  if (!name.startsWith(values.only)) continue;
  const source = readFileSync(file, 'utf8');
  const resting = restingOn(file);
  const own = tests.filter((test) => resting.has(test));
  const jobFor = (mutated: string | null): Job => ({
    number: number++,
    file: url(file),
    source: mutated,
    // The file's own test first: it is the quickest to notice.
    tests: own.toSorted((a, b) => Number(basename(b).startsWith(name)) - Number(basename(a).startsWith(name))).map(url),
    between: [...resting].filter((path) => files.includes(path) || path === INDEX).map(url),
  });
  const mutants: readonly Mutant[] = mutantsOf(source, otherColumn);
  if (mutants.length === 0) continue;
  const sound = await firstFailureOf(jobFor(null));
  if (sound !== null) {
    process.stdout.write(`${name}: its tests fail as it stands: ${sound}\n`);
    process.exitCode = 1;
    continue;
  }
  let killed = 0;
  for (const { from, to, text, line, kind } of mutants) {
    const failed = await firstFailureOf(jobFor(source.slice(0, from) + text + source.slice(to)));
    if (failed !== null) killed += 1;
    else if (values.survivors)
      process.stdout.write(`  ${name}:${line} ${kind}: ${source.slice(from, to).split('\n')[0]}\n`);
  }
  lines.push({ name, killed, all: mutants.length });
  process.stdout.write(`${name}: ${killed} of ${mutants.length}\n`);
}
await worker.terminate();
const killed = lines.reduce((sum, line) => sum + line.killed, 0);
const all = lines.reduce((sum, line) => sum + line.all, 0);
process.stdout.write(
  `${killed} of ${all} mutants noticed: ${((100 * killed) / Math.max(all, 1)).toFixed(1)} percent.\n`,
);
