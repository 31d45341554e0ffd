import { AssertionError } from 'node:assert';

/**
 * Fails with the list itself where something stands in it: `expect(list).toEqual([])` says in its first line no more than
 * `expected [ Array(1) ] to deeply equal []`, which is all that a summary of failures shows.
 * @param found what should not be there, one sentence or value each
 */
export function expectNone(found: Iterable<unknown>): void {
  const lines = [...found].map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  if (lines.length === 0) return;
  const message = lines.length === 1 ? lines.join() : `${lines.length} faults:\n- ${lines.join('\n- ')}`;
  throw new AssertionError({ message, stackStartFn: expectNone });
}
