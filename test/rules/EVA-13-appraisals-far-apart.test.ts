import rule from '../../shared/rules/evaluation/EVA-13-appraisals-far-apart.ts';
import { aSchool, type TestSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const graded = (school: TestSchool, kind: string | null, grade: string | null, cells: Typed = {}) =>
  school.add('承诺考评', { 姓名: '周八', 身份: '学生', 评议类型: kind, 评议等次: grade, ...cells });
/** 周八 has 述职考评 合格 in the faultless school from June on; in October there is nothing of him. */
const two = (first: string | null, second: string | null, cells: Typed = {}) =>
  graded(graded(aSchool(), '学生评测', first), '团员教育评议', second, { 身份: '班团委员', ...cells });
const finding = (first: string, second: string) => ({
  at: ['承诺考评', ['周八', '团员教育评议'], '评议等次'] as const,
  subject: ['41922006', '2025-2026'],
  message: `周八（41922006） 2025-2026 学年学生评测为“${first}”，团员教育评议为“${second}”，相差两档以上；各项评议应当相互衔接。`,
});

ruleTest(rule, {
  passes: {
    'one step apart': two('优秀', '合格'),
    'one step apart, further down': two('基本合格', '不合格'),
    'the same grade': two('优秀', '优秀'),
    'one of one kind only': graded(graded(aSchool(), '学生评测', '优秀'), '学生评测', '不合格', { 身份: '班团委员' }),
    'of two years': two('优秀', '不合格', { 学年: '2024-2025' }),
    'of two people': two('优秀', '不合格', { 姓名: '赵六' }),
    'a grade is blank': two('基本合格', null),
    'the other grade is blank': two(null, '不合格'),
    'a grade cannot be read': two('优秀', '很差'),
    'a 评议类型 cannot be read': graded(graded(aSchool(), '学生评测', '优秀'), '评议', '不合格'),
    'the first 评议类型 cannot be read': graded(graded(aSchool(), '评议', '优秀'), '学生评测', '不合格'),
    '学年 cannot be read': graded(graded(aSchool(), '学生评测', '优秀', { 学年: '今年' }), '团员教育评议', '不合格', {
      学年: '今年',
      身份: '班团委员',
    }),
    'nobody in 花名册': graded(graded(aSchool(), '学生评测', '优秀', { 学号: '41920000' }), '团员教育评议', '不合格', {
      学号: '41920000',
      身份: '班团委员',
    }),
    'no 评议类型': graded(graded(aSchool(), '学生评测', '优秀'), null, '不合格', { 身份: '班团委员' }),
  },
  fails: {
    'two steps apart': given(two('优秀', '基本合格')).finds({
      ...finding('优秀', '基本合格'),
      advice: '请核对两项评议的等次，填错的改正；确实如此的，请在“践诺情况”写明原因。',
    }),
    'two steps, the lower first': given(two('不合格', '合格')).finds(finding('不合格', '合格')),
    'the best after the worst': given(two('不合格', '优秀')).finds(finding('不合格', '优秀')),
    'three steps': given(two('优秀', '不合格')).finds(finding('优秀', '不合格')),
    'one finding of three grades, at the first row that differs': given(
      graded(two('优秀', '基本合格'), '述职考评', '不合格', { 身份: '入党积极分子' }),
    ).finds(finding('优秀', '基本合格')),
    'of another year': given(
      graded(graded(aSchool(), '学生评测', '优秀', { 学年: '2024-2025' }), '团员教育评议', '不合格', {
        学年: '2024-2025',
        身份: '班团委员',
      }),
    ).finds({
      ...finding('优秀', '不合格'),
      subject: ['41922006', '2024-2025'],
      message: finding('优秀', '不合格').message.replace('2025-2026', '2024-2025'),
    }),
  },
  notChecked: { 'without 承诺考评': aSchool().withoutTab('承诺考评') },
});
