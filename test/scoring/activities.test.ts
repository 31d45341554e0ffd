import { describe, expect, it } from 'vitest';
import { DEFAULT_SCHEME } from '../../shared/scoring/default-scheme.ts';
import { aSchool } from '../support/a-school.ts';
import { positionsOf } from '../support/score-test.ts';

const held = (cells: Readonly<Record<string, string | number | null>>) =>
  aSchool('2026-03-31')
    .dropAll('活动台账', '助学零距离')
    .add('活动台账', {
      活动编号: 'A1',
      活动日期: '2026-03-05',
      主办组织: 'P1',
      活动类型: '助学零距离',
      活动主题: '高数辅导',
      联合组织: 'C1',
      应到人数: 20,
      实到人数: 18,
      结合项目: '班团学风建设',
      佐证材料: 'https://example.edu.cn/1',
      ...cells,
    });

describe('活动: 得分 = 基础分 × factors', () => {
  it('the host with a class of another kind gets 2.00 × 6/5 = 2.40, the class 1.00 × 1/2 = 0.50', () => {
    const school = held({});
    expect(positionsOf(school, 'P1', 'P-C1')).toEqual([['A1', 240, 240, null]]);
    expect(positionsOf(school, 'C1', 'L-C1')).toEqual([['A1', 50, 50, null]]);
  });

  it('without anybody of another kind the host gets the plain value', () => {
    expect(positionsOf(held({ 联合组织: null }), 'P1', 'P-C1')).toEqual([['A1', 200, 200, null]]);
  });

  it('a dissolved joint organization gives no bonus', () => {
    const school = held({}).set('组织', 4, { 状态: '撤销' });
    expect(positionsOf(school, 'P1', 'P-C1')).toEqual([['A1', 200, 200, null]]);
  });

  it.each([
    [20, 12, 240, 240, null],
    [20, 11, 120, 120, '到会率不足'],
    [20, 10, 120, 120, '到会率不足'],
    [20, 9, 0, 0, '到会率不足'],
    [20, null, 120, 120, '未填到会人数'],
    [null, 18, 120, 120, '未填到会人数'],
    [0, 0, 120, 120, '未填到会人数'],
    [20, 21, 0, 0, '到会人数有误'],
    [20, '很多', 0, 0, '到会人数有误'],
  ])('应到 %s, 实到 %s: 得分 %i, 计入 %i (%s)', (expected, present, hundredths, counted, reason) => {
    expect(positionsOf(held({ 应到人数: expected, 实到人数: present }), 'P1', 'P-C1')).toEqual([
      ['A1', hundredths, counted, reason],
    ]);
  });

  it('without evidence the position stands with 0', () => {
    expect(positionsOf(held({ 佐证材料: null }), 'P1', 'P-C1')).toEqual([['A1', 240, 0, '缺少佐证材料']]);
  });

  it.each(['2026-04-01', '2026年13月1日', null])(
    'a date %s that is missing, unreadable or to come stands with 0',
    (date) => {
      expect(
        positionsOf(held({ 活动日期: date }), 'P1', 'P-C1').map(([, , counted, reason]) => [counted, reason]),
      ).toEqual([[0, '日期有误']]);
    },
  );

  it('the as-of day itself counts, and an activity of another year has no position', () => {
    expect(positionsOf(held({ 活动日期: '2026-03-31' }), 'P1', 'P-C1')).toEqual([['A1', 240, 240, null]]);
    expect(positionsOf(held({ 活动日期: '2025-08-31' }), 'P1', 'P-C1')).toEqual([]);
  });

  it('an unreadable host or type gives no position at all', () => {
    expect(positionsOf(held({ 主办组织: 'X9' }), 'C1', 'L-C1')).toEqual([]);
    expect(positionsOf(held({ 活动类型: '助学' }), 'C1', 'L-C1')).toEqual([]);
  });

  it('the guide gets 指导系数 where the scheme gives one, and nothing at 0', () => {
    const school = held({ 指导党支部: 'P1', 主办组织: 'L1', 活动类型: '志愿服务', 联合组织: null });
    const scheme = DEFAULT_SCHEME.map((item) =>
      item.id === 'P-C4' ? { ...item, guideFactor: { numerator: 1, denominator: 4 } } : item,
    );
    expect(positionsOf(school, 'P1', 'P-C4')).toEqual([]);
    expect(positionsOf(school, 'P1', 'P-C4', [], scheme)).toEqual([['A1', 25, 25, null]]);
  });
});

describe('活动: one activity scores once', () => {
  it('of two rows with one 活动编号 the earlier scores', () => {
    const school = held({}).add('活动台账', {
      活动编号: 'A1',
      活动日期: '2026-03-04',
      主办组织: 'P1',
      活动类型: '助学零距离',
      活动主题: '高数辅导',
      联合组织: null,
      应到人数: 20,
      实到人数: 20,
      佐证材料: 'x',
    });
    expect(positionsOf(school, 'P1', 'P-C1')).toEqual([['A1', 200, 200, null]]);
  });

  it('rows that DAT-14 pairs score once, the one without a number first', () => {
    const school = held({}).add('活动台账', {
      活动编号: null,
      活动日期: '2026-03-05',
      主办组织: 'P1',
      活动类型: '助学零距离',
      活动主题: '高数辅导',
      联合组织: null,
      应到人数: 20,
      实到人数: 20,
      佐证材料: 'x',
    });
    expect(positionsOf(school, 'P1', 'P-C1')).toEqual([['2026-03-05|P1|助学零距离|高数辅导', 200, 200, null]]);
  });
});

describe('活动: limits and caps', () => {
  const twice = (second: Readonly<Record<string, string | number | null>>) =>
    held({}).add('活动台账', {
      活动编号: 'A2',
      活动日期: '2026-03-20',
      主办组织: 'P1',
      活动类型: '助学零距离',
      活动主题: '线代辅导',
      联合组织: null,
      应到人数: 20,
      实到人数: 20,
      结合项目: '班团学风建设',
      佐证材料: 'x',
      ...second,
    });

  it('in one month only the larger of two counts', () => {
    expect(positionsOf(twice({}), 'P1', 'P-C1')).toEqual([
      ['A1', 240, 240, null],
      ['A2', 200, 0, '超出本期次数'],
    ]);
  });

  it('one that counts nothing takes no place', () => {
    expect(positionsOf(twice({ 活动日期: '2026-03-01', 佐证材料: null }), 'P1', 'P-C1')).toEqual([
      ['A2', 200, 0, '缺少佐证材料'],
      ['A1', 240, 240, null],
    ]);
  });

  it('of two equal ones the earlier counts', () => {
    expect(positionsOf(twice({ 联合组织: 'C1' }), 'P1', 'P-C1')).toEqual([
      ['A1', 240, 240, null],
      ['A2', 240, 0, '超出本期次数'],
    ]);
  });

  it('the one that crosses 学年封顶 counts in part', () => {
    const scheme = DEFAULT_SCHEME.map((item) => (item.id === 'P-C1' ? { ...item, cap: 300 } : item));
    const school = twice({ 活动日期: '2026-02-10' });
    expect(positionsOf(school, 'P1', 'P-C1', [], scheme)).toEqual([
      ['A2', 200, 200, null],
      ['A1', 240, 100, '超过学年封顶'],
    ]);
  });

  it('items of one 封顶组 share the cap in the order of dates', () => {
    const scheme = DEFAULT_SCHEME.map((item) =>
      item.id === 'P-C1' || item.id === 'P-C4' ? { ...item, cap: 250, capGroup: '实践' } : item,
    );
    const school = twice({ 活动日期: '2026-02-10', 活动类型: '志愿服务' });
    expect(positionsOf(school, 'P1', 'P-C4', [], scheme)).toEqual([['A2', 100, 100, null]]);
    expect(positionsOf(school, 'P1', 'P-C1', [], scheme)).toEqual([['A1', 240, 150, '超过学年封顶']]);
  });
});
