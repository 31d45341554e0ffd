import rule from '../../shared/rules/education/EDU-16-year-without-league-appraisal.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const MEETING = '团员教育评议2025-2026';
/** The first day after 评议截止. */
const school = aSchool('2026-07-01');
const without = school.drop('活动台账', MEETING);
const finding = {
  at: '组织!A3',
  subject: ['L1', '2025-2026'],
  message: '电信2201团支部（L1）在 2025-2026 学年没有主办或参加过团员教育评议；应当不晚于 2026-06-30 至少开展一次。',
} as const;

ruleTest(rule, {
  passes: {
    'held in the year': school,
    'on 评议截止 there is still time': aSchool('2026-06-30').drop('活动台账', MEETING),
    'joined, not hosted': school.set('活动台账', MEETING, { 主办组织: 'P1', 联合组织: 'L1' }),
    'hosted by a class that it covers': school.set('活动台账', MEETING, { 主办组织: 'C1' }),
    'on the first day of the year': school.set('活动台账', MEETING, { 活动日期: '2025-09-01' }),
    'after 评议截止, but within the year': aSchool('2026-08-31').set('活动台账', MEETING, { 活动日期: '2026-08-31' }),
    'founded the day after 1 September': without.set('组织', 3, { 成立日期: '2025-09-02' }),
    'an unreadable 成立日期 is not judged': without.set('组织', 3, { 成立日期: '去年' }),
    'the organization is 撤销': without.set('组织', 3, { 状态: '撤销' }),
    '评议截止 was moved': without.parameter('appraisalDeadline', { month: 7, day: 1 }),
  },
  fails: {
    'nothing, the day after 评议截止': given(without).finds({
      ...finding,
      severity: '警告',
      advice: '请在“活动台账”补登已经召开的团员教育评议；还没有召开的，请尽快召开后登记。',
      basis: '《中国共产主义青年团支部工作条例（试行）》',
    }),
    'founded on 1 September': given(without.set('组织', 3, { 成立日期: '2025-09-01' })).finds(finding),
    'only the day before the year': given(school.set('活动台账', MEETING, { 活动日期: '2025-08-31' })).finds(finding),
    'only with an unreadable date': given(school.set('活动台账', MEETING, { 活动日期: '冬天' })).finds(finding),
    'only of another type': given(school.set('活动台账', MEETING, { 活动类型: '班会' })).finds(finding),
    'only of a class that it does not cover': given(
      school.org('班级', 'C2').set('活动台账', MEETING, { 主办组织: 'C2' }),
    ).finds(finding),
  },
  notChecked: {
    'without 活动台账': school.withoutTab('活动台账'),
    'without the heading 活动日期': school.withoutHeading('活动台账', '活动日期'),
  },
});
