import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleAll, type FunctionName } from '../../infra/tools/bundle.ts';
import { madeOnce } from './made-once.ts';

const SANDBOX = fileURLToPath(new URL('sandbox.ts', import.meta.url));

/** How a function ended, as Lambda would tell it, and what it wrote to its log. */
export interface Invocation {
  readonly answer: unknown;
  readonly error: { readonly type: string; readonly message: string } | null;
  /** Everything that the function wrote, line by line: to both streams, since CloudWatch takes both. */
  readonly log: readonly string[];
}

/** A function in a sandbox that can be killed. */
export interface Sandbox {
  /** Ends as Lambda would tell it; a process that dies is a failure too. The sandbox is gone then. */
  send(event: unknown): Promise<Omit<Invocation, 'log'>>;
  kill(): void;
}

const SHORT_WAITS = fileURLToPath(new URL('short-waits.ts', import.meta.url));

/**
 * A new sandbox for one event, whose waits are short.
 * @param ahead milliseconds by which its clock is ahead of the machine's
 */
export async function openSandbox(
  name: FunctionName,
  environment: Readonly<Record<string, string>>,
  ahead: number,
): Promise<Sandbox> {
  const file = join(await bundles(), name, 'index.mjs');
  const child = fork(SANDBOX, [file, String(ahead)], {
    env: { ...environment },
    execArgv: ['--import', SHORT_WAITS],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await next(child);
  return {
    async send(event) {
      const ended = next(child);
      child.send(event as object);
      const outcome = await ended;
      child.kill('SIGKILL');
      return outcome as Omit<Invocation, 'log'>;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Folder with the bundles as they are deployed (`<function>/index.mjs`); built once for a run of the tests. */
export function bundles(): Promise<string> {
  return madeOnce('bundles', bundleAll);
}

/** One event to a function in a new sandbox. Its environment holds what is given and nothing else. */
export async function invoke(
  name: FunctionName,
  event: unknown,
  environment: Readonly<Record<string, string>>,
  life?: number,
): Promise<Invocation> {
  const [invocation] = await invokeInTurn(name, [event], environment, life);
  return invocation!;
}

/**
 * Several events, one after the other, to one sandbox that stays warm.
 * @param life seconds that the function has for each
 */
export async function invokeInTurn(
  name: FunctionName,
  events: readonly unknown[],
  environment: Readonly<Record<string, string>>,
  life = 900,
): Promise<readonly Invocation[]> {
  const file = join(await bundles(), name, 'index.mjs');
  const child = fork(SANDBOX, [file, '0', String(life)], { env: { ...environment }, execArgv: [], silent: true });
  const log = logOf(child);
  try {
    await next(child);
    const invocations: Invocation[] = [];
    for (const event of events) {
      const ended = next(child);
      child.send(event as object);
      const outcome = await ended;
      invocations.push({ ...(outcome as Omit<Invocation, 'log'>), log: [] });
    }
    // The streams end with the process; what was written last may still be on its way.
    child.disconnect();
    await log.ended;
    const lines = log.lines();
    return invocations.map((invocation) => ({ ...invocation, log: lines }));
  } finally {
    child.kill('SIGKILL');
  }
}

/** The next message of a sandbox; a sandbox that dies instead is a failure like any other. */
function next(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => {
    const onExit = (code: number | null): void => {
      const message = `the process ended with ${code}`;
      resolve({ answer: null, error: { type: 'Runtime.ExitError', message } });
    };
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      resolve(message);
    });
  });
}

interface Log {
  readonly ended: Promise<unknown>;
  lines(): readonly string[];
}

function logOf(child: ChildProcess): Log {
  const parts: Buffer[] = [];
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  for (const stream of streams) stream.on('data', (part: Buffer) => parts.push(part));
  const ended = Promise.all(streams.map((stream) => once(stream, 'end')));
  return { ended, lines: () => Buffer.concat(parts).toString('utf8').split('\n').filter(Boolean) };
}
