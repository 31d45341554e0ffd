/**
 * Runs tasks side by side, results in the order of the input. After a failure nothing new begins, running tasks are
 * awaited, and the first failure is thrown: so nothing is written while somebody tries again.
 * @param items each is asked for when its turn comes, so that making one can fill the time in which others are waited
 * for
 * @param parallel how many tasks run at once; at least one does
 */
export async function inParallel<Item, Result>(
  items: Iterable<Item>,
  parallel: number,
  task: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  const turns = Iterator.from(items);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (failures.length === 0) {
      const index = next++;
      try {
        const turn = turns.next();
        if (turn.done) return;
        results[index] = await task(turn.value);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, parallel) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
