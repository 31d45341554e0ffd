import { Refused, type TimeLeft, TryLater } from '../../../shared/ports.ts';
import { OutOfTime, within } from '../within.ts';
import { BUSY, WAITING } from './words.ts';

/** Keeps within Google's quota per minute and retries where that may help. The caller provides clock, sleep and chance. */

export interface PaceOptions {
  /** Requests a minute that Google allows this account; its default is 60 reads and 60 writes. */
  readonly readsPerMinute: number;
  readonly writesPerMinute: number;
  /** Milliseconds since anything. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** 0 ≤ x < 1. */
  random(): number;
  /** Words for a person who waits. */
  progress?(line: string): void;
  /** Limits every call and every pause. */
  readonly timeLeft?: TimeLeft;
}

export interface Pace {
  /** Makes one call when its turn comes. Throws a `Setback`, or the error itself. */
  turn<T>(kind: 'read' | 'write', call: () => Promise<T>): Promise<T>;
  /** Repeats `attempt` after setbacks with growing pauses, and throws `TryLater` in the end. `attempt` must be idempotent. */
  insist<T>(attempt: () => Promise<T>): Promise<T>;
}

/**
 * The call may succeed later. `away`: it may have been carried out all the same; `outdated`: only if planned anew;
 * `loading`: once Google has computed the formulas, and the message says which.
 */
export class Setback extends Error {
  readonly kind: 'quota' | 'away' | 'outdated' | 'loading';
  /** Seconds for which Google asked to wait. */
  readonly after: number | null;
  constructor(kind: Setback['kind'], message: string, after: number | null, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Setback';
    this.kind = kind;
    this.after = after;
  }
}

/** 1 + 2 + 4 + … + 64 + 64 seconds: by then the quota per minute has been renewed twice. */
const ATTEMPTS = 9;
const LONGEST_PAUSE = 64;
/**
 * The longest pause in seconds that Google may ask for; after a longer one the next run goes on, since a function has only
 * minutes.
 */
const LONGEST_WISH = 120;
/** How often a plan may be outdated by changes; beyond that the fault is ours. */
const OUTDATED_ATTEMPTS = 3;
/** How often to read a workbook whose formulas are still being computed before it is left to the next run. */
const LOADING_ATTEMPTS = 3;
/** Shorter waits are not reported. */
const SHORT = 2_000;

export function createPace(options: PaceOptions): Pace {
  const { sleep, random, progress, timeLeft = () => Number.POSITIVE_INFINITY } = options;
  const buckets = { read: bucket(options.readsPerMinute, options), write: bucket(options.writesPerMinute, options) };
  return {
    async turn(kind, call) {
      const wait = buckets[kind]();
      if (wait > timeLeft()) throw outOfTime();
      if (wait > SHORT) progress?.(WAITING.pace(Math.ceil(wait / 1_000)));
      if (wait > 0) await sleep(wait);
      try {
        return await within(timeLeft(), call);
      } catch (error) {
        throw error instanceof OutOfTime ? outOfTime() : error;
      }
    },
    async insist(attempt) {
      let outdated = 0;
      let loading = 0;
      for (let tried = 1; ; tried++) {
        try {
          return await attempt();
        } catch (error) {
          if (!(error instanceof Setback)) throw error;
          if (error.kind === 'outdated' && ++outdated >= OUTDATED_ATTEMPTS)
            throw new Refused(error.message, { cause: error });
          if (error.kind === 'loading' && ++loading >= LOADING_ATTEMPTS) throw givenUp(error);
          if (tried >= ATTEMPTS || (error.after ?? 0) > LONGEST_WISH) throw givenUp(error);
          const seconds = pauseOf(tried, error.after, random());
          if (seconds * 1_000 > timeLeft()) throw error.kind === 'loading' ? givenUp(error) : outOfTime();
          const line = { quota: WAITING.quota, loading: WAITING.loading, away: WAITING.retry, outdated: WAITING.retry }[
            error.kind
          ];
          if (seconds * 1_000 > SHORT) progress?.(line(Math.ceil(seconds)));
          await sleep(Math.round(seconds * 1_000));
        }
      }
    },
  };
}

/** The caller has no time left; the next run, or the next try of the same step, has its own time. */
function outOfTime(): TryLater {
  return new TryLater(BUSY.outOfTime, LONGEST_PAUSE);
}

function givenUp(error: Setback): TryLater {
  const message = error.kind === 'loading' ? error.message : error.kind === 'quota' ? BUSY.quota : BUSY.away;
  return new TryLater(message, Math.max(error.after ?? 0, LONGEST_PAUSE), { cause: error });
}

/** Truncated exponential backoff with up to one second of jitter, or the pause that Google asks for if that is longer. */
export function pauseOf(tried: number, after: number | null, chance: number): number {
  const pause = Math.min(2 ** (tried - 1) + chance, LONGEST_PAUSE);
  return Math.max(pause, after ?? 0);
}

/**
 * A token bucket that returns the wait for the next token. It holds a sixth of a minute's tokens and is refilled with the
 * other five sixths each minute, so no minute exceeds the limit.
 */
function bucket(perMinute: number, { now }: PaceOptions): () => number {
  const size = Math.max(1, Math.floor(perMinute / 6));
  const perMillisecond = Math.max(1, perMinute - size) / 60_000;
  let tokens = size;
  let filled = now();
  return () => {
    const instant = now();
    tokens = Math.min(size, tokens + (instant - filled) * perMillisecond);
    filled = instant;
    tokens -= 1;
    return tokens >= 0 ? 0 : Math.ceil(-tokens / perMillisecond);
  };
}
