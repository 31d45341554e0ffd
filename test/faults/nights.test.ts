import { expect, it } from 'vitest';
import { campaign } from './nights/campaign.ts';
import { NIGHTS } from './nights/nights.ts';

/** `npm run faults` tries all of them; here one in so many, others every day. */
const EVERY = 61;
const DAY = Math.floor(Date.now() / 86_400_000);

it('a night that is killed or fails at an external call, and run again = not disturbed', {
  timeout: 240_000,
}, async () => {
  const offset = DAY % EVERY;
  const say = (): void => {};
  const report = await campaign({ places: ['folder', 'google'], nights: NIGHTS, every: EVERY, offset, slots: 2, say });
  expect(report.differences, `--every ${EVERY} --offset ${offset}`).toEqual([]);
  expect(report.trials).toBeGreaterThan(15);
});
