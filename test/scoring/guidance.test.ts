import { describe, expect, it } from 'vitest';
import type { SchemeItem } from '../../shared/domain/settings.ts';
import { ScoredKind, Section, Way } from '../../shared/domain/vocabulary.ts';
import { DEFAULT_SCHEME } from '../../shared/scoring/default-scheme.ts';
import { aSchool, type TestSchool } from '../support/a-school.ts';
import { openFinding, positionsOf } from '../support/score-test.ts';

function item(id: string, indicator: string, kind: ScoredKind, more: Partial<SchemeItem> = {}): SchemeItem {
  const base = DEFAULT_SCHEME.find((one) => one.id === 'P-A1')!;
  return {
    ...base,
    id,
    name: id,
    section: Section.foundation,
    kinds: [kind],
    way: Way.indicator,
    basis: [indicator],
    value: 1000,
    cap: null,
    ...more,
  };
}
const PLAN = item('计划', '计划完成率', ScoredKind.leagueBranch);
const GUIDE = item('指导', '指导率', ScoredKind.leagueBranch);
const LEAD = item('带团', '带团建成效', ScoredKind.partyBranch);
const share = (school: TestSchool, org: string, one: SchemeItem, ...more: readonly SchemeItem[]) =>
  positionsOf(school, org, one.id, [], [one, ...more])[0];
const planned = (school: TestSchool, name: string, cells = {}) =>
  school.add('计划事项', { 组织编号: 'L1', 事项: name, 完成期限: '2025-10-31', ...cells });

describe('计划完成率', () => {
  const two = planned(planned(aSchool('2025-11-01'), '团日', { 活动类型: '主题团日' }), '志愿', {
    活动类型: '志愿服务',
  });

  it('counts what is done of what is due, as MEC-09 does', () => {
    expect(share(two, 'L1', PLAN)).toEqual(['1/2', 500, 500, null]);
  });

  it('leaves out what is 已取消, and what is due on the as-of day or later', () => {
    expect(share(two.set('计划事项', '志愿', { 完成情况: '已取消' }), 'L1', PLAN)).toEqual(['1/1', 1000, 1000, null]);
    expect(share(two.set('计划事项', '志愿', { 完成期限: '2025-11-01' }), 'L1', PLAN)).toEqual([
      '1/1',
      1000,
      1000,
      null,
    ]);
  });

  it('counts in full where nothing is due, and 0 without the tab', () => {
    expect(share(aSchool('2025-11-01'), 'L1', PLAN)).toEqual([null, 1000, 1000, '暂无应办']);
    expect(share(two.withoutTab('计划事项'), 'L1', PLAN)).toEqual([null, 0, 0, '未提供台账']);
  });
});

describe('指导率', () => {
  it('is the share of hosted 主题团日 with 指导党支部, up to the as-of day', () => {
    const school = aSchool('2025-11-15').set('活动台账', '主题团日2025-09', { 指导党支部: null });
    expect(share(school, 'L1', GUIDE)).toEqual(['2/3', 667, 667, null]);
    const joined = school.activity('主题团日', 'P1', { 活动日期: '2025-09-20', 联合组织: 'L1' });
    expect(share(joined, 'L1', GUIDE)).toEqual(['2/3', 667, 667, null]);
    const other = school.activity('主题团日', 'L1', { 活动日期: '2025-08-31' });
    expect(share(other, 'L1', GUIDE)).toEqual(['2/3', 667, 667, null]);
    const tomorrow = school.activity('主题团日', 'L1', { 活动日期: '2025-11-16' });
    expect(share(tomorrow, 'L1', GUIDE)).toEqual(['2/3', 667, 667, null]);
  });

  it('takes an unreadable 指导党支部 for given, and counts in full without any 主题团日', () => {
    const school = aSchool('2025-11-15').set('活动台账', '主题团日2025-09', { 指导党支部: 'P9' });
    expect(share(school, 'L1', GUIDE)).toEqual(['3/3', 1000, 1000, null]);
    expect(share(aSchool('2025-09-05'), 'L1', GUIDE)).toEqual([null, 1000, 1000, '暂无应办']);
  });

  it('is asked of 团支部 alone', () => {
    expect(share(aSchool('2025-11-15'), 'C1', item('指导', '指导率', ScoredKind.schoolClass))).toEqual([
      null,
      1000,
      1000,
      '暂无应办',
    ]);
  });
});

describe('带团建成效', () => {
  const school = aSchool('2025-11-15').set('活动台账', '主题团日2025-09', { 指导党支部: null });

  it('is the mean of what the 团支部 that it guides have of 100 points', () => {
    expect(share(school, 'P1', LEAD, GUIDE)).toEqual(['667/10000', 67, 67, null]);
    const two = school.org('团支部', 'L2', { 指导党支部: 'P1' });
    expect(share(two, 'P1', LEAD, GUIDE)).toEqual(['1667/20000', 83, 83, null]);
  });

  it('never counts more than 100 points of one, nor less than none', () => {
    const rich = { ...GUIDE, value: 20_000 };
    expect(share(school, 'P1', LEAD, rich)).toEqual(['10000/10000', 1000, 1000, null]);
    const fined = item('扣分', 'ORG-13', ScoredKind.leagueBranch, {
      way: Way.deduction,
      section: Section.deductions,
      value: -5000,
    });
    const finding = openFinding('ORG-13', ['L1'], '警告', { tab: '组织', row: 3, column: 'A' });
    expect(positionsOf(school, 'P1', '带团', [finding], [LEAD, GUIDE, fined])[0]).toEqual(['0/10000', 0, 0, null]);
  });

  it('counts what is cut by a cap as it counts for the 团支部, and is capped itself', () => {
    expect(share(school, 'P1', LEAD, { ...GUIDE, cap: 300 })).toEqual(['300/10000', 30, 30, null]);
    expect(share(school, 'P1', { ...LEAD, cap: 50 }, GUIDE)).toEqual(['667/10000', 67, 50, '超过学年封顶']);
  });

  it('shares a cap with other items of the branch', () => {
    const day = item('党日', '主题党日按月', ScoredKind.partyBranch, { cap: 1020, capGroup: '合计' });
    const lead = { ...LEAD, cap: 1020, capGroup: '合计' };
    const positions = ['党日', '带团'].map((id) => positionsOf(school, 'P1', id, [], [day, lead, GUIDE])[0]?.[2]);
    expect(positions.reduce((sum: number, counted) => sum + (counted ?? 0), 0)).toBe(1020);
  });

  it('counts in full for a branch that guides nobody', () => {
    expect(share(school.set('组织', 'L1', { 指导党支部: null }), 'P1', LEAD, GUIDE)).toEqual([
      null,
      1000,
      1000,
      '暂无应办',
    ]);
    expect(share(school.set('组织', 'L1', { 状态: '撤销' }), 'P1', LEAD, GUIDE)).toEqual([
      null,
      1000,
      1000,
      '暂无应办',
    ]);
  });
});

describe('上级党团组织', () => {
  it('has no position, and gives nobody 联合加成', () => {
    const school = aSchool()
      .org('上级党团组织', 'H1')
      .activity('志愿服务', 'L1', { 活动日期: '2025-10-01', 联合组织: 'H1' });
    expect(positionsOf(school, 'L1', 'L-C3').map(([, hundredths]) => hundredths)).toEqual([100]);
    expect(DEFAULT_SCHEME.flatMap(({ id }) => positionsOf(school, 'H1', id))).toEqual([]);
  });
});
