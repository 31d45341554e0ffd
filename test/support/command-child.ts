/**
 * Runs command lines in a separate process, one after another. Each message is an order and each answer a result, until
 * the process is killed or gets no more orders.
 */
import { flushCompileCache } from 'node:module';
import { type DatabasePlan, databaseCalls, planDatabase } from './faulty-database.ts';
import { type FilePlan, fileCalls, planFiles } from './faulty-files.ts';
import { shiftedClock } from './shifted-clock.ts';
import './short-waits.ts';

export interface CommandOrder {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly files: FilePlan | null;
  /** Faults of the embedded store. */
  readonly database?: DatabasePlan | null;
  /** Milliseconds by which the command's clock is ahead of the machine's. */
  readonly ahead?: number;
  /** Milliseconds between two rounds of what is done again and again; by default as long as the program says. */
  readonly nap?: number;
}

export interface CommandResult {
  readonly code: number;
  /** Calls of the file system that the plan counted. */
  readonly calls: readonly string[];
  /** Calls of the embedded store, where there was a plan for it. */
  readonly stored: readonly string[];
  readonly said: string;
}

const clock = shiftedClock();
const { main } = await import('../../functions/cli/main.ts');
// The first request of a process loads its client, which on a busy machine takes longer than the shortened limits allow.
await fetch('data:,');
// This process never ends by itself, it is killed, so its compiled code is written out now.
flushCompileCache();

let nap: number | null = null;
const { setInterval: rounds } = globalThis;
globalThis.setInterval = Object.assign(
  (work: () => void, milliseconds?: number) => rounds(work, nap ?? milliseconds),
  rounds,
);

let said = '';
process.stderr.write = (text: string | Uint8Array): boolean => {
  said += String(text);
  return true;
};

process.on('message', ({ argv, environment, files, database = null, ahead = 0, ...rest }: CommandOrder) => {
  said = '';
  nap = rest.nap ?? null;
  clock.shift(ahead);
  planFiles(files);
  planDatabase(database);
  void main(argv, environment).then((code) => {
    const result: CommandResult = { code, calls: fileCalls(), stored: databaseCalls(), said };
    planFiles(null);
    planDatabase(null);
    process.send?.(result);
  });
});
// The parent is gone.
process.on('disconnect', () => process.exit());
process.send?.('ready');
