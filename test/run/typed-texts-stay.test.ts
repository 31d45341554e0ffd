import { describe, expect, it } from 'vitest';
import { plainValue, type TabImage } from '../../shared/sheet/image.ts';
import { layOut } from '../../shared/sheet/lay-out.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import { readUserTexts } from '../../shared/sheet/user-texts.ts';
import { aNight, aPlace, contentsOf } from '../support/a-place.ts';
import { aSchool, type TestSchool } from '../support/a-school.ts';
import { embeddedStore } from '../support/embedded-store.ts';

/** What a user has typed beside a violation that has another 问题编号 the next night. */
const [FIRST, SECOND] = ['2026-03-15', '2026-03-16'];
const TEXT = '已联系张三核对';

type Line = Readonly<Record<string, unknown>>;

function linesOf({ columns }: TabImage, rows: readonly (readonly unknown[])[]): readonly Line[] {
  return rows.map((cells) => Object.fromEntries(columns.map(({ heading }, at) => [heading, cells[at] ?? null])));
}

/** Rows of 问题清单 as a place would show them, with what stood in it before. */
function shown(tab: TabImage, before: readonly (readonly RawCell[])[] | null): readonly (readonly RawCell[])[] {
  const current = before && { rows: before, formatAt: () => null, asText: String };
  return layOut(tab, readUserTexts(tab, current)).rows.map((row) => row.map(({ value }) => value));
}

/** The lines of the rule that bear the text after it was typed beside all of them, and those that do not. */
async function afterChange(before: TestSchool, rule: string, after: TestSchool) {
  const place = aPlace(contentsOf(before));
  const store = await embeddedStore();
  await aNight(place, store, FIRST);
  const first = place.tab('JSJ', '问题清单') ?? expect.unreachable();
  const at = (heading: string): number => first.columns.findIndex((column) => column.heading === heading);
  const typed = shown(first, null).map((row) =>
    row[at('规则')] === rule ? row.map((cell, column) => (column === at('整改说明') ? TEXT : cell)) : row,
  );
  const ids = typed.filter((row) => row[at('整改说明')] === TEXT).map((row) => row[at('问题编号')]);
  place.type(contentsOf(after));
  await aNight(place, store, SECOND);
  const second = place.tab('JSJ', '问题清单') ?? expect.unreachable();
  const rows = shown(second, typed);
  const lines = linesOf(second, rows.slice(rows.length - second.rows.length)).filter((line) => line.规则 === rule);
  const keyAt = second.columns.findIndex(({ heading }) => heading === '问题编号');
  const numbers = second.rows.map(({ cells }) => plainValue(cells[keyAt]));
  return {
    typedAt: ids.length,
    isRenumbered: !ids.some((id) => numbers.includes(String(id))),
    kept: lines.filter((line) => line.整改说明 === TEXT).map((line) => line.位置),
    abouts: lines.filter((line) => line.整改说明 === TEXT).map((line) => line.对象),
    without: lines.filter((line) => line.整改说明 === null).map((line) => line.位置),
  };
}

const school = aSchool(FIRST);
const wrongDay = school.set('任职', ['P1', '书记'], { 任职日期: '2026-02-31' });

describe('what is typed beside a violation', () => {
  it('stays where a wrong day is corrected to another wrong one', async () => {
    const after = school.set('任职', ['P1', '书记'], { 任职日期: '2026-09-31' });
    expect(await afterChange(wrongDay, 'DAT-04', after)).toMatchObject({
      typedAt: 1,
      isRenumbered: true,
      kept: ['任职!F2'],
      without: [],
    });
  });

  it('stays with the row where rows move as well', async () => {
    const after = school.set('任职', ['P1', '书记'], { 任职日期: '2026-09-31' }).drop('任职', ['P1', '青年委员']);
    const moved = wrongDay.drop('任职', ['P1', '书记']).add('任职', {
      组织编号: 'P1',
      学号: '41922001',
      姓名: '张三',
      职务: '书记',
      任职日期: '2026-09-31',
    });
    expect(await afterChange(wrongDay, 'DAT-04', after)).toMatchObject({ isRenumbered: true, kept: ['任职!F2'] });
    expect(await afterChange(wrongDay, 'DAT-04', moved)).toMatchObject({ isRenumbered: true, kept: ['任职!F13'] });
  });

  it('stays at another cell of a row whose day has changed', async () => {
    const misnamed = school.set('任职', ['P1', '书记'], { 姓名: '张山' });
    const after = misnamed.set('任职', ['P1', '书记'], { 任职日期: '2024-09-16' });
    expect(await afterChange(misnamed, 'DAT-08', after)).toMatchObject({
      typedAt: 1,
      isRenumbered: true,
      kept: ['任职!D2'],
      without: [],
    });
  });

  it('stays where an id that refers to nothing is corrected to another one', async () => {
    const before = school.set('花名册', '王五', { 党支部: 'P9' });
    const after = school.set('花名册', '王五', { 党支部: 'P8' });
    expect(await afterChange(before, 'DAT-07', after)).toMatchObject({ typedAt: 1, isRenumbered: true, without: [] });
  });

  it('stays with the months of a class whose id is corrected, and goes to no other month', async () => {
    const before = school.drop('活动台账', '班会2025-09').drop('活动台账', '班会2025-10');
    const after = before.set('组织', 'C1', { 组织编号: 'C-1' });
    const { isRenumbered, abouts } = await afterChange(before, 'EDU-17', after);
    expect(isRenumbered).toBe(true);
    expect(abouts).toEqual(['电信2201班（C-1），2025 年 9 月', '电信2201班（C-1），2025 年 10 月']);
  });

  it('does not go over to a month that is missing now where another one was', async () => {
    const [before, after] = ['班会2025-09', '班会2025-10'].map((key) => school.drop('活动台账', key));
    expect(await afterChange(before!, 'EDU-17', after!)).toMatchObject({ typedAt: 1, isRenumbered: true, kept: [] });
  });
});
