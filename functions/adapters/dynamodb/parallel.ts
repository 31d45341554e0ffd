/**
 * Runs `work` over `values`, at most `width` at once, and gives the results in order. After a failure nothing new is
 * begun, what runs is waited for, and the first failure is thrown: no write goes on behind the caller's back.
 */
export async function inParallel<T, R>(
  values: readonly T[],
  width: number,
  work: (value: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = new Array(values.length);
  const failures: unknown[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < values.length && failures.length === 0) {
      const index = next;
      next += 1;
      try {
        results[index] = await work(values[index] as T);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, values.length) }, lane));
  if (failures.length > 0) throw failures[0];
  return results;
}
