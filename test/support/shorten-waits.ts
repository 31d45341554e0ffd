import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

const SHORTER = 200;
/** Milliseconds: still enough for an answer on a busy machine. */
const LONGEST_LIMIT = 1_500;

/**
 * Makes the waits of this process short.
 * @returns what makes them as long as they were
 */
export function shortenWaits(): () => void {
  const { setTimeout: sleep } = timers;
  timers.setTimeout = (milliseconds, ...rest) => sleep((milliseconds ?? 0) / SHORTER, ...rest);
  syncBuiltinESMExports();
  const { timeout } = AbortSignal;
  const limit = timeout.bind(AbortSignal);
  AbortSignal.timeout = (milliseconds) => limit(Math.min(milliseconds, LONGEST_LIMIT));
  return () => {
    timers.setTimeout = sleep;
    syncBuiltinESMExports();
    AbortSignal.timeout = timeout;
  };
}
