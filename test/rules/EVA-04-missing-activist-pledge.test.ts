import rule from '../../shared/rules/evaluation/EVA-04-missing-activist-pledge.ts';
import { aSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** 郑十 is an 入党积极分子 without any row of 承诺考评 and without a record. */
const school = (asOf = '2025-12-01', status = '入党积极分子') => aSchool(asOf).student('郑十', { 政治面貌: status });
const pledged = (cells: Typed, asOf?: string) =>
  school(asOf).add('承诺考评', { 姓名: '郑十', 身份: '入党积极分子', ...cells });
const at = ['花名册', '郑十', '学号'] as const;
const pledge = {
  at,
  subject: ['41922008', '2025-2026', '承诺'],
  message: '郑十（41922008）是入党积极分子，2025-2026 学年没有承诺日期；应当不晚于 2025-11-30 承诺。',
};
const report = {
  at,
  subject: ['41922008', '2025-2026', '述诺'],
  message: '郑十（41922008）是入党积极分子，2025-2026 学年没有述诺日期；应当不晚于 2026-06-30 述诺。',
};
const record = (on: Typed[string], asOf = '2025-12-01') =>
  school(asOf).record('郑十', '积极分子', { 确定积极分子日期: on });

ruleTest(rule, {
  passes: {
    'on 承诺截止 itself': school('2025-11-30'),
    'pledged; 述诺 is not due': pledged({ 承诺日期: '2025-10-20' }),
    'on 述诺截止 itself': pledged({ 承诺日期: '2025-10-20' }, '2026-06-30'),
    'pledged and reported, in two rows': pledged({ 承诺日期: '2025-10-20' }, '2026-07-01').add('承诺考评', {
      姓名: '郑十',
      述诺日期: '2026-06-10',
    }),
    'dates that cannot be read count as given': pledged({ 承诺日期: '十月', 述诺日期: '六月' }, '2026-07-01'),
    'a 共青团员': school('2025-12-01', '共青团员'),
    'a 预备党员': school('2025-12-01', '预备党员'),
    'an 入党积极分子 only since the day after 承诺截止': record('2025-12-01'),
    'a record with a blank 确定积极分子日期': record(null),
    'a record with a 确定积极分子日期 that cannot be read': record('2025年13月'),
  },
  fails: {
    'the day after 承诺截止': given(school()).finds({
      ...pledge,
      advice: '请在“承诺考评”中为郑十（41922008）填写 2025-2026 学年的承诺日期。',
    }),
    'the day after 述诺截止: two findings': given(school('2026-07-01')).finds(pledge, report),
    'a 发展对象 too': given(school('2025-12-01', '发展对象')).finds({
      ...pledge,
      message: '郑十（41922008）是发展对象，2025-2026 学年没有承诺日期；应当不晚于 2025-11-30 承诺。',
    }),
    'pledged, but did not report': given(pledged({ 承诺日期: '2025-10-20' }, '2026-07-01')).finds(report),
    'an 入党积极分子 since 承诺截止 itself': given(record('2025-11-30')).finds(pledge),
    'an 入党积极分子 between the deadlines owes only the report': given(record('2025-12-01', '2026-07-01')).finds(
      report,
    ),
  },
});
