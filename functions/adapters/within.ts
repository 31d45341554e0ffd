/** The caller's time is used up. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/**
 * Work with a limit that always holds: between two tries a client of the SDK listens to no signal.
 * @param left milliseconds
 * @throws {OutOfTime}
 */
export async function within<T>(left: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  if (left <= 0) throw new OutOfTime();
  if (!Number.isFinite(left)) return await work(controller.signal);
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    limit = setTimeout(() => {
      fail(new OutOfTime());
      controller.abort();
    }, left);
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(limit);
  }
}
