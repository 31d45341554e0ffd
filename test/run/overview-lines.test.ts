import { describe, expect, it } from 'vitest';
import { withStatuses } from '../../shared/report/school-overview-tab.ts';
import { plainValue, type TabImage } from '../../shared/sheet/image.ts';
import { aNight, aPlace, contentsOf, SCHOOL_ID, type SettingsTyped } from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { embeddedStore } from '../support/embedded-store.ts';

const DAY = '2025-12-15';

/** What makes a tab be written: all cells but the volatile ones. */
function lasting(tab: TabImage | undefined): readonly unknown[] {
  return (tab?.rows ?? []).map(({ cells }) =>
    cells.map((cell) => (typeof cell === 'object' && cell?.volatile ? '' : cell)),
  );
}

/** Lines of 概览 as texts and numbers, without what stands empty at their ends. */
function linesOf(tab: TabImage | undefined): readonly (readonly unknown[])[] {
  return (tab?.rows ?? []).map(({ cells }) => {
    const values = cells.map(plainValue);
    return values.slice(0, values.findLastIndex((value) => value !== null) + 1);
  });
}

const sectionOf = (tab: TabImage | undefined, title: string): readonly (readonly unknown[])[] => {
  const lines = linesOf(tab);
  const from = lines.findIndex(([first]) => String(first).startsWith(title)) + 1;
  return lines.slice(from, from + lines.slice(from).findIndex((line) => line.length === 0));
};

const school = (typed: SettingsTyped = {}) => contentsOf(aSchool(DAY).drop('任职', ['P1', '书记']), typed);
/** The one sentence on top. */
const summary = (tab: TabImage | undefined): unknown => linesOf(tab)[1]?.[0];

describe('概览 of a college', () => {
  it('says in one line how it stands against the last run, and on the first one nothing of a run before', async () => {
    const store = await embeddedStore();
    const place = aPlace(school());
    const line = () => summary(place.tab('JSJ', '概览'));
    await aNight(place, store, '2025-12-15');
    expect(line()).toMatch(/^本次检查 2025-12-15：错误 2 · 警告 \d+ · 提示 \d+$/);
    await aNight(place, store, '2025-12-16');
    expect(line()).toMatch(/^本次检查 2025-12-16：错误 2（与上次相同） · .* · 最久未改 1 天$/);
    place.type(contentsOf(aSchool(DAY)));
    await aNight(place, store, '2025-12-17');
    expect(line()).toContain('错误 0（比上次少 2，已整改 2）');
    place.type(school());
    await aNight(place, store, '2025-12-18');
    expect(line()).toContain('错误 2（比上次多 2，新增 2）');
  });

  it('shows first what is to be done, with a link to the cell in which it is typed', async () => {
    const store = await embeddedStore();
    const place = aPlace(school());
    await aNight(place, store, DAY);
    const tab = place.tab('JSJ', '概览');
    const [headings, ...lines] = sectionOf(tab, '先改这几条');
    expect(headings).toEqual(['级别', '位置', '组织/班级', '问题', '怎么改']);
    expect(lines.map((line) => line.slice(0, 4))).toContainEqual([
      '错误',
      '任职!A13',
      '电信2201党支部',
      '电信2201党支部（P1）没有在任的书记；应当有一名。（见组织!A2）',
    ]);
    const cell = tab?.rows.find(({ cells }) => plainValue(cells[1]) === '任职!A13')?.cells[1];
    expect(cell).toEqual({ value: '任职!A13', link: { tab: '任职', row: 13, column: 'A' } });
  });

  it('shows the lines that matter without scrolling: 25 rows of a screen of 1366 × 768', async () => {
    const store = await embeddedStore();
    const place = aPlace(school());
    await aNight(place, store, DAY);
    const tab = place.tab('JSJ', '概览');
    expect(linesOf(tab).findIndex(([first]) => first === '覆盖率')).toBeLessThan(14);
    expect((tab?.columns ?? []).reduce((sum, { width }) => sum + width * 7 + 5, 50)).toBeLessThanOrEqual(1366);
  });

  it('counts by tab and by organization, not by rule, and shows rates as bars that are full at 100 %', async () => {
    const store = await embeddedStore();
    const place = aPlace(school());
    await aNight(place, store, DAY);
    const tab = place.tab('JSJ', '概览');
    expect(sectionOf(tab, '各工作表的问题')[1]).toEqual([1, 0, 0, '\u3000工作计划']);
    expect(sectionOf(tab, '各组织、班级的问题')[1]?.at(-1)).toBe('\u3000电信2201党支部');
    expect(JSON.stringify(linesOf(tab))).not.toContain('"ORG-03"');
    const bars = (tab?.rows ?? []).flatMap(({ cells }) =>
      cells.filter((cell) => typeof cell === 'object' && cell?.bar),
    );
    expect(bars.length).toBeGreaterThan(1);
    for (const bar of bars) expect(Number(plainValue(bar))).toBeLessThanOrEqual(1);
    expect(tab?.charts?.every(({ title }) => title === '各工作表的问题（错误）')).toBe(true);
  });

  it('a second run on the same day writes nothing', async () => {
    const store = await embeddedStore();
    const place = aPlace(school());
    await aNight(place, store, DAY);
    place.type(contentsOf(aSchool(DAY)));
    await aNight(place, store, DAY);
    const first = place.tab('JSJ', '概览');
    await aNight(place, store, DAY);
    expect(lasting(place.tab('JSJ', '概览'))).toEqual(lasting(first));
  });

  it('leaves out what is waived, before as after', async () => {
    const store = await embeddedStore();
    const place = aPlace(school());
    const { assessment } = await aNight(place, store, DAY);
    const id = assessment.judgement.violations.find(({ rule }) => rule === 'ORG-03')?.id ?? '';
    expect(id).toMatch(/^ORG-03-/);
    const waivers = [{ 问题编号: id, 理由: '在建', 批准人: '李老师', 批准日期: '2025-12-01', 有效期至: '2026-01-31' }];
    for (let run = 1; run <= 2; run++) {
      place.type(school({ waivers }));
      await aNight(place, store, DAY);
      expect(summary(place.tab('JSJ', '概览'))).toContain('错误 1（与上次相同）');
    }
  });
});

describe('概览 of the school', () => {
  it('has a row for each college, the ones that need attention first, and no number of one that was not read', async () => {
    const store = await embeddedStore();
    const two = aSchool(DAY).drop('任职', ['P1', '书记']).college('ZDH');
    const place = aPlace({ ...contentsOf(two), ZDH: [] });
    await aNight(place, store, DAY);
    const rows = sectionOf(place.tab(SCHOOL_ID, '概览'), '各学院');
    expect(rows[0]).toEqual([
      ...['学院', '状态', '错误', '警告', '已整改', '平均未改天数', '超30天'],
      ...['参评组织', '优秀', '不合格', '覆盖率'],
    ]);
    expect(rows.slice(1).map(([name]) => name)).toEqual(['ZDH学院', 'JSJ学院', '合计']);
    const [, unread, read, total] = rows;
    expect(unread?.[1]).toContain('不是学院台账');
    expect(unread?.slice(2)).toEqual(Array.from({ length: 9 }, () => '—'));
    expect(read?.slice(1, 5)).toEqual(['已检查', 2, 0, '—']);
    expect(total?.slice(2, 5)).toEqual([2, 0, '—']);
  });

  it('tells what has become of a workbook that was open when it was to be written', () => {
    const tab: TabImage = {
      key: 'schoolOverview',
      title: '概览',
      banner: [],
      columns: [],
      rows: [{ cells: ['甲学院', '已检查', 3] }, { cells: ['乙学院', '已检查', 4] }, { cells: ['甲学院'] }],
    };
    expect(withStatuses(tab, new Map([['甲学院', '文件被占用，未写入']])).rows).toEqual([
      { cells: ['甲学院', '文件被占用，未写入', 3] },
      { cells: ['乙学院', '已检查', 4] },
      { cells: ['甲学院'] },
    ]);
  });
});

describe('what 概览 compares with', () => {
  const two = (typed: SettingsTyped = {}) => contentsOf(aSchool(DAY).drop('任职', ['P1', '书记']).college('JX'), typed);
  const mended = () => contentsOf(aSchool(DAY).college('JX').drop('任职', ['JX-P1', '书记']));
  const IDS = ['JSJ', 'JX', SCHOOL_ID];
  const tops = (place: ReturnType<typeof aPlace>) => IDS.map((id) => summary(place.tab(id, '概览')));

  /** A night that is followed by an edit; gives what an undisturbed night makes of it, and one whose publishing is disturbed. */
  async function begun() {
    const store = await embeddedStore();
    const place = aPlace(two());
    await aNight(place, store, '2025-12-14');
    place.type(mended());
    return { store, place };
  }

  it('does not depend on deaths: at whichever workbook a run died, its repetition tells the same', async () => {
    const twin = await begun();
    await aNight(twin.place, twin.store, DAY);
    const told = tops(twin.place);
    expect(told[0]).toContain('错误 0（比上次少 2，已整改 2）');
    expect(told[1]).toContain('新增');
    for (const dying of IDS) {
      const { store, place } = await begun();
      const dead = {
        ...place,
        publish: (...wanted: Parameters<typeof place.publish>) =>
          wanted[0] === dying ? Promise.reject(new Error('died')) : place.publish(...wanted),
      };
      await expect(aNight(dead, store, DAY)).rejects.toThrow('died');
      await aNight(place, store, DAY);
      expect(tops(place)).toEqual(told);
      await aNight(place, store, DAY);
      expect(tops(place)).toEqual(told);
    }
  });

  it('nor on a workbook that could not be read on the first try of the day', async () => {
    const twin = await begun();
    await aNight(twin.place, twin.store, DAY);
    const { store, place } = await begun();
    place.type({ ...mended(), JX: [] });
    await aNight(place, store, DAY);
    place.type(mended());
    await aNight(place, store, DAY);
    expect(tops(place).slice(0, 2)).toEqual(tops(twin.place).slice(0, 2));
  });
});
