import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';

/** One mutant to try; if `source` is `null`, the unchanged file. */
export interface Job {
  readonly number: number;
  readonly file: string;
  readonly source: string | null;
  /** Test files, as URLs; the first failing one is enough. */
  readonly tests: readonly string[];
  /** Modules to reload besides the file and the tests: those between them, as URLs. */
  readonly between: readonly string[];
}

export interface MutantVerdict {
  readonly number: number;
  /** The first failing case; `null` if the mutant survived. */
  readonly failed: string | null;
}

/**
 * A stand-in for vitest that collects cases and judges by the few matchers that rule tests use: the runner itself would
 * take a second for each of thousands of mutants.
 */
const STAND_IN = new URL('./vitest-stand-in.ts', import.meta.url).href;

let job: Job | null = null;
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'vitest') return { url: STAND_IN, shortCircuit: true };
    const resolved = next(specifier, context);
    if (job === null || !context.parentURL?.includes('?mutant=')) return resolved;
    const isAnew = resolved.url === job.file || job.between.includes(resolved.url);
    return isAnew ? { ...resolved, url: `${resolved.url}?mutant=${job.number}` } : resolved;
  },
  load(url, context, next) {
    const [plain, mutant] = url.split('?mutant=');
    if (mutant === undefined || job === null || plain === undefined) return next(url, context);
    const source = plain === job.file && job.source !== null ? job.source : readFileSync(fileURLToPath(plain), 'utf8');
    return { format: 'module', source: stripTypeScriptTypes(source), shortCircuit: true };
  },
});
// With the hooks in place: rule-test.ts and this file must share one stand-in.
const { takeCases } = (await import(STAND_IN)) as typeof import('./vitest-stand-in.ts');

async function firstFailure({ number, tests }: Job): Promise<string | null> {
  for (const test of tests) {
    takeCases();
    try {
      await import(`${test}?mutant=${number}`);
    } catch (error) {
      return `loading: ${String(error)}`;
    }
    for (const { name, run } of takeCases()) {
      try {
        await run();
      } catch (error) {
        return `${name}: ${String(error).slice(0, 300)}`;
      }
    }
  }
  return null;
}

parentPort?.on('message', (next: Job) => {
  job = next;
  void firstFailure(next).then((failed) =>
    parentPort?.postMessage({ number: next.number, failed } satisfies MutantVerdict),
  );
});
