import fs from 'node:fs';
import fsPromises from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import timers from 'node:timers/promises';

/** What one test file could change for another one in the same process, by name. */
export type ProcessState = ReadonlyMap<string, unknown>;

const EVENTS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'uncaughtException', 'unhandledRejection'] as const;
/** Whose functions are looked at one by one. */
const OWNERS: Readonly<Record<string, object>> = {
  Date,
  Math,
  AbortSignal,
  console,
  'process.stdout': process.stdout,
  'process.stderr': process.stderr,
  fs,
  'fs.promises': fsPromises,
  timers,
  DatabaseSync: DatabaseSync.prototype,
};
/** A library that CDK brings wraps these for good when it is loaded. */
const WRAPPED = new Set(['fs.close', 'fs.closeSync']);
const GLOBALS = ['Date', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'crypto'] as const;

export function processState(): ProcessState {
  const state = new Map<string, unknown>([
    ['the working directory', process.cwd()],
    ['umask', process.umask()],
    ['process.exitCode', process.exitCode],
  ]);
  for (const [name, value] of Object.entries(process.env)) state.set(`process.env.${name}`, value);
  for (const event of EVENTS) state.set(`listeners of ${event}`, process.listenerCount(event));
  for (const name of GLOBALS) state.set(name, globalThis[name]);
  for (const [owner, holder] of Object.entries(OWNERS))
    for (const name of Object.getOwnPropertyNames(holder)) {
      const value: unknown = Object.getOwnPropertyDescriptor(holder, name)?.value;
      if (typeof value === 'function' && !WRAPPED.has(`${owner}.${name}`)) state.set(`${owner}.${name}`, value);
    }
  return state;
}

/** Names of everything that differs. */
export function changedIn(before: ProcessState, after: ProcessState): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
}
