import rule from '../../shared/rules/education/EDU-05-recommendation-without-decision.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** 周八 was recommended on 2025-09-05; 团员大会日期 of a decision is that day unless another is given. */
const recommended = (on = '2025-09-05') =>
  aSchool().record('周八', '积极分子', { 推优日期: on, 确定积极分子日期: '2025-10-10' });
const finding = {
  at: ['发展台账', '周八', '推优日期'],
  subject: ['41922006'],
  message:
    '周八（41922006）推优日期为“2025-09-05”，而“议事决策”中没有团员大会日期为这一天、涉及周八（41922006）的推优入党事项；推优应当由团员大会表决并登记。',
} as const;

ruleTest(rule, {
  passes: {
    'a decision names the student with that day': recommended().decision('推优入党', ['孙七', '周八']),
    'one of several decisions does': recommended()
      .decision('推优入党', ['周八'], { 团员大会日期: '2025-09-08' })
      .decision('推优入党', ['周八']),
    'a decision of another college does': recommended()
      .college('JX')
      .decision('推优入党', [], { 涉及学号: '41922006' }),
    'recommended before the audited year': recommended('2025-08-31'),
    'recommended after the audited year': recommended('2026-09-01'),
    'not recommended': aSchool().record('周八', '积极分子', { 推荐方式: '党员推荐', 推优日期: null }),
    'an unreadable 推优日期 is not judged': recommended().set('发展台账', '周八', { 推优日期: '九月' }),
    'an unreadable item in 涉及学号 may be the student': recommended().decision('推优入党', ['孙七'], {
      涉及学号: '41922005、4192206',
    }),
    'an unreadable 团员大会日期 may be that day': recommended().decision('推优入党', ['周八'], {
      团员大会日期: '九月',
    }),
    'an unreadable 事项类别 may be 推优入党': recommended().decision('推优', ['周八']),
    'the student is not 在读': recommended().set('花名册', '周八', { 状态: '休学' }),
  },
  fails: {
    'no decision': given(recommended()).finds({
      ...finding,
      advice:
        '请在“议事决策”登记 2025-09-05 的推优入党事项，并在“涉及学号”中写上周八（41922006）；日期填错的，请改正。',
      basis: '《关于完善学生党团班协同工作机制的指导意见（试行）》（校党学发〔2018〕17号）四（3）',
    }),
    'the decision names somebody else': given(recommended().decision('推优入党', ['孙七'])).finds(finding),
    'the decision is of the day before': given(
      recommended().decision('推优入党', ['周八'], { 团员大会日期: '2025-09-04' }),
    ).finds(finding),
    'the decision has no 团员大会日期': given(
      recommended().decision('推优入党', ['周八'], { 团员大会日期: null }),
    ).finds(finding),
    'the decision is of another category': given(recommended().decision('人员推荐', ['周八'])).finds(finding),
    'the decision of a 撤销 团支部': given(
      recommended().org('团支部', 'L2', { 状态: '撤销' }).decision('推优入党', ['周八'], { 组织编号: 'L2' }),
    ).finds(finding),
    'an unreadable item in a decision of another day': given(
      recommended().decision('推优入党', ['孙七'], { 涉及学号: '41922005、4192206', 团员大会日期: '2025-09-04' }),
    ).finds(finding),
    'on the first day of the audited year': given(recommended('2025-09-01')).finds({
      ...finding,
      message: finding.message.replace('2025-09-05', '2025-09-01'),
    }),
    'on the last day of the audited year': given(recommended('2026-08-31')).finds({
      ...finding,
      message: finding.message.replace('2025-09-05', '2026-08-31'),
    }),
  },
  notChecked: {
    'without 议事决策': recommended().withoutTab('议事决策'),
    'without 发展台账': aSchool().withoutTab('发展台账'),
  },
});
