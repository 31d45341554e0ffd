import rule from '../../shared/rules/education/EDU-12-year-without-life-meeting.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const MEETING = '组织生活会2025-2026';
/** The first day after 评议截止. */
const school = aSchool('2026-07-01');
const without = school.drop('活动台账', MEETING);
const finding = {
  at: '组织!A2',
  subject: ['P1', '2025-2026'],
  message: '电信2201党支部（P1）在 2025-2026 学年没有主办或参加过组织生活会；应当不晚于 2026-06-30 至少开展一次。',
} as const;

ruleTest(rule, {
  passes: {
    'held in the year': school,
    'on 评议截止 there is still time': aSchool('2026-06-30').drop('活动台账', MEETING),
    'joined, not hosted': school.set('活动台账', MEETING, { 主办组织: 'L1', 联合组织: 'P1' }),

    'on the first day of the year': school.set('活动台账', MEETING, { 活动日期: '2025-09-01' }),
    'after 评议截止, but within the year': aSchool('2026-08-31').set('活动台账', MEETING, { 活动日期: '2026-08-31' }),
    'founded the day after 1 September': without.set('组织', 2, { 成立日期: '2025-09-02' }),
    'an unreadable 成立日期 is not judged': without.set('组织', 2, { 成立日期: '去年' }),
    'the organization is 撤销': without.set('组织', 2, { 状态: '撤销' }),
    '评议截止 was moved': without.parameter('appraisalDeadline', { month: 7, day: 1 }),
  },
  fails: {
    'nothing, the day after 评议截止': given(without).finds({
      ...finding,
      severity: '警告',
      advice: '请在“活动台账”补登已经召开的组织生活会；还没有召开的，请尽快召开后登记。',
      basis: '《中国共产党支部工作条例（试行）》第十七条',
    }),
    'founded on 1 September': given(without.set('组织', 2, { 成立日期: '2025-09-01' })).finds(finding),
    'only the day before the year': given(school.set('活动台账', MEETING, { 活动日期: '2025-08-31' })).finds(finding),
    'only with an unreadable date': given(school.set('活动台账', MEETING, { 活动日期: '冬天' })).finds(finding),
    'only of another type': given(school.set('活动台账', MEETING, { 活动类型: '班会' })).finds(finding),
    'only of its class and its 团支部': given(
      school.set('活动台账', MEETING, { 主办组织: 'C1', 联合组织: 'L1' }),
    ).finds(finding),
  },
  notChecked: {
    'without 活动台账': school.withoutTab('活动台账'),
    'without the heading 活动日期': school.withoutHeading('活动台账', '活动日期'),
  },
});
