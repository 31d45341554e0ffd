import rule from '../../shared/rules/evaluation/EVA-08-too-many-excellent.ts';
import { aSchool, type TestSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** P2 with members, and grades of 民主评议: so many 优秀, so many 合格. */
const branch = (excellent: number, good: number, cells: Typed = {}) =>
  graded(
    many(aSchool().org('党支部', 'P2'), excellent + good, { 政治面貌: '正式党员', 党支部: 'P2' }),
    excellent,
    good,
    '民主评议',
    cells,
  );
/** L2 covers C2 with its students, and grades of 团员教育评议. */
const league = (excellent: number, good: number, cells: Typed = {}, student: Typed = {}) =>
  graded(
    many(
      aSchool()
        .org('班级', 'C2')
        .org('团支部', 'L2', { 所辖班级: 'C2', ...cells }),
      excellent + good,
      { 班级: 'C2', ...student },
    ),
    excellent,
    good,
    '团员教育评议',
  );

function many(school: TestSchool, count: number, cells: Typed): TestSchool {
  return Array.from({ length: count }, (_, i) => `甲${i + 1}`).reduce(
    (next, name) => next.student(name, cells),
    school,
  );
}

function graded(school: TestSchool, excellent: number, good: number, kind: string, cells: Typed = {}): TestSchool {
  return Array.from({ length: excellent + good }, (_, i) => i).reduce(
    (next, i) =>
      next.add('承诺考评', { 姓名: `甲${i + 1}`, 评议类型: kind, 评议等次: i < excellent ? '优秀' : '合格', ...cells }),
    school,
  );
}

const finding = (assessed: number, allowed: number, people: string) => ({
  at: ['组织', 'P2', '组织编号'] as const,
  subject: ['P2', '2025-2026'],
  message: `P2党支部（P2） 2025-2026 学年民主评议参评 ${assessed} 人，其中优秀 2 人：${people}；应当不超过参评人数的 1/3，即 ${allowed} 人。`,
});
const two = '甲1（41922008）、甲2（41922009）';

ruleTest(rule, {
  passes: {
    'one third 优秀': branch(2, 4),
    'nobody is assessed': branch(0, 0),
    '优秀 of the year before': branch(2, 3, { 学年: '2024-2025' }),
    '优秀 of another kind': branch(2, 3, { 评议类型: '学生评测' }),
    'a higher limit of the school': branch(2, 3).parameter('memberExcellentShare', { numerator: 2, denominator: 5 }),
    'a 评议等次 that cannot be read is assessed, not 优秀': branch(2, 3)
      .add('承诺考评', {
        姓名: '甲5',
        身份: '预备党员',
        评议类型: '民主评议',
        评议等次: '优',
      })
      .student('甲6', { 政治面貌: '正式党员', 党支部: 'P2' })
      .add('承诺考评', {
        姓名: '甲6',
        评议类型: '民主评议',
        评议等次: '优',
      }),
    'not a member of the branch': branch(2, 4)
      .student('乙', { 党支部: 'P2', 政治面貌: '入党积极分子' })
      .add('承诺考评', { 姓名: '乙', 评议类型: '民主评议', 评议等次: '优秀' }),
    'a member who is no longer 在读': branch(2, 4)
      .set('花名册', '甲6', { 状态: '毕业' })
      .set('花名册', '甲1', { 状态: '毕业' }),
    'the second row of a member does not count': branch(2, 4).add('承诺考评', {
      姓名: '甲6',
      身份: '正式党员',
      评议类型: '民主评议',
      评议等次: '优秀',
    }),
    'three of ten League members, 30 %': league(3, 7),
    'a 党员 is no League member': league(1, 2, {}, { 政治面貌: '正式党员' }),
    'a 团支部 that covers nobody': league(1, 0, { 所辖班级: null }),
    'a branch that is 撤销': branch(2, 3).set('组织', 'P2', { 状态: '撤销' }),
    'a 党课学习小组': branch(2, 3).set('组织', 'P2', { 组织类型: '党课学习小组' }),
  },
  fails: {
    'more than one third of a 党支部': given(branch(2, 3)).finds({
      ...finding(5, 1, two),
      advice: '请核对“承诺考评”中的评议等次，填错的改正；确实超过的，请重新评定，至少减少 1 个“优秀”。',
      basis: '《中国共产党支部工作条例（试行）》；《中国共产主义青年团支部工作条例（试行）》',
    }),
    'a member without a 等次 is not assessed': given(
      branch(2, 3)
        .student('甲6', { 政治面貌: '正式党员', 党支部: 'P2' })
        .add('承诺考评', { 姓名: '甲6', 评议类型: '民主评议' }),
    ).finds(finding(5, 1, two)),
    'the first row of a member counts': given(
      branch(2, 3).add('承诺考评', { 姓名: '甲1', 身份: '预备党员', 评议类型: '民主评议', 评议等次: '合格' }),
    ).finds(finding(5, 1, two)),
    'four of thirteen League members': given(league(4, 9)).finds({
      at: ['组织', 'L2', '组织编号'],
      subject: ['L2', '2025-2026'],
      message:
        'L2团支部（L2） 2025-2026 学年团员教育评议参评 13 人，其中优秀 4 人：甲1（41922008）、甲2（41922009）、甲3（41922010）、甲4（41922011）；应当不超过参评人数的 30%，即 3 人。',
    }),
    'an 入党积极分子 is a League member': given(league(1, 0, {}, { 政治面貌: '入党积极分子' })).finds({
      at: ['组织', 'L2', '组织编号'],
      subject: ['L2', '2025-2026'],
      message:
        'L2团支部（L2） 2025-2026 学年团员教育评议参评 1 人，其中优秀 1 人：甲1（41922008）；应当不超过参评人数的 30%，即 0 人。',
    }),
  },
  notChecked: { 'without 承诺考评': branch(2, 3).withoutTab('承诺考评') },
});
