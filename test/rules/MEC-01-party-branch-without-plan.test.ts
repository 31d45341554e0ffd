import rule from '../../shared/rules/mechanism/MEC-01-party-branch-without-plan.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** The first day after 工作计划截止, without the plan of P1. */
const late = aSchool('2025-11-01').drop('工作计划', 'P1');
const finding = {
  at: '组织!A2',
  subject: ['P1', '2025-2026'],
  message: '电信2201党支部（P1）没有 2025-2026 学年的工作计划；应当由书记制定，不晚于 2025-10-31 提交。',
} as const;

ruleTest(rule, {
  passes: {
    'a plan stands there': aSchool('2025-11-01'),
    'on the deadline there is still time': aSchool('2025-10-31').drop('工作计划', 'P1'),
    'a plan that came late is one': late.add('工作计划', { 组织编号: 'P1', 提交日期: '2025-11-01' }),
    'the plan stands in the workbook of another college': late.college('JX').add('工作计划', { 组织编号: 'P1' }),
    'founded the day after 1 September': late.set('组织', 2, { 成立日期: '2025-09-02' }),
    'an unreadable 成立日期 is not judged': late.set('组织', 2, { 成立日期: '去年' }),
    'the branch is 撤销': late.set('组织', 2, { 状态: '撤销' }),
    'an unreadable 状态 is not judged': late.set('组织', 2, { 状态: '停用' }),
    'a 团支部 is the matter of MEC-02, other kinds owe none': aSchool('2025-11-01')
      .drop('工作计划', 'L1')
      .org('党课学习小组', 'G1')
      .org('功能型党组织', 'F1'),
    'the deadline was moved': late.parameter('planDeadline', { month: 11, day: 1 }),
  },
  fails: {
    'the day after the deadline': given(late).finds({
      ...finding,
      advice: '请在“工作计划”中登记电信2201党支部（P1）的 2025-2026 学年工作计划；还没有的，请书记尽快制定。',
      basis: '《关于完善学生党团班协同工作机制的指导意见（试行）》（校党学发〔2018〕17号）四（2）',
    }),
    'founded on 1 September': given(late.set('组织', 2, { 成立日期: '2025-09-01' })).finds(finding),
    'only a plan of another year': given(late.add('工作计划', { 组织编号: 'P1', 学年: '2024-2025' })).finds(finding),
    'a plan without a readable 学年 is none of the year': given(
      late.add('工作计划', { 组织编号: 'P1', 学年: '本学年' }),
    ).finds(finding),
    'the deadline was moved to the day before': given(
      aSchool('2025-10-31').drop('工作计划', 'P1').parameter('planDeadline', { month: 10, day: 30 }),
    ).finds({ ...finding, message: finding.message.replace('10-31', '10-30') }),
  },
  notChecked: {
    'without 工作计划': aSchool('2025-11-01').withoutTab('工作计划'),
    'without the heading 学年': late.withoutHeading('工作计划', '学年'),
  },
});
