import type { TimeLeft } from '../../shared/ports.ts';

/** What Lambda tells a function about itself. */
export interface LambdaContext {
  getRemainingTimeInMillis(): number;
}

/** Milliseconds of a function's life that are kept for saying that the rest is used up: to log, state machine or caller. */
const TO_SAY_SO = 1_000;

/**
 * When this function has to have answered. Whatever waits for somebody else asks how long it may: a function that is
 * killed while it waits tells nobody why. One sandbox has one event at a time.
 */
export interface Deadline {
  /** Begins anew with an event. */
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
