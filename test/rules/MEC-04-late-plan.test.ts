import rule from '../../shared/rules/mechanism/MEC-04-late-plan.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const school = aSchool('2025-11-15');
const finding = {
  at: '工作计划!D2',
  subject: ['P1', '2025-2026'],
  message: '电信2201党支部（P1）的 2025-2026 学年工作计划提交日期为“2025-11-01”；应当不晚于 2025-10-31 提交。',
} as const;

ruleTest(rule, {
  passes: {
    'on the deadline': school.set('工作计划', 'P1', { 提交日期: '2025-10-31' }),
    'the plan of another year': school.set('工作计划', 'P1', { 提交日期: '2025-11-01', 学年: '2024-2025' }),
    'a date that has not come is not judged': school.set('工作计划', 'P1', { 提交日期: '2025-11-16' }),
    'an unreadable date is not judged': school.set('工作计划', 'P1', { 提交日期: '十一月' }),
    'a blank date is not judged': school.set('工作计划', 'P1', { 提交日期: null }),
    'an unreadable 学年 is not judged': school.set('工作计划', 'P1', { 提交日期: '2025-11-01', 学年: '本学年' }),
    'an unknown 组织编号 is not judged': school.set('工作计划', 'P1', { 提交日期: '2025-11-01', 组织编号: 'P9' }),
    'the deadline was moved': school
      .set('工作计划', 'P1', { 提交日期: '2025-11-01' })
      .parameter('planDeadline', { month: 11, day: 1 }),
  },
  fails: {
    'the day after the deadline': given(school.set('工作计划', 'P1', { 提交日期: '2025-11-01' })).finds({
      ...finding,
      advice: '请核对提交日期，填错的改正；确属逾期的，请在下一学年按时提交。',
    }),
    'on the as-of day': given(school.set('工作计划', 'P1', { 提交日期: '2025-11-15' })).finds({
      ...finding,
      message: finding.message.replace('2025-11-01', '2025-11-15'),
    }),
    'a functional organization': given(
      school.org('功能型党组织', 'F1').add('工作计划', { 组织编号: 'F1', 提交日期: '2025-11-01' }),
    ).finds({
      at: '工作计划!D4',
      subject: ['F1', '2025-2026'],
      message: 'F1功能型党组织（F1）的 2025-2026 学年工作计划提交日期为“2025-11-01”；应当不晚于 2025-10-31 提交。',
    }),
    'a deadline after New Year lies in the second calendar year': given(
      aSchool('2026-03-15')
        .set('工作计划', 'P1', { 提交日期: '2026-03-02' })
        .parameter('planDeadline', { month: 3, day: 1 }),
    ).finds({
      ...finding,
      message: '电信2201党支部（P1）的 2025-2026 学年工作计划提交日期为“2026-03-02”；应当不晚于 2026-03-01 提交。',
    }),
  },
  notChecked: { 'without the heading 提交日期': school.withoutHeading('工作计划', '提交日期') },
});
