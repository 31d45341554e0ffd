import rule from '../../shared/rules/evaluation/EVA-14-report-without-fulfilment.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const pledge = (cells = {}, day = '2026-06-20') =>
  aSchool(day).set('承诺考评', ['张三', '正式党员'], { 践诺情况: null, ...cells });
const finding = {
  at: ['承诺考评', ['张三', '正式党员'], '践诺情况'] as const,
  subject: ['41922001', '2025-2026', '正式党员'],
  message:
    '张三（41922001）是正式党员，2025-2026 学年述诺日期为“2026-06-10”，践诺情况没有填；述诺应当写明承诺的落实情况。',
};

ruleTest(rule, {
  passes: {
    'both are there': aSchool('2026-07-15'),
    'no 述诺日期 yet': pledge({ 述诺日期: null }),
    'a tab without the column': pledge().withoutHeading('承诺考评', '践诺情况'),
    'an error cell is not blank': pledge({ 践诺情况: { error: '#N/A' } }),
    'a row of another year': pledge({ 学年: '2024-2025' }),
    '身份 cannot be read': pledge({ 身份: '老师' }),
    'nobody in 花名册': pledge({ 学号: '41920000' }),
  },
  fails: {
    '述诺日期 without 践诺情况': given(pledge()).finds({
      ...finding,
      advice: '请在“践诺情况”写一句承诺的落实情况；述诺日期填错的，请改正。',
    }),
    'a 述诺日期 that cannot be read is given': given(pledge({ 述诺日期: '上周' })).finds({
      ...finding,
      message: '张三（41922001）是正式党员，2025-2026 学年已经述诺，践诺情况没有填；述诺应当写明承诺的落实情况。',
    }),
  },
  notChecked: { 'without 承诺考评': aSchool().withoutTab('承诺考评') },
});
