import { expect, it } from 'vitest';
import { groupDue } from '../../shared/digest/group-due.ts';
import type { Place } from '../../shared/domain/place.ts';
import { plainValue, type TabImage } from '../../shared/sheet/image.ts';
import { aNight, aPlace, contentsOf } from '../support/a-place.ts';
import { aSchool } from '../support/a-school.ts';
import { embeddedStore } from '../support/embedded-store.ts';

const MISSING = aSchool('2025-11-25').drop('活动台账', '主题党日2025-11');
const valuesOf = (tab: TabImage | undefined) => (tab?.rows ?? []).map(({ cells }) => cells.map(plainValue));

it('what is due stands in its tab, with a link to the cell, and the next of it in 概览', async () => {
  const place = aPlace(contentsOf(MISSING));
  await aNight(place, await embeddedStore(), '2025-11-25');
  const tab = place.tab('JSJ', '即将到期');
  expect(tab?.columns.map(({ heading }) => heading)).toEqual([
    ...['到期日', '还有几天', '组织', '对象', '要做什么', '依据', '位置'],
  ]);
  const party = (tab?.rows ?? []).find(({ cells }) => String(plainValue(cells[4] ?? null)).includes('主题党日'));
  expect(party?.cells.slice(0, 5)).toEqual([
    ...['2025-11-30', 5, '电信2201党支部', '电信2201党支部（P1），2025 年 11 月'],
    '开展 2025 年 11 月的主题党日，在“活动台账”登记',
  ]);
  expect(party?.cells[6]).toMatchObject({ link: { tab: '活动台账' } });
  expect(party?.tone).toBe('warning');
  const overview = valuesOf(place.tab('JSJ', '概览'));
  expect(overview.flat()).toContain('开展 2025 年 11 月的主题党日，在“活动台账”登记（还有 5 天）');
});

it('on the day after its last day it is a problem and due no more', async () => {
  const place = aPlace(contentsOf(MISSING));
  const store = await embeddedStore();
  await aNight(place, store, '2025-12-01');
  const tasks = valuesOf(place.tab('JSJ', '即将到期')).map((cells) => String(cells[4]));
  expect(tasks.filter((task) => task.includes('2025 年 11 月的主题党日'))).toEqual([]);
  const problems = valuesOf(place.tab('JSJ', '问题清单')).map((cells) => String(cells[4]));
  expect(problems).toEqual([
    expect.stringMatching(/^电信2201党支部.*在 2025 年 11 月没有主办或参加过主题党日；应当每月至少一次。/),
  ]);
});

it('a digest tells equal tasks of one day once, with their number and what their places have in common', () => {
  const typedAt = { tab: '发展党员', row: 7, column: 'K' };
  const one = { dueOn: 20_000, task: '组织入党宣誓，填写宣誓日期', typedAt };
  const linkTo = (places: readonly Place[]): string => places.map(({ row }) => row).join();
  expect(groupDue([one, { ...one, dueOn: 20_001 }, { ...one, typedAt: { ...typedAt, row: 9 } }], linkTo)).toEqual([
    { on: 20_000, what: one.task, count: 2, link: '7,9' },
    { on: 20_001, what: one.task, count: 1, link: '7' },
  ]);
});

it('what a waiver names is not reminded of', async () => {
  const waive = async (violationId: string | null) => {
    const store = await embeddedStore();
    const late = MISSING.add('计划事项', {
      组织编号: 'L1',
      事项: '参观',
      活动类型: '志愿服务',
      完成期限: '2025-11-24',
    });
    const place = aPlace(contentsOf(late));
    await aNight(place, store, '2025-11-25');
    const problems = valuesOf(place.tab('JSJ', '问题清单')).find((cells) =>
      cells.some((cell) => String(cell).startsWith('MEC-09-')),
    );
    const id = String(problems?.find((cell) => String(cell).startsWith('MEC-09-')));
    const later = MISSING.add('计划事项', {
      组织编号: 'L1',
      事项: '参观',
      活动类型: '志愿服务',
      完成期限: '2025-12-10',
    });
    const row = { 问题编号: id, 理由: '停办', 批准人: '学工部', 批准日期: '2025-11-25', 有效期至: '2026-08-31' };
    place.type(contentsOf(later, violationId === null ? {} : { waivers: [row] }));
    await aNight(place, store, '2025-11-26');
    return valuesOf(place.tab('JSJ', '即将到期')).filter((cells) => String(cells[4]).startsWith('完成计划事项')).length;
  };
  expect(await waive(null)).toBe(1);
  expect(await waive('yes')).toBe(0);
});
