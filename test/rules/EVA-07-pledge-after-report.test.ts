import rule from '../../shared/rules/evaluation/EVA-07-pledge-after-report.ts';
import { aSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const row = (pledgedOn: Typed[string], reportedOn: Typed[string], cells: Typed = {}) =>
  aSchool().add('承诺考评', { 姓名: '周八', 身份: '学生', 承诺日期: pledgedOn, 述诺日期: reportedOn, ...cells });
const message = '周八（41922006） 2025-2026 学年的承诺日期“2025-10-11”晚于述诺日期“2025-10-10”；应当先承诺、后述诺。';

ruleTest(rule, {
  passes: {
    'the day before the report': row('2025-10-09', '2025-10-10'),
    'on one day': row('2025-10-10', '2025-10-10'),
    'no 述诺日期 yet': row('2025-10-11', null),
    'no 承诺日期': row(null, '2025-10-10'),
    'a 承诺日期 that cannot be read': row('十月', '2025-10-10'),
    'a 述诺日期 that cannot be read': row('2025-10-11', '十月'),
    'two rows are not compared': row('2025-10-11', null).add('承诺考评', {
      姓名: '周八',
      身份: '班团委员',
      述诺日期: '2025-10-10',
    }),
    'an unknown 学号': row('2025-10-11', '2025-10-10', { 学号: '404' }),
    'a student who is not 在读': row('2025-10-11', '2025-10-10').set('花名册', '周八', { 状态: '退学' }),
  },
  fails: {
    'the day after the report': given(row('2025-10-11', '2025-10-10')).finds({
      at: ['承诺考评', '周八', '承诺日期'],
      subject: ['41922006', '2025-2026', '学生'],
      message,
      advice: '请核对承诺日期和述诺日期，改正填错的一处。',
    }),
    'a row of another year too': given(row('2024-10-11', '2024-10-10', { 学年: '2024-2025' })).finds({
      at: ['承诺考评', '周八', '承诺日期'],
      subject: ['41922006', '2024-2025', '学生'],
      message: '周八（41922006） 2024-2025 学年的承诺日期“2024-10-11”晚于述诺日期“2024-10-10”；应当先承诺、后述诺。',
    }),
    'two 身份 are two findings': given(
      row('2025-10-11', '2025-10-10').add('承诺考评', {
        姓名: '周八',
        身份: '班团委员',
        承诺日期: '2025-10-11',
        述诺日期: '2025-10-10',
      }),
    ).finds(
      { at: ['承诺考评', ['周八', '学生'], '承诺日期'], subject: ['41922006', '2025-2026', '学生'], message },
      { at: ['承诺考评', ['周八', '班团委员'], '承诺日期'], subject: ['41922006', '2025-2026', '班团委员'], message },
    ),
    'two rows of one 身份: the first': given(
      row('2025-10-11', '2025-10-10', { 评议类型: '学生评测' }).add('承诺考评', {
        姓名: '周八',
        身份: '学生',
        承诺日期: '2025-10-12',
        述诺日期: '2025-10-10',
      }),
    ).finds({
      at: ['承诺考评', ['周八', '学生评测'], '承诺日期'],
      subject: ['41922006', '2025-2026', '学生'],
      message,
    }),
  },
});
