import rule from '../../shared/rules/mechanism/MEC-02-league-branch-without-plan.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** The first day after 工作计划截止, without the plan of L1. */
const late = aSchool('2025-11-01').drop('工作计划', 'L1');
const finding = {
  at: '组织!A3',
  subject: ['L1', '2025-2026'],
  message: '电信2201团支部（L1）没有 2025-2026 学年的工作计划；应当由团支部书记制定，不晚于 2025-10-31 提交。',
} as const;

ruleTest(rule, {
  passes: {
    'a plan stands there': aSchool('2025-11-01'),
    'on the deadline there is still time': aSchool('2025-10-31').drop('工作计划', 'L1'),
    'founded the day after 1 September': late.set('组织', 3, { 成立日期: '2025-09-02' }),
    'a 党支部 is the matter of MEC-01, a 班级 and a functional organization owe none': aSchool('2025-11-01')
      .drop('工作计划', 'P1')
      .org('功能型团组织', 'F1'),
  },
  fails: {
    'the day after the deadline': given(late).finds({
      ...finding,
      advice: '请在“工作计划”中登记电信2201团支部（L1）的 2025-2026 学年工作计划；还没有的，请团支部书记尽快制定。',
    }),
    'a plan of the class is none of its 团支部': given(late.add('工作计划', { 组织编号: 'C1' })).finds(finding),
  },
  notChecked: { 'without 工作计划': aSchool('2025-11-01').withoutTab('工作计划') },
});
