/** A clock that jumps from event to event: a night of hours is lived through in seconds, by the very code that waits. */
export interface VirtualTime {
  /** Milliseconds since the beginning. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Lets time pass until `work` is done. */
  until<T>(work: Promise<T>): Promise<T>;
}

interface Waiting {
  readonly at: number;
  readonly order: number;
  wake(): void;
}

const isEarlier = (a: Waiting, b: Waiting): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

export function virtualTime(): VirtualTime {
  const heap: Waiting[] = [];
  let instant = 0;
  let order = 0;
  return {
    now: () => instant,
    sleep: (milliseconds) =>
      new Promise((wake) => {
        push(heap, { at: instant + Math.max(0, milliseconds), order: order++, wake });
      }),
    async until(work) {
      const state = { isDone: false };
      const noted = work.finally(() => {
        state.isDone = true;
      });
      noted.catch(() => {});
      for (;;) {
        // Whatever was woken goes on until it waits again.
        await new Promise((resolve) => setImmediate(resolve));
        if (state.isDone) return await noted;
        const next = pop(heap);
        if (!next) throw new Error('everybody waits, and nobody will wake them');
        instant = next.at;
        next.wake();
        while (heap[0] && heap[0].at === instant) pop(heap)?.wake();
      }
    },
  };
}

function push(heap: Waiting[], waiting: Waiting): void {
  let at = heap.push(waiting) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isEarlier(waiting, heap[parent] as Waiting)) break;
    heap[at] = heap[parent] as Waiting;
    at = parent;
  }
  heap[at] = waiting;
}

function pop(heap: Waiting[]): Waiting | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (!last || heap.length === 0) return first;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    if (left >= heap.length) break;
    const right = left + 1;
    const child = right < heap.length && isEarlier(heap[right] as Waiting, heap[left] as Waiting) ? right : left;
    if (!isEarlier(heap[child] as Waiting, last)) break;
    heap[at] = heap[child] as Waiting;
    at = child;
  }
  heap[at] = last;
  return first;
}
