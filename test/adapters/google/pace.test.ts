import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPace, pauseOf, Setback } from '../../../functions/adapters/google/pace.ts';
import { TryLater } from '../../../shared/ports.ts';

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

test('two minutes are waited for as Google asks; what is longer is left to the next run', async () => {
  const waits: number[] = [];
  const pace = createPace({
    readsPerMinute: 600,
    writesPerMinute: 600,
    now: () => 0,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
    },
    random: () => 0,
  });
  const asked = async (seconds: number): Promise<number> => {
    let tried = 0;
    return await pace.insist(async () => {
      tried += 1;
      if (tried === 1) throw new Setback('quota', 'planted', seconds);
      return tried;
    });
  };
  expect(await asked(120)).toBe(2);
  expect(waits).toEqual([120_000]);
  const refused = await asked(121).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(TryLater);
  expect(refused).toMatchObject({ after: 121 });
  expect(waits).toHaveLength(1);
});
