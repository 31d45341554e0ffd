export interface ShiftedClock {
  /** @param milliseconds by which this process is ahead of the machine from now on */
  shift(milliseconds: number): void;
  /** Gives the process its own clock again. */
  undo(): void;
}

/** Replaces the clock of this process: call this before anything reads the clock. */
export function shiftedClock(): ShiftedClock {
  let ahead = 0;
  const { Date: Own } = globalThis;
  const { now } = Own;
  Own.now = () => now() + ahead;
  globalThis.Date = new Proxy(Own, {
    construct: (target, parts, made) =>
      Reflect.construct(target, parts.length === 0 ? [target.now()] : parts, made) as object,
  });
  return {
    shift: (milliseconds) => {
      ahead = milliseconds;
    },
    undo: () => {
      Own.now = now;
      globalThis.Date = Own;
    },
  };
}
