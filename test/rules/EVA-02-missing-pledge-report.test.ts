import rule from '../../shared/rules/evaluation/EVA-02-missing-pledge-report.ts';
import { aSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const school = (asOf = '2026-07-01') => aSchool(asOf).student('郑十', { 政治面貌: '预备党员' });
const reported = (cells: Typed) => school().add('承诺考评', { 姓名: '郑十', 身份: '预备党员', ...cells });
const finding = {
  at: ['花名册', '郑十', '学号'] as const,
  subject: ['41922008', '2025-2026'],
  message: '郑十（41922008）是预备党员，2025-2026 学年没有述诺日期；应当不晚于 2026-06-30 完成述诺。',
};

ruleTest(rule, {
  passes: {
    'on 述诺截止 itself': school('2026-06-30'),
    'with a 述诺日期': reported({ 述诺日期: '2026-06-10' }),
    'with a 述诺日期 under another 身份': reported({ 述诺日期: '2026-06-10', 身份: '班团委员' }),
    'a 述诺日期 that cannot be read counts as given': reported({ 述诺日期: '六月' }),
    'admitted the day after 述诺截止': school().record('郑十', '接收', { 接收预备党员日期: '2026-07-01' }),
    'an 入党积极分子': aSchool('2026-07-01').student('郑十', { 政治面貌: '入党积极分子' }),
    'left on 考核基准日': aSchool('2026-07-01').student('郑十', {
      政治面貌: '预备党员',
      状态: '毕业',
      离校日期: '2026-06-30',
    }),
  },
  fails: {
    'the day after 述诺截止, without a row': given(school()).finds({
      ...finding,
      advice: '请在“承诺考评”中为郑十（41922008）填写 2025-2026 学年的述诺日期。',
    }),
    'pledged, but did not report': given(reported({ 承诺日期: '2025-10-20' })).finds(finding),
    'admitted after 承诺截止, by 述诺截止': given(
      school().record('郑十', '接收', { 接收预备党员日期: '2026-06-30' }),
    ).finds(finding),
    'left the day after 考核基准日, still counted': given(
      aSchool('2026-07-01').student('郑十', { 政治面貌: '预备党员', 状态: '毕业', 离校日期: '2026-07-01' }),
    ).finds(finding),
  },
});
