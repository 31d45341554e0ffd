import { describe, expect, it } from 'vitest';
import type { TabImage } from '../../shared/sheet/image.ts';
import { aNight, aPlace, contentsOf, type SettingsTyped } from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { embeddedStore } from '../support/embedded-store.ts';

const DAY = '2025-12-15';

/** What makes a tab be written: all cells but the volatile ones. */
function lasting(tab: TabImage | undefined): readonly unknown[] {
  return (tab?.rows ?? []).map(({ cells }) =>
    cells.map((cell) => (typeof cell === 'object' && cell?.volatile ? '' : cell)),
  );
}

/** The line of a rule in 概览: count and words. */
function lineOf(tab: TabImage | undefined, rule: string): readonly unknown[] | undefined {
  const row = tab?.rows.find(({ cells }) => cells[0] === rule);
  return row?.cells.slice(1).map((cell) => (typeof cell === 'object' && cell ? cell.value : cell));
}

const school = (typed: SettingsTyped = {}) => contentsOf(aSchool(DAY).drop('任职', ['P1', '书记']), typed);

describe('the line of a rule in 概览', () => {
  it('tells the difference to the last run, and on the first one nothing', async () => {
    const store = await embeddedStore();
    const place = aPlace(school());
    const line = () => lineOf(place.tab('JSJ', '概览'), 'ORG-03');
    await aNight(place, store, '2025-12-15');
    expect(line()).toEqual([1, '党支部职务空缺']);
    await aNight(place, store, '2025-12-16');
    expect(line()).toEqual([1, '党支部职务空缺（与上次相同）']);
  });

  it('goes with its last violation, and a second run on the same day writes nothing', async () => {
    const store = await embeddedStore();
    const place = aPlace(school());
    const overview = () => place.tab('JSJ', '概览');
    await aNight(place, store, DAY);
    expect(lineOf(overview(), 'ORG-03')).toEqual([1, '党支部职务空缺']);
    place.type(contentsOf(aSchool(DAY)));
    await aNight(place, store, DAY);
    const first = overview();
    expect(lineOf(first, 'ORG-03')).toBeUndefined();
    await aNight(place, store, DAY);
    expect(lasting(overview())).toEqual(lasting(first));
  });

  it('leaves out what is waived, before as after', async () => {
    const store = await embeddedStore();
    const place = aPlace(school());
    const { assessment } = await aNight(place, store, DAY);
    const id = assessment.judgement.violations.find(({ rule }) => rule === 'ORG-03')?.id ?? '';
    expect(id).toMatch(/^ORG-03-/);
    const waivers = [{ 问题编号: id, 理由: '在建', 批准人: '李老师', 批准日期: '2025-12-01', 有效期至: '2026-01-31' }];
    const lines = [];
    for (let run = 1; run <= 2; run++) {
      place.type(school({ waivers }));
      await aNight(place, store, DAY);
      lines.push(lasting(place.tab('JSJ', '概览')), lineOf(place.tab('JSJ', '概览'), 'ORG-03'));
    }
    expect(lines[1]).toBeUndefined();
    expect(lines.slice(2)).toEqual(lines.slice(0, 2));
  });
});
