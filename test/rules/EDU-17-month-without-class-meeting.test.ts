import rule from '../../shared/rules/education/EDU-17-month-without-class-meeting.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const without = (day: string, ...months: readonly string[]) =>
  months.reduce((school, month) => school.drop('活动台账', `班会${month}`), aSchool(day));

ruleTest(rule, {
  passes: {
    'every month': aSchool('2026-07-15'),
    'the month has not ended': without('2025-10-31', '2025-10'),
    'a month of 假期月份': without('2026-03-01', '2026-02'),
    'its 团支部 held it': without('2025-10-01', '2025-09').activity('班会', 'L1', { 活动日期: '2025-09-30' }),
  },
  fails: {
    'the day after the month': given(without('2025-11-01', '2025-10')).finds({
      at: ['组织', 'C1', '组织编号'],
      subject: ['C1', '2025-10'],
      message: '电信2201班（C1）在 2025 年 10 月没有主办或参加过班会；应当每月至少一次。',
      advice: '请在“活动台账”补登 2025 年 10 月已经开展的班会；确实没有开展的，请从现在起每月开展并登记。',
    }),
    'February, where it is no holiday': given(
      without('2026-03-01', '2026-02').parameter('holidayMonths', [7, 8]),
    ).finds({
      at: ['组织', 'C1', '组织编号'],
      subject: ['C1', '2026-02'],
      message: '电信2201班（C1）在 2026 年 2 月没有主办或参加过班会；应当每月至少一次。',
    }),
  },
  notChecked: { 'without 活动台账': aSchool().withoutTab('活动台账') },
});
