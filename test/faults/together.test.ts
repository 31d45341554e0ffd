import { expect, it } from 'vitest';
import { together } from './nights/together.ts';

/** `npm run faults` goes through more rounds; here another one every day. */
const DAY = Math.floor(Date.now() / 86_400_000);

it('runs of one school at once, while it is edited: nothing booked twice, no note lost, the latest reading stands', {
  timeout: 300_000,
}, async () => {
  const report = await together({ places: ['folder', 'google'], rounds: 1, seed: DAY, say: () => {} });
  expect(report.differences).toEqual([]);
  expect(report.runs).toBeGreaterThan(30);
  expect(report.edits).toBe(8);
});
