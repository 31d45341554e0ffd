import type { Store } from '../../shared/ports.ts';

/** Thrown in place of the death of the process. */
export class Death extends Error {}

/**
 * A store whose process dies at one call: before it, or after it and before the answer.
 * @param at number of the call, from 1
 */
export function dyingStore(store: Store, at: number, when: 'before' | 'after'): Store {
  let calls = 0;
  const dying = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, name, receiver) {
        const own: unknown = Reflect.get(target, name, receiver);
        if (typeof own !== 'function') return own;
        return async (...given: unknown[]) => {
          const dies = ++calls === at;
          if (dies && when === 'before') throw new Death();
          const answer: unknown = await Reflect.apply(own, target, given);
          if (dies) throw new Death();
          return answer;
        };
      },
    });
  return {
    ledger: dying(store.ledger),
    violations: dying(store.violations),
    snapshots: dying(store.snapshots),
    runs: dying(store.runs),
    seals: dying(store.seals),
    images: dying(store.images),
    texts: dying(store.texts),
    requests: () => store.requests(),
  };
}
