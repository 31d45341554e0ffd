import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RUN_FOLDER } from './made-once.ts';

/**
 * Before the first worker starts: a folder for what is made once, which is gone after the last one. Commands that tests
 * start keep their compiled code in it, so that only the first of them compiles it.
 */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'xietong-run-'));
  process.env[RUN_FOLDER] = folder;
  process.env.NODE_COMPILE_CACHE ??= join(folder, 'compiled');
  // A process that is ending may still write its compiled code.
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
