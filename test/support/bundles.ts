import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { bundleAll, type FunctionName } from '../../infra/tools/bundle.ts';
import { madeOnce } from './made-once.ts';

const SANDBOX = fileURLToPath(new URL('sandbox.ts', import.meta.url));

/** How a function ended, as Lambda would report it, and what it wrote to its log. */
export interface Invocation {
  readonly answer: unknown;
  readonly error: { readonly type: string; readonly message: string } | null;
  /** Everything that the function wrote, line by line: to both streams, since CloudWatch takes both. */
  readonly log: readonly string[];
  /** Seconds from the event to the answer; the start of a sandbox is not counted. */
  readonly seconds: number;
  /** Seconds of a processor that it took meanwhile. */
  readonly processor: number;
  /** The most memory that its process has had so far, in MB. */
  readonly peak: number;
}

/** What a sandbox itself reports about an event. */
type Outcome = Pick<Invocation, 'answer' | 'error'>;

/** A function in a sandbox that can be killed. */
export interface Sandbox {
  /** Resolves with what Lambda would report; a process that dies counts as a failure. The sandbox is gone afterwards. */
  send(event: unknown): Promise<Outcome>;
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
      const { answer, error } = await answered(child, event);
      child.kill('SIGKILL');
      return { answer, error };
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Folder with the bundles as they are deployed (`<function>/index.mjs`); built once for a run of the tests. */
export function bundles(): Promise<string> {
  return madeOnce('bundles', async (folder) => void (await bundleAll(folder, false)));
}

/** Sends one event to a function in a new sandbox whose environment holds only what is given. */
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
 * Sends several events, one after the other, to one sandbox that stays warm.
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
      invocations.push({ ...(await answered(child, event)), log: [] });
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

/** Sandboxes that stay warm, as Lambda keeps them: a function's next event goes to one that is idle. */
export interface WarmSandboxes {
  invoke(name: FunctionName, event: unknown, environment: Readonly<Record<string, string>>): Promise<Invocation>;
  close(): void;
}

/** Marks the end of an event's log. */
const END = '-- the end of an event --';

export function warmSandboxes(): WarmSandboxes {
  const idle = new Map<string, Warm[]>();
  const all = new Set<Warm>();
  return {
    async invoke(name, event, environment) {
      const key = JSON.stringify([name, Object.entries(environment).toSorted()]);
      const waiting = idle.get(key) ?? [];
      idle.set(key, waiting);
      const own = waiting.pop() ?? (await openWarm(name, environment));
      all.add(own);
      const invocation = await own.send(event);
      if (own.isAlive()) waiting.push(own);
      return invocation;
    },
    close() {
      for (const own of all) own.kill();
      all.clear();
      idle.clear();
    },
  };
}

interface Warm {
  send(event: unknown): Promise<Invocation>;
  isAlive(): boolean;
  kill(): void;
}

async function openWarm(name: FunctionName, environment: Readonly<Record<string, string>>): Promise<Warm> {
  const file = join(await bundles(), name, 'index.mjs');
  const child = fork(SANDBOX, [file, '0', '900', END], { env: { ...environment }, execArgv: [], silent: true });
  const logs = streamsOf(child).map(eventLogs);
  await next(child);
  return {
    async send(event) {
      const outcome = await answered(child, event);
      const lines = await Promise.all(logs.map((log) => log.next()));
      return { ...outcome, log: lines.flat() };
    },
    isAlive: () => child.exitCode === null && child.signalCode === null,
    kill: () => void child.kill('SIGKILL'),
  };
}

async function answered(child: ChildProcess, event: unknown): Promise<Omit<Invocation, 'log'>> {
  const from = performance.now();
  const ended = next(child);
  child.send(event as object);
  const outcome = (await ended) as Omit<Invocation, 'log' | 'seconds'>;
  return { ...outcome, seconds: (performance.now() - from) / 1_000 };
}

/** The next message of a sandbox; a sandbox that dies instead is a failure like any other. */
function next(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => {
    const onExit = (code: number | null): void => {
      const message = `the process ended with ${code}`;
      resolve({ answer: null, error: { type: 'Runtime.ExitError', message }, processor: 0, peak: 0 });
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
  const streams = streamsOf(child);
  for (const stream of streams) stream.on('data', (part: Buffer) => parts.push(part));
  const ended = Promise.all(streams.map((stream) => once(stream, 'end')));
  return { ended, lines: () => linesOf(Buffer.concat(parts).toString('utf8')) };
}

function streamsOf({ stdout, stderr }: ChildProcess): readonly Readable[] {
  return [stdout, stderr].filter((stream) => stream !== null);
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter(Boolean);
}

/** What a stream says event by event; what a process said before it died is its last event. */
function eventLogs(stream: Readable): { next(): Promise<readonly string[]> } {
  let text = '';
  let isOver = false;
  let wake = (): void => {};
  stream.setEncoding('utf8').on('data', (part: string) => {
    text += part;
    wake();
  });
  stream.once('end', () => {
    isOver = true;
    wake();
  });
  return {
    async next() {
      while (!isOver && !text.includes(END)) await new Promise<void>((done) => (wake = done));
      const [own = '', ...rest] = text.split(END);
      text = rest.join(END);
      return linesOf(own);
    },
  };
}
