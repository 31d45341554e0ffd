/**
 * Waits of this process made short, so that retries cost a test no minute: import this module before
 * anything that waits. What is waited for, and in which order, stays.
 */
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

const SHORTER = 200;
/** Milliseconds: still enough for an answer on a busy machine. */
const LONGEST_LIMIT = 1_500;

const sleep = timers.setTimeout;
timers.setTimeout = (milliseconds, ...rest) => sleep((milliseconds ?? 0) / SHORTER, ...rest);
syncBuiltinESMExports();

const limit = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (milliseconds) => limit(Math.min(milliseconds, LONGEST_LIMIT));
