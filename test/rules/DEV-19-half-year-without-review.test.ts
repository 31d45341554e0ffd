import rule from '../../shared/rules/development/DEV-19-half-year-without-review.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** 吴九 became 入党积极分子 on 2025-03-31: half-years end on 2025-09-30, 2026-03-31, 2026-09-30. */
const activist = (day: string, cells = {}) =>
  aSchool(day).set('发展台账', '吴九', { 确定积极分子日期: '2025-03-31', 考察日期: null, ...cells });
const finding = (from: string, to: string, ordinal: string) => ({
  at: ['发展台账', '吴九', '考察日期'] as const,
  subject: ['41922007', ordinal],
  message: `吴九（41922007）从 ${from} 到 ${to}（确定积极分子后的第 ${ordinal} 个半年）没有考察日期；党支部应当每半年考察一次。`,
});
const first = finding('2025-03-31', '2025-09-29', '1');
const second = finding('2025-09-30', '2026-03-30', '2');

ruleTest(rule, {
  passes: {
    'the last day of the half-year': activist('2025-09-29'),
    'on its first day': activist('2025-09-30', { 考察日期: '2025-03-31' }),
    'on its last day': activist('2025-09-30', { 考察日期: '2025-09-29' }),
    'one of several dates': activist('2026-03-31', { 考察日期: '2025.9.1、2025年12月20日' }),
    'a tab without the column': activist('2026-07-15').withoutHeading('发展台账', '考察日期'),
    'a date that cannot be read': activist('2026-07-15', { 考察日期: '2025-09-01、去年' }),
    'became 发展对象 before the half-year ended': activist('2025-10-15', { 确定发展对象日期: '2025-09-29' }),
    '培养 ended before the half-year': activist('2025-10-15', { 培养终止日期: '2025-09-29' }),
    '确定发展对象日期 cannot be read': activist('2025-10-15', { 确定发展对象日期: '去年' }),
    '培养终止日期 cannot be read': activist('2025-10-15', { 培养终止日期: '去年' }),
    '确定积极分子日期 cannot be read': activist('2025-10-15', { 确定积极分子日期: '去年' }),
    'no 确定积极分子日期': activist('2025-10-15', { 确定积极分子日期: null }),
    'a half-year that ended in another year': activist('2025-10-15', { 确定积极分子日期: '2025-02-28' }),
    'somebody who is no more 在读': activist('2025-10-15').set('花名册', '吴九', { 状态: '退学' }),
  },
  fails: {
    'the day after the half-year': given(activist('2025-09-30')).finds({
      ...first,
      advice: '请在“考察日期”补填这半年考察的日期，几次用顿号分隔；确实没有考察的，请尽快考察并填写。',
      basis: '《中国共产党发展党员工作细则》（2014年）',
    }),
    'the day before its first day': given(activist('2025-09-30', { 考察日期: '2025-03-30' })).finds(first),
    'the day after its last day belongs to the next': given(activist('2026-03-31', { 考察日期: '2025-09-30' })).finds(
      first,
    ),
    'two half-years': given(activist('2026-03-31')).finds(first, second),
    'became 发展对象 as the half-year ended': given(activist('2025-10-15', { 确定发展对象日期: '2025-09-30' })).finds(
      first,
    ),
    'ended on the first day of the year': given(activist('2025-10-15', { 确定积极分子日期: '2025-03-01' })).finds(
      finding('2025-03-01', '2025-08-31', '1'),
    ),
    'by the edition of 2026': given(activist('2026-06-01', { 确定积极分子日期: '2025-11-15' })).finds({
      ...finding('2025-11-15', '2026-05-14', '1'),
      basis: '《中国共产党发展党员工作细则》（2026年修订）第十一条',
    }),
  },
  notChecked: { 'without 发展台账': aSchool().withoutTab('发展台账') },
});
