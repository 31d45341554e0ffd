import { describe, expect, it } from 'vitest';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import type { Store } from '../../shared/ports.ts';
import { type NightResult, nightly } from '../../shared/run/nightly.ts';
import { sealYear } from '../../shared/run/year/seal.ts';
import { aPlace, type Contents, contentsOf, nightInput, type Place, type SettingsTyped } from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { embeddedStore } from '../support/embedded-store.ts';

/** 快照保留天数: of the two colleges' workbooks one is changed; what it held before is kept for so many days, and not longer. */
const school = aSchool('2026-03-01').college('JX');

/** The school with a 花名册 of so many students without a class, and these settings. */
function contents(students: number, typed: SettingsTyped = {}): Contents {
  const all = contentsOf(school, typed);
  return {
    ...all,
    JX: (all.JX ?? []).map((tab) => {
      const [headings = [], ...rows] = tab.rows;
      if (tab.title !== '花名册') return tab;
      const added = Array.from({ length: students }, (_, at) =>
        headings.map((heading) => (heading === '学号' ? `20230000${at}` : heading === '姓名' ? '张三' : null)),
      );
      return { ...tab, rows: [headings, ...rows, ...added] };
    }),
  };
}

/** A night at noon of a day in Beijing, by the clock; it may judge as of another day. */
async function night(
  place: Place,
  store: Store,
  on: string,
  options: { asOf?: string; dryRun?: boolean; only?: string } = {},
): Promise<NightResult> {
  const { asOf = on, dryRun = false, only = null } = options;
  const startedAt = `${on}T04:00:00.000Z`;
  const input = nightInput(asOf, { dryRun });
  const clock = { now: () => startedAt, runId: () => 'a-run' };
  return nightly({ workbooks: place, store, clock }, { ...input, night: { ...input.night, startedAt, only } });
}

const snapshotsIn = async ({ texts }: Store): Promise<number> =>
  (await texts.all()).filter(({ kind }) => kind === 'snapshot').length;

async function changed(typed: SettingsTyped = {}): Promise<{ place: Place; store: Store }> {
  const store = await embeddedStore();
  const place = aPlace(contents(1, typed));
  await night(place, store, '2026-03-01');
  place.type(contents(2, typed));
  await night(place, store, '2026-03-02');
  expect(await snapshotsIn(store)).toBe(4);
  return { place, store };
}

describe('what a workbook held before', () => {
  it('is kept for 400 days after the day of the change, and forgotten on the next', async () => {
    const { place, store } = await changed();
    await night(place, store, '2027-04-06');
    expect(await snapshotsIn(store)).toBe(4);
    await night(place, store, '2027-04-07');
    expect(await snapshotsIn(store)).toBe(3);
    for (const { hash } of await store.snapshots.heads()) expect(await store.snapshots.content(hash)).not.toBe('');
  });

  it('is kept for as many days as 快照保留天数 says', async () => {
    const { place, store } = await changed({ parameters: { 快照保留天数: 3 } });
    await night(place, store, '2026-03-05');
    expect(await snapshotsIn(store)).toBe(4);
    await night(place, store, '2026-03-06');
    expect(await snapshotsIn(store)).toBe(3);
  });

  it.each([0, '永久', -5])('%j is no number of days: it is a finding, and 400 holds', async (value) => {
    const { place, store } = await changed({ parameters: { 快照保留天数: value } });
    const { assessment } = await night(place, store, '2027-04-06');
    expect(await snapshotsIn(store)).toBe(4);
    const found = assessment.judgement.violations.filter(({ rule }) => rule === 'CFG-01');
    expect(found.map(({ subject, message }) => [...subject, message])).toEqual([
      [
        '考核参数',
        '快照保留天数',
        `参数“快照保留天数”的值“${value}”读不出来：应当是不小于 1 的整数；现按默认值 400 处理。`,
      ],
    ]);
  });

  it('is not forgotten by a trial, by a check of one college, or because of an as-of day to come', async () => {
    const { place, store } = await changed();
    await night(place, store, '2028-01-01', { dryRun: true });
    await night(place, store, '2028-01-01', { only: 'JX' });
    await night(place, store, '2026-03-03', { asOf: '2028-01-01' });
    expect(await snapshotsIn(store)).toBe(4);
  });

  it('is kept for ever where a seal names it, and so are the last readings', async () => {
    const { place, store } = await changed();
    const clock = { now: () => '2026-09-02T04:00:00.000Z', runId: () => 'a-run' };
    const input = nightInput('2026-09-01', { year: 2025 });
    const today = parseIsoDay('2026-09-02') ?? 0;
    await sealYear({ workbooks: place, store, clock }, input, { force: false, reason: null, today });
    place.type(contents(3));
    await night(place, store, '2026-09-03');
    expect(await snapshotsIn(store)).toBe(5);
    await night(place, store, '2030-01-01');
    // The school workbook's, that of JSJ, the sealed one of JX and its last one.
    expect(await snapshotsIn(store)).toBe(4);
    const [seal] = await store.seals.seals(2025);
    const { content } = JSON.parse(seal?.manifest ?? '') as { content: { workbooks: { snapshot: string }[] } };
    for (const { snapshot } of content.workbooks) expect(await store.snapshots.content(snapshot)).not.toBe('');
  });
});
