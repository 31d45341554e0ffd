import { type Head, type Ports, StaleReading, type Store } from '../ports.ts';
import { runMessages } from '../report/run-messages.ts';

export interface HeldWrites {
  readonly ports: Ports;
  /**
   * Carries out the held writes in order.
   * @throws StaleReading when another run has moved a head meanwhile
   */
  release(): Promise<void>;
}

/**
 * Ports whose store holds back the writes of a reading (snapshots with their heads, notes) until they are released: a
 * run that is refused after reading has written nothing.
 */
export function holdWrites(ports: Ports): HeldWrites {
  const { store } = ports;
  const held: (() => Promise<void>)[] = [];
  let known: Promise<readonly Head[]> | null = null;
  const heads = (): Promise<readonly Head[]> => {
    known = store.snapshots.heads();
    return known;
  };
  const snapshots: Store['snapshots'] = {
    ...store.snapshots,
    heads,
    async accept(head, content) {
      const before = (await (known ?? heads())).find(({ college }) => college === head.college);
      // Answers as the store will: an earlier reading is not accepted and must be repeated.
      if (before && (before.hash === head.hash || before.readAt >= head.readAt)) return before;
      const next: Head = { ...head, changes: (before?.changes ?? 0) + 1 };
      held.push(async () => {
        const { hash, changes } = await store.snapshots.accept(head, content);
        if (hash !== next.hash || changes !== next.changes) throw new StaleReading(runMessages.overtaken());
      });
      return next;
    },
  };
  const runs: Store['runs'] = {
    ...store.runs,
    async putNote(...note) {
      held.push(() => store.runs.putNote(...note));
    },
    async removeNote(name) {
      held.push(() => store.runs.removeNote(name));
    },
  };
  return {
    ports: { ...ports, store: { ...store, snapshots, runs } },
    async release() {
      for (const write of held.splice(0)) await write();
    },
  };
}
