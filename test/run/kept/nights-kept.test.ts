import { expect, it } from 'vitest';
import type { Store } from '../../../shared/ports.ts';
import { keptInMemory } from '../../../shared/run/kept/kept-college.ts';
import { keptInStore } from '../../../shared/run/kept/stored-kept.ts';
import type { NightInput } from '../../../shared/run/night.ts';
import { nightly } from '../../../shared/run/nightly.ts';
import { aPlace, contentsOf, nightInput } from '../../support/a-place.ts';
import { aSchool, type TestSchool } from '../../support/a-school.ts';
import { embeddedStore } from '../../support/embedded-store.ts';

const DAY = '2025-11-20';
const TITLES = ['概览', '问题清单', '积分明细', '即将到期'];
const school = aSchool(DAY).college('JX').college('JSJ');
/** One edit after the other, each of one college. */
const EDITS: readonly (readonly [college: string, school: TestSchool])[] = [
  ['JSJ', school.drop('活动台账', '主题党日2025-10')],
  ['JSJ', school],
  ['JX', school.activity('交流座谈', 'L1', { 联合组织: 'JX-L1' }).college('JX').drop('花名册', 'JX-41922005')],
  ['JSJ', school.activity('交流座谈', 'L1', { 联合组织: 'JX-L1' }).college('JX').drop('花名册', 'JX-41922005')],
  ['JX', school.activity('交流座谈', 'L1', { 联合组织: 'JX-L1' })],
];

/** A night, then runs of one college each; gives what was shown and booked after each. */
async function story(kept: (store: Store) => NightInput['kept']): Promise<readonly unknown[]> {
  const store = await embeddedStore();
  const place = aPlace(contentsOf(school));
  const remembered = kept(store);
  const seen: unknown[] = [];
  let second = 0;
  const run = async (only: string | null): Promise<void> => {
    const input = nightInput(DAY);
    const now = (): string => `${DAY}T10:00:${String(second++).padStart(2, '0')}.000Z`;
    const night = { ...input.night, only, runId: `run-${second}` };
    const ports = { workbooks: place, store, clock: { now, runId: () => '' } };
    const { outcomes, assessment } = await nightly(ports, { ...input, night, ...(remembered && { kept: remembered }) });
    const balances = (await store.ledger.balances(2025)).map(({ organization, total, digest }) => [
      organization,
      total,
      digest,
    ]);
    seen.push({
      only,
      outcomes: outcomes.map(({ status, error }) => [status, error]),
      booked: [assessment.awards, assessment.reversals],
      open: assessment.judgement.open.map(({ id, message }) => [id, message]),
      balances: balances.sort(),
      books: (await store.violations.books(2025)).map(({ college, records }) => [college, records]),
      shown: ['JSJ', 'JX'].map((id) => TITLES.map((title) => place.tab(id, title)?.rows)),
    });
  };
  await run(null);
  for (const [college, next] of EDITS) {
    place.type(contentsOf(next));
    await run(college);
  }
  return seen;
}

it('runs of one college show and book the same, whether anything was kept or not', async () => {
  const whole = await story(() => undefined);
  expect(await story(keptInMemory)).toEqual(whole);
  expect(await story((store) => keptInStore(store.images, () => '2099-01-01T00:00:00.000Z'))).toEqual(whole);
});
