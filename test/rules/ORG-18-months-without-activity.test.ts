import rule from '../../shared/rules/organization/ORG-18-months-without-activity.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** L2 was there all year and has done nothing but what a case adds. */
const idle = (day: string) => aSchool(day).org('团支部', 'L2', { 组织名称: '二团支部' });
const said = (span: string, months: number, limit = 3): string =>
  `二团支部（L2）在 ${span}连续 ${months} 个月（假期月份不算）没有主办或参加任何活动；没有活动不应当长达 ${limit} 个月。`;

ruleTest(rule, {
  passes: {
    'the faultless school': aSchool('2026-07-15'),
    'the third month has not ended': idle('2025-11-30'),
    'two months, then one with an activity': idle('2026-01-15').activity('其他', 'L2', { 活动日期: '2025-11-30' }),
    'what it joined counts as well': idle('2025-12-15').activity('其他', 'P1', {
      活动日期: '2025-10-01',
      联合组织: 'L2',
    }),
    'founded in the second of the months': idle('2025-12-01').set('组织', 'L2', { 成立日期: '2025-09-02' }),
    '成立日期 cannot be read': idle('2026-07-15').set('组织', 'L2', { 成立日期: '去年' }),
    'two months at a time': idle('2026-04-01')
      .activity('其他', 'L2', { 活动日期: '2025-12-31' })
      .activity('其他', 'L2', { 活动日期: '2025-10-15' }),
    'four months are asked for': idle('2025-12-15').parameter('idleMonths', 4),
    'a 党课学习小组 and a 上级党团组织 are not asked': aSchool('2026-07-15')
      .org('党课学习小组', 'X1')
      .org('上级党团组织', 'H1'),
    'a 撤销 one is not asked': idle('2026-07-15').set('组织', 'L2', { 状态: '撤销' }),
  },
  fails: {
    'three months in a row, the day after': given(idle('2025-12-01')).finds({
      at: ['组织', 'L2', '组织编号'],
      subject: ['L2', '2025-09'],
      message: said('2025 年 9 月至 11 月', 3),
      advice:
        '请在“活动台账”补登 2025 年 9 月至 11 月已经开展的活动；确实没有开展的，请尽快安排；组织已经不在的，请在“组织”中把状态改为“撤销”。',
    }),
    'over a holiday month': given(idle('2026-05-01').activity('其他', 'L2', { 活动日期: '2025-12-31' })).finds(
      { at: ['组织', 'L2', '组织编号'], subject: ['L2', '2025-09'], message: said('2025 年 9 月至 11 月', 3) },
      { at: ['组织', 'L2', '组织编号'], subject: ['L2', '2026-01'], message: said('2026 年 1 月至 4 月', 3) },
    ),
    'an activity of its class is not its own': given(idle('2025-12-01').set('组织', 'L2', { 所辖班级: 'C1' })).finds({
      at: ['组织', 'L2', '组织编号'],
      subject: ['L2', '2025-09'],
      message: said('2025 年 9 月至 11 月', 3),
    }),
    'two months are asked for': given(idle('2025-11-01').parameter('idleMonths', 2)).finds({
      at: ['组织', 'L2', '组织编号'],
      subject: ['L2', '2025-09'],
      message: said('2025 年 9 月至 10 月', 2, 2),
    }),
    'a functional organization': given(
      aSchool('2025-12-01').org('功能型党组织', 'F1', { 组织名称: '实验室党支部', 设立阵地: '实验室' }),
    ).finds({
      at: ['组织', 'F1', '组织编号'],
      subject: ['F1', '2025-09'],
      message:
        '实验室党支部（F1）在 2025 年 9 月至 11 月连续 3 个月（假期月份不算）没有主办或参加任何活动；没有活动不应当长达 3 个月。',
    }),
    'the whole year is one run': given(idle('2026-07-15')).finds({
      at: ['组织', 'L2', '组织编号'],
      subject: ['L2', '2025-09'],
      message: said('2025 年 9 月至 2026 年 6 月', 9),
    }),
  },
  notChecked: { 'without 活动台账': aSchool('2026-07-15').withoutTab('活动台账') },
});
