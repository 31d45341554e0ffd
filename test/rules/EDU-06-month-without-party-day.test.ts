import rule from '../../shared/rules/education/EDU-06-month-without-party-day.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const FIRST = '主题党日2025-09';
/** The first day after the first period of the year. */
const school = aSchool('2025-10-01');
const without = school.drop('活动台账', FIRST);
const finding = {
  at: '组织!A2',
  subject: ['P1', '2025-09'],
  message: '电信2201党支部（P1）在 2025 年 9 月没有主办或参加过主题党日；应当每月至少一次。',
} as const;
const ofMonth = (month: string) => ({
  ...finding,
  subject: ['P1', month],
  message: finding.message.replace('2025 年 9 月', `${Number(month.slice(0, 4))} 年 ${Number(month.slice(5))} 月`),
});

ruleTest(rule, {
  passes: {
    'held in the period': school,
    'joined, not hosted': school.set('活动台账', FIRST, { 主办组织: 'L1', 联合组织: 'P1' }),
    'without 佐证材料 it is held all the same': school.set('活动台账', FIRST, { 佐证材料: null }),
    'on the first day of the period': school.set('活动台账', FIRST, { 活动日期: '2025-09-01' }),
    'on the last day of the period': school.set('活动台账', FIRST, { 活动日期: '2025-09-30' }),
    'the period has not ended before its last day': aSchool('2025-09-30').drop('活动台账', FIRST),
    'founded within the period': without.set('组织', 2, { 成立日期: '2025-09-02' }),
    'an unreadable 成立日期 is not judged': without.set('组织', 2, { 成立日期: '去年' }),
    'the organization is 撤销': without.set('组织', 2, { 状态: '撤销' }),
    'September among 假期月份': without.parameter('holidayMonths', [9]),
  },
  fails: {
    'nothing in the period': given(without).finds({
      ...finding,
      severity: '警告',
      advice: '请在“活动台账”补登 2025 年 9 月已经开展的主题党日；确实没有开展的，请从现在起每月开展并登记。',
      basis:
        '《关于完善学生党团班协同工作机制的指导意见（试行）》（校党学发〔2018〕17号）四（3）；《中国共产党支部工作条例（试行）》第十六条',
    }),
    'founded on the first day of the period': given(without.set('组织', 2, { 成立日期: '2025-09-01' })).finds(finding),
    'only the day before the period': given(school.set('活动台账', FIRST, { 活动日期: '2025-08-31' })).finds(finding),
    'only the day after the period': given(school.set('活动台账', FIRST, { 活动日期: '2025-10-01' })).finds(finding),
    'only with an unreadable date': given(school.set('活动台账', FIRST, { 活动日期: '秋天' })).finds(finding),
    'only of another type': given(school.set('活动台账', FIRST, { 活动类型: '其他' })).finds(finding),
    'only of a class and its 团支部': given(school.set('活动台账', FIRST, { 主办组织: 'C1', 联合组织: 'L1' })).finds(
      finding,
    ),
    'nine months of a whole year: none in 假期月份': given(
      aSchool('2026-09-01', 2025).dropAll('活动台账', '主题党日'),
    ).finds(
      ...['2025-09', '2025-10', '2025-11', '2025-12', '2026-01', '2026-03', '2026-04', '2026-05', '2026-06'].map(
        ofMonth,
      ),
    ),
    'other 假期月份': given(
      aSchool('2026-09-01', 2025)
        .parameter('holidayMonths', [9, 10, 11, 12, 1, 3, 4, 5, 6])
        .dropAll('活动台账', '主题党日'),
    ).finds(...['2026-02', '2026-07', '2026-08'].map(ofMonth)),
  },
  notChecked: {
    'without 活动台账': school.withoutTab('活动台账'),
    'without the heading 活动类型': school.withoutHeading('活动台账', '活动类型'),
  },
});
