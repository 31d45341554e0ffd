import rule from '../../shared/rules/evaluation/EVA-06-class-not-fully-assessed.ts';
import { aSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** C1 has its seven, who have grades, and 郑十, who has none. */
const school = (asOf = '2026-07-01', cells: Typed = {}) => aSchool(asOf).student('郑十', cells);
const graded = (cells: Typed) => school().add('承诺考评', { 姓名: '郑十', ...cells });
const finding = {
  at: ['组织', '电信2201班', '组织编号'] as const,
  subject: ['C1', '2025-2026'],
  message:
    '电信2201班（C1）有学生 8 人，2025-2026 学年有评议等次的 7 人，评测覆盖率 87.5%，缺 1 人：郑十（41922008）；应当不晚于 2026-06-30 全部完成评测。',
};

ruleTest(rule, {
  passes: {
    'on 评议截止 itself': school('2026-06-30'),
    'a 等次 of 学生评测': graded({ 评议类型: '学生评测', 评议等次: '合格' }),
    'a 等次 of any other kind': graded({ 评议类型: '团员教育评议', 评议等次: '基本合格' }),
    'a 等次 of no kind': graded({ 评议等次: '合格' }),
    'a 评议等次 that cannot be read counts as given': graded({ 评议类型: '学生评测', 评议等次: '良' }),
    'no longer 在读': school('2026-07-01', { 状态: '休学' }),
    'a student whose 状态 cannot be read': school('2026-07-01', { 状态: '出国' }),
    'a student whose 班级 cannot be read': school('2026-07-01', { 班级: 'C404' }),
    'a class without students': aSchool('2026-07-01').org('班级', 'C2'),
    'a class that is 撤销': aSchool('2026-07-01').org('班级', 'C2', { 状态: '撤销' }).student('郑十', { 班级: 'C2' }),
  },
  fails: {
    'one student of eight has no 等次': given(school()).finds({
      ...finding,
      advice: '请在“承诺考评”中为缺少的学生填写 2025-2026 学年的评议类型和评议等次。',
      details: {
        organization: '电信2201班（C1）',
        year: '2025-2026',
        deadline: '2026-06-30',
        students: 8,
        assessed: 7,
        rate: '87.5%',
        missing: ['41922008'],
        people: ['郑十（41922008）'],
      },
    }),
    'a row with a blank 等次': given(graded({ 评议类型: '学生评测', 评议日期: '2026-06-15' })).finds(finding),
    'a 等次 of the year before': given(graded({ 评议等次: '合格', 学年: '2024-2025' })).finds(finding),
    'nobody has one: the class says it all': given(
      aSchool('2026-07-01').org('班级', 'C2').student('郑十', { 班级: 'C2' }).student('冯一', { 班级: 'C2' }),
    ).finds({
      at: ['组织', 'C2', '组织编号'],
      subject: ['C2', '2025-2026'],
      message:
        'C2班级（C2）有学生 2 人，2025-2026 学年都没有评议等次，评测覆盖率 0%；应当不晚于 2026-06-30 全部完成评测。',
      details: {
        organization: 'C2班级（C2）',
        year: '2025-2026',
        deadline: '2026-06-30',
        students: 2,
        assessed: 0,
        rate: '0%',
        missing: ['41922008', '41922009'],
        people: ['郑十（41922008）', '冯一（41922009）'],
      },
    }),
    'a student of another college in the class': given(
      aSchool('2026-07-01').college('JX').student('郑十', { 班级: 'C1' }).college('JSJ'),
    ).finds({
      ...finding,
      message:
        '电信2201班（C1）有学生 8 人，2025-2026 学年有评议等次的 7 人，评测覆盖率 87.5%，缺 1 人：郑十（JX-41922015）；应当不晚于 2026-06-30 全部完成评测。',
    }),
  },
  notChecked: {
    'without 承诺考评': school().withoutTab('承诺考评'),
    'without 班级': school().withoutHeading('花名册', '班级'),
  },
});
