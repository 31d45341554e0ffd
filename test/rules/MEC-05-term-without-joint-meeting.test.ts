import rule from '../../shared/rules/mechanism/MEC-05-term-without-joint-meeting.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const AUTUMN = '班团联席会2025-2026-1';
/** The first day after the autumn term. */
const school = aSchool('2026-02-01');
const without = school.drop('活动台账', AUTUMN);
const finding = {
  at: '组织!A4',
  subject: ['C1', '2025-2026-1'],
  message: '电信2201班（C1）在 2025 年 9 月至 2026 年 1 月没有主办或参加过班团联席会；应当每学期至少一次。',
} as const;

ruleTest(rule, {
  passes: {
    'the class hosted one': school,
    'the term has not ended before its last day': aSchool('2026-01-31').drop('活动台账', AUTUMN),
    'the 团支部 of the class hosted one without it': school.set('活动台账', AUTUMN, { 主办组织: 'L1', 联合组织: null }),
    'the class joined one': school.set('活动台账', AUTUMN, { 主办组织: 'P1', 联合组织: 'C1' }),
    'on the first day of the term': school.set('活动台账', AUTUMN, { 活动日期: '2025-09-01' }),
    'on the last day of the term': school.set('活动台账', AUTUMN, { 活动日期: '2026-01-31' }),
    'founded within the term': without.set('组织', 4, { 成立日期: '2025-09-02' }),
    'an unreadable 成立日期 is not judged': without.set('组织', 4, { 成立日期: '去年' }),
    'the class is 撤销': without.set('组织', 4, { 状态: '撤销' }),
  },
  fails: {
    'nothing in the autumn term': given(without).finds({
      ...finding,
      advice:
        '请在“活动台账”补登 2025 年 9 月至 2026 年 1 月已经开展的班团联席会；确实没有开展的，请从现在起每学期开展并登记。',
      details: {
        organization: '电信2201班（C1）',
        activityType: '班团联席会',
        period: '2025-2026-1',
        span: '2025 年 9 月至 2026 年 1 月',
        from: '2025-09-01',
        to: '2026-01-31',
      },
    }),
    'founded on the first day of the term': given(without.set('组织', 4, { 成立日期: '2025-09-01' })).finds(finding),
    'only the day after the term': given(school.set('活动台账', AUTUMN, { 活动日期: '2026-02-01' })).finds(finding),
    'only with an unreadable date': given(school.set('活动台账', AUTUMN, { 活动日期: '十月' })).finds(finding),
    'only another kind of meeting': given(school.set('活动台账', AUTUMN, { 活动类型: '班会' })).finds(finding),
    'only the 团支部 of another class': given(
      school
        .org('班级', 'C2')
        .org('团支部', 'L2', { 所辖班级: 'C2' })
        .set('活动台账', AUTUMN, { 主办组织: 'L2', 联合组织: null }),
    ).finds(finding),
    'the spring term, not before it has ended': given(
      aSchool('2026-08-31', 2025).dropAll('活动台账', '班团联席会'),
    ).finds(finding),
    'both terms, once the year has ended': given(aSchool('2026-09-01', 2025).dropAll('活动台账', '班团联席会')).finds(
      finding,
      {
        at: '组织!A4',
        subject: ['C1', '2025-2026-2'],
        message: '电信2201班（C1）在 2026 年 2 月至 8 月没有主办或参加过班团联席会；应当每学期至少一次。',
      },
    ),
  },
  notChecked: {
    'without 活动台账': school.withoutTab('活动台账'),
    'without the heading 主办组织': school.withoutHeading('活动台账', '主办组织'),
  },
});
