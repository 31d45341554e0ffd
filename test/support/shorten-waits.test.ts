import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { shortenWaits } from './shorten-waits.ts';

/** Test files of one worker share a process: what one of them shortens must not reach the next. */
describe('waits made short', () => {
  let lengthen = (): void => {};
  afterEach(() => lengthen());

  it('are short until they are undone, and as long as before afterwards', async () => {
    const { timeout } = AbortSignal;
    lengthen = shortenWaits();
    const asked = performance.now();
    await sleep(60_000);
    expect(performance.now() - asked).toBeLessThan(60_000);
    lengthen();
    expect(AbortSignal.timeout).toBe(timeout);
    const again = performance.now();
    await sleep(400);
    expect(performance.now() - again).toBeGreaterThan(390);
  });
});
