import fs from 'node:fs';
import { expect, it } from 'vitest';
import { changedIn, processState } from './process-state.ts';
import { shortenWaits } from './shorten-waits.ts';

it.each<readonly [left: string, change: () => () => unknown]>([
  [
    'the working directory',
    () => {
      const folder = process.cwd();
      process.chdir('/');
      return () => process.chdir(folder);
    },
  ],
  [
    'umask',
    () => {
      const mask = process.umask(0o077);
      return () => process.umask(mask);
    },
  ],
  [
    'process.exitCode',
    () => {
      const { exitCode } = process;
      process.exitCode = 0;
      return () => {
        process.exitCode = exitCode;
      };
    },
  ],
  [
    'process.env.XIETONG_PLANTED',
    () => {
      process.env.XIETONG_PLANTED = '1';
      return () => delete process.env.XIETONG_PLANTED;
    },
  ],
  [
    'listeners of SIGTERM',
    () => {
      const listener = (): void => {};
      process.on('SIGTERM', listener);
      return () => process.off('SIGTERM', listener);
    },
  ],
  [
    'fetch',
    () => {
      const { fetch } = globalThis;
      globalThis.fetch = (...request) => fetch(...request);
      return () => {
        globalThis.fetch = fetch;
      };
    },
  ],
  [
    'fs.renameSync',
    () => {
      const { renameSync } = fs;
      fs.renameSync = (...paths) => renameSync(...paths);
      return () => {
        fs.renameSync = renameSync;
      };
    },
  ],
  ['AbortSignal.timeout; timers.setTimeout', shortenWaits],
])('sees what a test file leaves behind: %s', (left, change) => {
  const before = processState();
  const undo = change();
  const found = changedIn(before, processState());
  undo();
  expect(found.toSorted().join('; ')).toBe(left);
  expect(changedIn(before, processState())).toEqual([]);
});
