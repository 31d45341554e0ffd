/**
 * Faults of the file system of this process: import this module before anything that reads or writes workbooks. Calls on
 * paths below a folder are numbered 1, 2, 3, …; at one of them the process is killed or the call fails.
 */
import fs from 'node:fs';
import fsPromises, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { resolve } from 'node:path';

/** Before or after the call takes effect; a write that is killed before its end leaves half of its bytes. */
export type Way = 'kill-before' | 'kill-after' | 'fail-before' | 'fail-after';

export interface FilePlan {
  /** Only calls on paths that begin with this are counted. */
  readonly folder: string;
  /** Number of the call that fails; `null` = none. */
  readonly number: number | null;
  readonly way: Way;
}

let plan: FilePlan | null = null;
let seen: string[] = [];

/** Starts a new plan and numbers from 1 again; `null`: nothing is counted. */
export function planFiles(next: FilePlan | null): void {
  plan = next;
  seen = [];
}

/** Names of the counted calls since the last plan. */
export function fileCalls(): readonly string[] {
  return seen;
}

/** What a disk, a network share or another program answers. */
const CODES = ['EIO', 'ENOSPC', 'EBUSY', 'ETIMEDOUT'] as const;

function failure(number: number, name: string): Error {
  const code = CODES[number % CODES.length];
  return Object.assign(new Error(`${code}: planted at ${name}`), { code });
}

/** Ends this process at once: nothing in it runs on. */
function die(): never {
  process.kill(process.pid, 'SIGKILL');
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

interface Call {
  readonly name: string;
  readonly number: number;
  readonly way: Way | null;
}

function counted(name: string, path: unknown): Call | null {
  if (plan === null || !resolve(String(path)).startsWith(plan.folder)) return null;
  const number = seen.push(name);
  return { name, number, way: number === plan.number ? plan.way : null };
}

function before(call: Call | null, half?: () => void): void {
  if (call?.way === 'kill-before') {
    half?.();
    die();
  }
  if (call?.way === 'fail-before') throw failure(call.number, call.name);
}

function after(call: Call | null): void {
  if (call?.way === 'kill-after') die();
  if (call?.way === 'fail-after') throw failure(call.number, call.name);
}

type Operation = (...args: never[]) => unknown;

/** Replaces one of the module's functions by a counted one. */
function wrap(
  owner: object,
  name: string,
  read: (result: unknown, path: unknown) => unknown = (result) => result,
): void {
  const own = (owner as Record<string, Operation>)[name]!;
  (owner as Record<string, Operation>)[name] = async (...args: unknown[]) => {
    const call = counted(name, args[0]);
    before(call);
    const result = await own.apply(owner, args as never[]);
    after(call);
    return read(result, args[0]);
  };
}

const OF_HANDLES = ['writev', 'writeFile', 'sync', 'close', 'readFile', 'read', 'stat'] as const;

function watched(handle: FileHandle, path: unknown): FileHandle {
  for (const name of OF_HANDLES) {
    const own = (handle[name] as Operation).bind(handle);
    const replaced = async (...args: unknown[]): Promise<unknown> => {
      const call = counted(`file.${name}`, path);
      before(call, () => writeHalf(handle.fd, args[0]));
      const result = await own(...(args as never[]));
      after(call);
      return result;
    };
    Object.defineProperty(handle, name, { value: replaced });
  }
  return handle;
}

function writeHalf(descriptor: number, data: unknown): void {
  const whole = Array.isArray(data) ? Buffer.concat(data as Buffer[]) : data;
  if (Buffer.isBuffer(whole)) fs.writeSync(descriptor, whole.subarray(0, Math.floor(whole.length / 2)));
}

function wrapSync(name: 'writeFileSync'): void {
  const own = fs[name];
  fs[name] = (path, data, options) => {
    const call = counted(name, path);
    before(call, () => own(path, String(data).slice(0, String(data).length / 2), options));
    own(path, data, options);
    after(call);
  };
}

for (const name of ['stat', 'lstat', 'realpath', 'readdir', 'readFile', 'rename', 'unlink', 'chmod', 'chown'])
  wrap(fsPromises, name);
wrap(fsPromises, 'open', (handle, path) => watched(handle as FileHandle, path));
wrapSync('writeFileSync');
syncBuiltinESMExports();
