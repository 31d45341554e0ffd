import { describe, expect, it } from 'vitest';
import { inParallel } from '../shared/in-parallel.ts';

describe('tasks side by side', () => {
  it('are as many at once as allowed, and give their results in the order of the input', async () => {
    let running = 0;
    let most = 0;
    const results = await inParallel([30, 10, 20, 0], 2, async (milliseconds) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      running--;
      return milliseconds;
    });
    expect(results).toEqual([30, 10, 20, 0]);
    expect(most).toBe(2);
    expect(await inParallel([], 2, async () => 1)).toEqual([]);
  });

  it('are made when their turn comes, not before', async () => {
    const steps: string[] = [];
    function* made(): Generator<number> {
      for (const number of [1, 2, 3]) {
        steps.push(`made ${number}`);
        yield number;
      }
    }
    await inParallel(made(), 1, async (number) => void steps.push(`done ${number}`));
    expect(steps).toEqual(['made 1', 'done 1', 'made 2', 'done 2', 'made 3', 'done 3']);
  });

  it('of which one fails are not left running, and no other is begun', async () => {
    const begun: string[] = [];
    const ended: string[] = [];
    const result = inParallel(['slow', 'bad', 'never'], 2, async (name) => {
      begun.push(name);
      await new Promise((resolve) => setTimeout(resolve, name === 'slow' ? 40 : 5));
      if (name === 'bad') throw new Error('the first failure');
      ended.push(name);
    });
    await expect(result).rejects.toThrow('the first failure');
    expect(begun).toEqual(['slow', 'bad']);
    expect(ended).toEqual(['slow']);
  });
});
