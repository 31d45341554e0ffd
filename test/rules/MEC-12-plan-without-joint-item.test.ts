import rule from '../../shared/rules/mechanism/MEC-12-plan-without-joint-item.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const item = (day: string, cells = {}) =>
  aSchool(day).add('计划事项', { 组织编号: 'P1', 事项: '主题党日', 完成期限: '2026-05-20', ...cells });
const finding = {
  at: ['组织', 'P1', '组织编号'] as const,
  subject: ['P1', '2025-2026'],
  message: '电信2201党支部（P1） 2025-2026 学年的 1 项计划事项都没有写团支部或班级；党建和班团建设应当同规划。',
};

ruleTest(rule, {
  passes: {
    'no items': aSchool('2025-11-01'),
    'on the last day of 工作计划截止': item('2025-10-31'),
    'a 团支部 is named': item('2025-11-01', { 联合组织: 'L1' }),
    'a 班级 is named': item('2025-11-01', { 联合组织: 'C1' }),
    'in one of two items': item('2025-11-01').add('计划事项', {
      组织编号: 'P1',
      事项: '助学',
      完成期限: '2026-05-20',
      联合组织: 'C1',
    }),
    'an unreadable item may be one': item('2025-11-01', { 联合组织: 'L9' }),
    'a tab without 联合组织': item('2025-11-01').withoutHeading('计划事项', '联合组织'),
    'items of another year': item('2025-11-01', { 学年: '2024-2025' }),
    'items of a 团支部': item('2025-11-01', { 组织编号: 'L1' }),
    'another last day': item('2025-11-01').parameter('planDeadline', { month: 11, day: 1 }),
  },
  fails: {
    'the day after 工作计划截止': given(item('2025-11-01')).finds({
      ...finding,
      advice: '请在“计划事项”与团支部、班级一起做的那几项的“联合组织”中，填写团支部或班级的组织编号。',
    }),
    'only another 党支部 is named': given(
      aSchool('2025-11-01')
        .org('党支部', 'P2')
        .add('计划事项', { 组织编号: 'P1', 事项: '主题党日', 完成期限: '2026-05-20', 联合组织: 'P2' }),
    ).finds(finding),
  },
  notChecked: { 'without 计划事项': aSchool().withoutTab('计划事项') },
});
