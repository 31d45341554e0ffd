import { describe, expect, it } from 'vitest';
import type { RawTab, RawWorkbook } from '../../shared/sheet/raw.ts';
import { lossesBetween } from '../../shared/workbook/losses.ts';
import { aSchool } from '../support/a-school.ts';

const HALF = { numerator: 1, denominator: 2 };
const sound: RawWorkbook = { version: '', tabs: aSchool().raw()[0]?.tabs ?? [] };

const withTab = (title: string, change: (tab: RawTab) => RawTab | null): RawWorkbook => ({
  version: '',
  tabs: sound.tabs.flatMap((tab) => (tab.title === title ? (change(tab) ?? []) : tab)),
});
const titled = (title: string, next: string) => withTab(title, (tab) => ({ ...tab, title: next }));
const headed = (title: string, heading: string, next: string) =>
  withTab(title, (tab) => ({
    ...tab,
    rows: tab.rows.map((row) => row.map((cell) => (cell === heading ? next : cell))),
  }));
/** 花名册 with so many rows; every row is one of the sample's, with a number of its own. */
const roster = (count: number) =>
  withTab('花名册', (tab) => {
    const [headings = [], row = []] = tab.rows;
    return { ...tab, rows: [headings, ...Array.from({ length: count }, (_, at) => [`S${at}`, ...row.slice(1)])] };
  });
const losses = (before: RawWorkbook, now: RawWorkbook, share = HALF) => lossesBetween(before, now, share);

describe('what a workbook has lost between two readings', () => {
  it('nothing where nothing was', () => {
    expect(losses(sound, sound)).toEqual([]);
    expect(losses(titled('任职', '草稿'), titled('任职', '草稿'))).toEqual([]);
    expect(losses(titled('任职', '草稿'), sound)).toEqual([]);
  });

  it('a tab that goes by an alias now is not lost, one of another name is', () => {
    expect(losses(sound, titled('组织', '组织机构'))).toEqual([]);
    expect(losses(sound, titled('花名册', '2、学生名单'))).toEqual([]);
    expect(losses(sound, titled('组织', '机构设置'))).toEqual([{ kind: 'tab', tab: '组织', instead: ['机构设置'] }]);
    expect(
      losses(
        sound,
        withTab('组织', () => null),
      ),
    ).toEqual([{ kind: 'tab', tab: '组织', instead: [] }]);
  });

  it('names first the unknown tab whose title is most like the lost one; output tabs and the guide are none', () => {
    const now = titled('花名册', '新花名册');
    const more = ['草稿', '填写说明'].map((title): RawTab => ({ title, rows: [], merges: [] }));
    const output: RawTab = { title: '花名册概览', rows: [], merges: [], output: 'overview' };
    expect(losses(sound, { ...now, tabs: [...more, output, ...now.tabs] })).toEqual([
      { kind: 'tab', tab: '花名册', instead: ['新花名册', '草稿'] },
    ]);
  });

  it('an optional tab may go', () => {
    expect(losses(sound, titled('荣誉', '获奖'))).toEqual([]);
  });

  it('a required heading that it had, with the one that may be meant', () => {
    expect(losses(sound, headed('任职', '任职日期', '上任日期'))).toEqual([
      { kind: 'heading', tab: '任职', heading: '任职日期', instead: '上任日期' },
    ]);
    expect(losses(sound, headed('任职', '职务', '备注'))).toEqual([
      { kind: 'heading', tab: '任职', heading: '职务', instead: null },
    ]);
    expect(losses(sound, headed('任职', '离任日期', '卸任日期'))).toEqual([]);
  });

  it('the row of headings', () => {
    const now = withTab('任职', (tab) => ({ ...tab, rows: tab.rows.slice(1) }));
    expect(losses(sound, now)).toEqual([{ kind: 'headingRow', tab: '任职' }]);
  });

  it.each([
    [40, 20, []],
    [41, 20, [{ kind: 'rows', tab: '花名册', before: 41, after: 20 }]],
    [20, 0, [{ kind: 'rows', tab: '花名册', before: 20, after: 0 }]],
    [19, 0, []],
    [1204, 310, [{ kind: 'rows', tab: '花名册', before: 1204, after: 310 }]],
    [1204, 602, []],
    [1204, 601, [{ kind: 'rows', tab: '花名册', before: 1204, after: 601 }]],
  ])('from %i rows to %i: more than half, and twenty at least', (before, after, expected) => {
    expect(losses(roster(before), roster(after))).toEqual(expected);
  });

  it('大幅减少保护 moves the share, 0 switches it off', () => {
    expect(losses(roster(100), roster(70), { numerator: 1, denominator: 4 })).toHaveLength(1);
    expect(losses(roster(100), roster(75), { numerator: 1, denominator: 4 })).toHaveLength(0);
    expect(losses(roster(100), roster(0), { numerator: 0, denominator: 1 })).toHaveLength(0);
  });
});
