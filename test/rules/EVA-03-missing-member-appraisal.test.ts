import rule from '../../shared/rules/evaluation/EVA-03-missing-member-appraisal.ts';
import { aSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const school = (asOf = '2026-07-01') => aSchool(asOf).student('郑十', { 政治面貌: '预备党员' });
const graded = (cells: Typed) => school().add('承诺考评', { 姓名: '郑十', 身份: '预备党员', ...cells });
const finding = {
  at: ['花名册', '郑十', '学号'] as const,
  subject: ['41922008', '2025-2026'],
  message: '郑十（41922008）是预备党员，2025-2026 学年没有民主评议等次；应当不晚于 2026-06-30 完成民主评议。',
};

ruleTest(rule, {
  passes: {
    'on 评议截止 itself': school('2026-06-30'),
    'with a 等次 of 民主评议': graded({ 评议类型: '民主评议', 评议等次: '不合格' }),
    'under another 身份': graded({ 评议类型: '民主评议', 评议等次: '合格', 身份: '学生' }),
    'a 评议等次 that cannot be read counts as given': graded({ 评议类型: '民主评议', 评议等次: '良' }),
    'a 评议类型 that cannot be read counts as given': graded({ 评议类型: '民评', 评议等次: '合格' }),
    'admitted after 评议截止': school().record('郑十', '接收', { 接收预备党员日期: '2026-07-01' }),
  },
  fails: {
    'the day after 评议截止, without a row: it is typed below the last one': given(school()).finds({
      ...finding,
      remedy: '承诺考评!B12',
      advice: '请在“承诺考评”中为郑十（41922008）填写 2025-2026 学年的民主评议等次。',
    }),
    'a row of 民主评议 with a blank 等次: it is typed there': given(
      graded({ 评议类型: '民主评议', 评议日期: '2026-06-15' }),
    ).finds({ ...finding, remedy: '承诺考评!J12' }),
    'a 等次 of another kind': given(graded({ 评议类型: '学生评测', 评议等次: '合格' })).finds(finding),
    'a 等次 of no kind': given(graded({ 评议等次: '合格' })).finds(finding),
    'a 等次 of the year before': given(graded({ 评议类型: '民主评议', 评议等次: '合格', 学年: '2024-2025' })).finds(
      finding,
    ),
  },
});
