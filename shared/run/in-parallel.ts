/**
 * Runs tasks side by side, results in the order of the input. After a failure nothing new is begun, what runs is waited
 * for, and the first failure is thrown: no workbook is written behind the back of whoever tries again.
 */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  parallel: number,
  task: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  const failures: unknown[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length && failures.length === 0) {
      const index = next++;
      try {
        results[index] = await task(items[index] as Item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(parallel, items.length)) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
