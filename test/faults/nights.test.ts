import { expect, it } from 'vitest';
import { campaign } from './nights/campaign.ts';
import { renewals } from './nights/renewals.ts';

/** `npm run faults` tries all of them; here one in so many and one of each sort a night, the same ones in every run. */
const EVERY = 131;
const OFFSET = 40;

it.each([
  { store: 'embedded', places: ['folder', 'google'] },
  { store: 'service', places: ['folder'] },
] as const)(
  'a night that is killed or fails at an external call, and run again = not disturbed: $store store',
  {
    timeout: 360_000,
  },
  async ({ store, places }) => {
    const say = (): void => {};
    const report = await campaign({
      store,
      places,
      nights: ['first', 'changed', 'seal'],
      every: EVERY,
      offset: OFFSET,
      slots: 2,
      say,
    });
    expect(report.differences, `--every ${EVERY} --offset ${OFFSET}`).toEqual([]);
    expect(report.trials).toBeGreaterThan(10);
  },
);

it('a change told by the webhook, killed or failing at an external call = heard all the same, and so is the next one', {
  timeout: 360_000,
}, async () => {
  const say = (): void => {};
  const report = await campaign({
    store: 'service',
    places: ['google'],
    nights: ['told'],
    every: 61,
    offset: 1,
    slots: 2,
    say,
  });
  expect(report.differences, '--night told --every 61 --offset 1').toEqual([]);
  expect(report.trials).toBeGreaterThan(4);
  expect(report.sorts.get('queue')).toBeGreaterThan(0);
});

it('a renewal of channels, killed or failing at an external call = every workbook is watched after the next one', {
  timeout: 240_000,
}, async () => {
  const { differences, sorts } = await renewals(31, 9);
  expect(differences).toEqual([]);
  expect(sorts.get('Drive')).toBeGreaterThan(0);
});
