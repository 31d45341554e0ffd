import rule from '../../shared/rules/education/EDU-13-quarter-without-league-assembly.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const FIRST = '团员大会2025-2026-Q1';
/** The first day after the first period of the year. */
const school = aSchool('2025-12-01');
const without = school.drop('活动台账', FIRST);
const finding = {
  at: '组织!A3',
  subject: ['L1', '2025-2026-Q1'],
  message: '电信2201团支部（L1）在 2025 年 9 月至 11 月没有主办或参加过团员大会；应当每季度至少一次。',
} as const;

ruleTest(rule, {
  passes: {
    'held in the period': school,
    'joined, not hosted': school.set('活动台账', FIRST, { 主办组织: 'P1', 联合组织: 'L1' }),
    'without 佐证材料 it is held all the same': school.set('活动台账', FIRST, { 佐证材料: null }),
    'on the first day of the period': school.set('活动台账', FIRST, { 活动日期: '2025-09-01' }),
    'on the last day of the period': school.set('活动台账', FIRST, { 活动日期: '2025-11-30' }),
    'the period has not ended before its last day': aSchool('2025-11-30').drop('活动台账', FIRST),
    'founded within the period': without.set('组织', 3, { 成立日期: '2025-09-02' }),
    'an unreadable 成立日期 is not judged': without.set('组织', 3, { 成立日期: '去年' }),
    'the organization is 撤销': without.set('组织', 3, { 状态: '撤销' }),
    'hosted by a class that it covers': school.set('活动台账', FIRST, { 主办组织: 'C1', 联合组织: null }),
  },
  fails: {
    'nothing in the period': given(without).finds({
      ...finding,
      severity: '警告',
      advice: '请在“活动台账”补登 2025 年 9 月至 11 月已经开展的团员大会；确实没有开展的，请从现在起每季度开展并登记。',
      basis: '《中国共产主义青年团支部工作条例（试行）》',
    }),
    'founded on the first day of the period': given(without.set('组织', 3, { 成立日期: '2025-09-01' })).finds(finding),
    'only the day before the period': given(school.set('活动台账', FIRST, { 活动日期: '2025-08-31' })).finds(finding),
    'only the day after the period': given(school.set('活动台账', FIRST, { 活动日期: '2025-12-01' })).finds(finding),
    'only with an unreadable date': given(school.set('活动台账', FIRST, { 活动日期: '秋天' })).finds(finding),
    'only of another type': given(school.set('活动台账', FIRST, { 活动类型: '其他' })).finds(finding),
    'only of a class that it does not cover': given(
      school.org('班级', 'C2').set('活动台账', FIRST, { 主办组织: 'C2', 联合组织: null }),
    ).finds(finding),
    'only of the 党支部 that guides it': given(school.set('活动台账', FIRST, { 主办组织: 'P1' })).finds(finding),
  },
  notChecked: {
    'without 活动台账': school.withoutTab('活动台账'),
    'without the heading 活动类型': school.withoutHeading('活动台账', '活动类型'),
  },
});
