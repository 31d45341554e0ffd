import { afterAll, vi } from 'vitest';
import { changedIn, processState } from './process-state.ts';

/**
 * Runs around every test file: the files of one worker share its process, so what one of them changes there and does not
 * undo fails another one, and only where both meet in a worker.
 */
const before = processState();

afterAll(() => {
  // vitest takes these back before a test only: after the last one they would stand until the first test of another file.
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  const left = changedIn(before, processState());
  if (left.length > 0) throw new Error(`this file leaves its process changed: ${left.join('; ')}. Undo it in afterAll`);
});
