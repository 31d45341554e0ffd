/** What to run: everything, or the colleges whose workbooks changed. */
export type Wish = { readonly kind: 'all' } | { readonly kind: 'files'; readonly files: ReadonlySet<string> };

export interface RunQueue {
  /** Asks for a run. Requests that arrive during a run are joined into one more run. */
  ask(wish: Wish): void;
  /** Resolves when nothing is running or wanted. */
  idle(): Promise<void>;
  /** Lets the current run finish and accepts no more requests. */
  close(): Promise<void>;
}

/** Runs one request at a time; an edit during a run leads to another run, a burst of edits to one. */
export function runQueue(run: (wish: Wish) => Promise<void>): RunQueue {
  let wanted: Wish | null = null;
  let running: Promise<void> | null = null;
  let isClosed = false;
  const loop = async (): Promise<void> => {
    while (wanted && !isClosed) {
      const next = wanted;
      wanted = null;
      await run(next);
    }
    running = null;
  };
  return {
    ask(wish) {
      if (isClosed) return;
      wanted = wanted ? joined(wanted, wish) : wish;
      running ??= loop();
    },
    idle: async () => {
      while (running) await running;
    },
    async close() {
      isClosed = true;
      if (running) await running;
    },
  };
}

function joined(a: Wish, b: Wish): Wish {
  if (a.kind === 'all' || b.kind === 'all') return { kind: 'all' };
  return { kind: 'files', files: new Set([...a.files, ...b.files]) };
}
