import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPace, pauseOf } from '../../../functions/adapters/google/pace.ts';

test('no minute whatever sees more requests than the quota', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 6, max: 300 }),
      fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 200, maxLength: 400 }),
      async (limit, gaps) => {
        let now = 0;
        const pace = createPace({
          readsPerMinute: limit,
          writesPerMinute: 1,
          now: () => now,
          sleep: async (milliseconds) => {
            now += milliseconds;
          },
          random: () => 0,
        });
        const sent: number[] = [];
        for (const gap of gaps) {
          now += gap;
          await pace.turn('read', async () => sent.push(now));
        }
        for (const [at, instant] of sent.entries()) {
          const earlier = sent.slice(0, at + 1).filter((other) => other > instant - 60_000);
          expect(earlier.length).toBeLessThanOrEqual(limit);
        }
      },
    ),
    { numRuns: 20 },
  );
});

test('callers side by side wait in line', async () => {
  const waits: number[] = [];
  const pace = createPace({
    readsPerMinute: 6,
    writesPerMinute: 6,
    now: () => 0,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
    },
    random: () => 0,
  });
  await Promise.all(Array.from({ length: 4 }, () => pace.turn('write', async () => {})));
  expect(waits).toEqual([12_000, 24_000, 36_000]);
});

test('pauses double up to 64 seconds, with jitter, and are never shorter than Google asks for', () => {
  expect([1, 2, 3, 7, 20].map((tried) => pauseOf(tried, null, 0.25))).toEqual([1.25, 2.25, 4.25, 64, 64]);
  expect(pauseOf(1, 30, 0)).toBe(30);
});
