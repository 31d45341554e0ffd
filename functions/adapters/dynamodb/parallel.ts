/**
 * Runs `work` over `values`, at most `width` at once, and gives the results in order. After a failure nothing new is
 * begun, what runs is waited for, and the first failure is thrown: no write goes on behind the caller's back.
 * @param values each is asked for when its turn comes, so that making one can fill the time in which others are waited for
 */
export async function inParallel<T, R>(
  values: Iterable<T>,
  width: number,
  work: (value: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const failures: unknown[] = [];
  const turns = Iterator.from(values);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (failures.length === 0) {
      const index = next;
      next += 1;
      try {
        const turn = turns.next();
        if (turn.done) return;
        results[index] = await work(turn.value);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  if (failures.length > 0) throw failures[0];
  return results;
}
