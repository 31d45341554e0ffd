import rule from '../../shared/rules/decision/DEC-01-missing-league-step.ts';
import { aSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** SX-01: L1 decides about 周八. */
const decision = (cells: Typed = {}, kind = '评奖评优') =>
  aSchool().decision(kind, ['周八'], { 事项名称: '校级三好学生', ...cells });
const NEITHER = { 团支委会日期: null, 团员大会日期: null, 党支委会日期: null, 党员大会日期: null };
const missing = (which: string, kind = '评奖评优') => ({
  at: ['议事决策', 'SX-01', `${which}日期`] as const,
  subject: ['SX-01', which],
  message: `电信2201团支部的${kind}“校级三好学生”（SX-01）没有填${which}日期；应当先经团支委会通过，再由团员大会决定。`,
});
const reversed = (committee: string, assembly: string) => ({
  at: ['议事决策', 'SX-01', '团支委会日期'] as const,
  subject: ['SX-01', '团支委会'],
  message: `电信2201团支部的评奖评优“校级三好学生”（SX-01）团支委会日期“${committee}”晚于团员大会日期“${assembly}”；应当先经团支委会通过，再由团员大会决定。`,
});

ruleTest(rule, {
  passes: {
    'the committee before the assembly': decision(),
    'both on one day': decision({ 团支委会日期: '2025-09-05', 团员大会日期: '2025-09-05' }),
    '推优入党 is not such a decision': decision({ 团支委会日期: null }, '推优入党'),
    '班团事务 is not such a decision': decision({ 团支委会日期: null }, '班团事务'),
    'a 事项类别 that cannot be read': decision({ 团支委会日期: null }, '评优'),
    'a 团支委会日期 that cannot be read': decision({ 团支委会日期: '九月' }),
    'a 团员大会日期 that cannot be read': decision({ 团员大会日期: '九月' }),
    'the latest meeting was the day before the audited year': decision({
      ...NEITHER,
      团员大会日期: '2025-08-31',
    }),
    'the latest meeting, of the Party, is after the audited year': decision({
      团支委会日期: null,
      党员大会日期: '2026-09-01',
    }),
    'a 团支部 that is 撤销': decision({ 组织编号: 'L2', 团支委会日期: null }).org('团支部', 'L2', { 状态: '撤销' }),
  },
  fails: {
    'no 团支委会日期': given(decision({ 团支委会日期: null })).finds({
      ...missing('团支委会'),
      advice: '请填写团支委会日期；没有开过团支委会的，请补开后填写。',
      basis: '《关于完善学生党团班协同工作机制的指导意见（试行）》（校党学发〔2018〕17号）五（3）',
    }),
    'no 团员大会日期': given(decision({ 团员大会日期: null })).finds(missing('团员大会')),
    'a 人员推荐': given(decision({ 团员大会日期: null }, '人员推荐')).finds(missing('团员大会', '人员推荐')),
    'no meeting at all: judged always, two findings': given(decision(NEITHER)).finds(
      missing('团支委会'),
      missing('团员大会'),
    ),
    'no meeting that can be read: judged always': given(decision({ ...NEITHER, 团员大会日期: '九月' })).finds(
      missing('团支委会'),
    ),
    'the committee one day after the assembly': given(
      decision({ 团支委会日期: '2025-09-06', 团员大会日期: '2025-09-05' }),
    ).finds({
      ...reversed('2025-09-06', '2025-09-05'),
      advice: '请核对团支委会日期和团员大会日期，改正填错的一处。',
    }),
    'the latest meeting is on the first day of the audited year': given(
      decision({ ...NEITHER, 团支委会日期: '2025-09-01', 团员大会日期: '2025-08-31' }),
    ).finds(reversed('2025-09-01', '2025-08-31')),
    'the latest meeting is on the last day of the audited year': given(
      decision({ ...NEITHER, 团员大会日期: '2026-08-31' }),
    ).finds(missing('团支委会')),
    'decided by a class': given(decision({ 组织编号: 'C1', 团员大会日期: null })).finds({
      ...missing('团员大会'),
      message:
        '电信2201班的评奖评优“校级三好学生”（SX-01）没有填团员大会日期；应当先经团支委会通过，再由团员大会决定。',
    }),
  },
  notChecked: {
    'without 议事决策': aSchool().withoutTab('议事决策'),
    'without 事项类别': aSchool().withoutHeading('议事决策', '事项类别'),
  },
});
