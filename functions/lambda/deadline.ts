import type { TimeLeft } from '../../shared/ports.ts';

/** What Lambda passes to a function about itself. */
export interface LambdaContext {
  getRemainingTimeInMillis(): number;
}

/** Milliseconds reserved for reporting that time has run out: to the log, the state machine or the caller. */
const TO_SAY_SO = 1_000;

/**
 * The time by which this function must have answered. Code that waits for another service asks how long it may wait: a
 * function killed while waiting reports no reason. One sandbox handles one event at a time.
 */
export interface Deadline {
  /** Starts over for a new event. */
  begin(context: LambdaContext): void;
  readonly timeLeft: TimeLeft;
}

export function openDeadline(): Deadline {
  let end = Number.POSITIVE_INFINITY;
  return {
    begin(context) {
      end = performance.now() + context.getRemainingTimeInMillis() - TO_SAY_SO;
    },
    timeLeft: () => end - performance.now(),
  };
}
