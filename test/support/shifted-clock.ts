/** Shifts the clock of this process: import this module before anything that reads the clock. */

let ahead = 0;

/** @param milliseconds by which this process is ahead of the machine from now on */
export function shiftClock(milliseconds: number): void {
  ahead = milliseconds;
}

const own = Date.now;
Date.now = () => own() + ahead;
globalThis.Date = new Proxy(Date, {
  construct: (target, parts, made) =>
    Reflect.construct(target, parts.length === 0 ? [target.now()] : parts, made) as object,
});
