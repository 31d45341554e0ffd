import { expect, it } from 'vitest';
import { together } from './nights/together.ts';

/** `npm run faults` goes through more rounds; here another one every day. */
const DAY = Math.floor(Date.now() / 86_400_000);

it.each([
  { store: 'embedded', places: ['folder'] },
  { store: 'service', places: ['google'] },
] as const)(
  '$store store: runs of one school at once, while it is edited: nothing booked twice, no note lost, the latest reading stands',
  {
    timeout: 300_000,
  },
  async ({ store, places }) => {
    const report = await together({ store, places, rounds: 1, seed: DAY, say: () => {} });
    expect(report.differences).toEqual([]);
    expect(report.runs).toBeGreaterThan(15);
    expect(report.edits).toBe(4);
  },
);
