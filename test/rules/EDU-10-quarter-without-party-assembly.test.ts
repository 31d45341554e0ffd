import rule from '../../shared/rules/education/EDU-10-quarter-without-party-assembly.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const FIRST = '党员大会2025-2026-Q1';
/** The first day after the first period of the year. */
const school = aSchool('2025-12-01');
const without = school.drop('活动台账', FIRST);
const finding = {
  at: '组织!A2',
  subject: ['P1', '2025-2026-Q1'],
  message: '电信2201党支部（P1）在 2025 年 9 月至 11 月没有主办或参加过党员大会；应当每季度至少一次。',
} as const;
const ofQuarter = (quarter: string, span: string) => ({
  ...finding,
  subject: ['P1', `2025-2026-${quarter}`],
  message: finding.message.replace('2025 年 9 月至 11 月', span),
});

ruleTest(rule, {
  passes: {
    'held in the period': school,
    'joined, not hosted': school.set('活动台账', FIRST, { 主办组织: 'L1', 联合组织: 'P1' }),
    'without 佐证材料 it is held all the same': school.set('活动台账', FIRST, { 佐证材料: null }),
    'on the first day of the period': school.set('活动台账', FIRST, { 活动日期: '2025-09-01' }),
    'on the last day of the period': school.set('活动台账', FIRST, { 活动日期: '2025-11-30' }),
    'the period has not ended before its last day': aSchool('2025-11-30').drop('活动台账', FIRST),
    'founded within the period': without.set('组织', 2, { 成立日期: '2025-09-02' }),
    'an unreadable 成立日期 is not judged': without.set('组织', 2, { 成立日期: '去年' }),
    'the organization is 撤销': without.set('组织', 2, { 状态: '撤销' }),
    'a quarter has not ended on the last of February': aSchool('2026-02-28').drop('活动台账', '党员大会2025-2026-Q2'),
  },
  fails: {
    'nothing in the period': given(without).finds({
      ...finding,
      severity: '警告',
      advice: '请在“活动台账”补登 2025 年 9 月至 11 月已经开展的党员大会；确实没有开展的，请从现在起每季度开展并登记。',
      basis: '《中国共产党支部工作条例（试行）》第十一条',
    }),
    'founded on the first day of the period': given(without.set('组织', 2, { 成立日期: '2025-09-01' })).finds(finding),
    'only the day before the period': given(school.set('活动台账', FIRST, { 活动日期: '2025-08-31' })).finds(finding),
    'only the day after the period': given(school.set('活动台账', FIRST, { 活动日期: '2025-12-01' })).finds(finding),
    'only with an unreadable date': given(school.set('活动台账', FIRST, { 活动日期: '秋天' })).finds(finding),
    'only of another type': given(school.set('活动台账', FIRST, { 活动类型: '其他' })).finds(finding),
    'only of a class and its 团支部': given(school.set('活动台账', FIRST, { 主办组织: 'C1', 联合组织: 'L1' })).finds(
      finding,
    ),
    'four quarters of a whole year, 假期月份 or not': given(
      aSchool('2026-09-01', 2025).dropAll('活动台账', '党员大会'),
    ).finds(
      finding,
      ofQuarter('Q2', '2025 年 12 月至 2026 年 2 月'),
      ofQuarter('Q3', '2026 年 3 月至 5 月'),
      ofQuarter('Q4', '2026 年 6 月至 8 月'),
    ),
    'a quarter ends with the last of February': given(
      aSchool('2026-03-01').drop('活动台账', '党员大会2025-2026-Q2'),
    ).finds(ofQuarter('Q2', '2025 年 12 月至 2026 年 2 月')),
  },
  notChecked: {
    'without 活动台账': school.withoutTab('活动台账'),
    'without the heading 活动类型': school.withoutHeading('活动台账', '活动类型'),
  },
});
