import { expect, it } from 'vitest';
import { campaign } from './nights/campaign.ts';
import { NIGHTS } from './nights/nights.ts';

/** `npm run faults` tries all of them; here one in so many, the same ones in every run. */
const EVERY = 61;
const OFFSET = 40;

it('a night that is killed or fails at an external call, and run again = not disturbed', {
  timeout: 240_000,
}, async () => {
  const say = (): void => {};
  const report = await campaign({
    places: ['folder', 'google'],
    nights: NIGHTS,
    every: EVERY,
    offset: OFFSET,
    slots: 2,
    say,
  });
  expect(report.differences, `--every ${EVERY} --offset ${OFFSET}`).toEqual([]);
  expect(report.trials).toBeGreaterThan(15);
});
