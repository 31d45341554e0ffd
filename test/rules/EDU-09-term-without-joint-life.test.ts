import rule from '../../shared/rules/education/EDU-09-term-without-joint-life.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const AUTUMN = '联合组织生活2025-2026-1';
/** The first day after the autumn term. */
const school = aSchool('2026-02-01');
const without = school.drop('活动台账', AUTUMN);
const finding = {
  at: '组织!A2',
  subject: ['P1', '2025-2026-1'],
  message:
    '电信2201党支部（P1）在 2025 年 9 月至 2026 年 1 月没有团支部参加并且党员、入党积极分子、团员都到场的联合组织生活；应当每学期至少一次。',
} as const;
/** The 联合组织生活 of the term lacks somebody. */
const incomplete = { ...finding, message: finding.message.replace('；', '（2025-10-17 的没有写齐）；') };

ruleTest(rule, {
  passes: {
    'hosted by the 党支部, joined by the 团支部': school,
    'hosted by the 团支部, joined by the 党支部': school.set('活动台账', AUTUMN, { 主办组织: 'L1', 联合组织: 'P1' }),
    'the term has not ended before its last day': aSchool('2026-01-31').drop('活动台账', AUTUMN),
    'on the first day of the term': school.set('活动台账', AUTUMN, { 活动日期: '2025-09-01' }),
    'on the last day of the term': school.set('活动台账', AUTUMN, { 活动日期: '2026-01-31' }),
    'others took part too': school.set('活动台账', AUTUMN, { 参加对象: '群众、团员、党员、入党积极分子' }),
    'an unreadable item in 联合组织 may be the 团支部': school.set('活动台账', AUTUMN, { 联合组织: 'L99' }),
    'an unreadable item in 参加对象 may be the missing one': school.set('活动台账', AUTUMN, {
      参加对象: '党员、团员、积极',
    }),
    'founded within the term': without.set('组织', 2, { 成立日期: '2025-09-02' }),
    'an unreadable 成立日期 is not judged': without.set('组织', 2, { 成立日期: '去年' }),
    'the branch is 撤销': without.set('组织', 2, { 状态: '撤销' }),
  },
  fails: {
    'nothing in the autumn term': given(without).finds({
      ...finding,
      severity: '警告',
      advice:
        '请在“活动台账”补登 2025 年 9 月至 2026 年 1 月的联合组织生活，写明联合组织中的团支部和参加对象；确实没有开展的，请从现在起每学期开展并登记。',
    }),
    'without a 团支部': given(school.set('活动台账', AUTUMN, { 联合组织: 'C1' })).finds(incomplete),
    'without anybody': given(school.set('活动台账', AUTUMN, { 联合组织: null })).finds(incomplete),
    'without 入党积极分子': given(school.set('活动台账', AUTUMN, { 参加对象: '党员、团员' })).finds(incomplete),
    'without 参加对象': given(school.set('活动台账', AUTUMN, { 参加对象: null })).finds(incomplete),
    'an unreadable item of 参加对象 leaves the missing 团支部 missing': given(
      school.set('活动台账', AUTUMN, { 参加对象: '党员、团员、积极', 联合组织: 'C1' }),
    ).finds(incomplete),
    'without the 党支部': given(school.set('活动台账', AUTUMN, { 主办组织: 'L1', 联合组织: null })).finds(finding),
    'another type of activity': given(school.set('活动台账', AUTUMN, { 活动类型: '组织生活会' })).finds(finding),
    'the day after the term': given(school.set('活动台账', AUTUMN, { 活动日期: '2026-02-01' })).finds(finding),
    'an unreadable date': given(school.set('活动台账', AUTUMN, { 活动日期: '十月' })).finds(finding),
    'founded on the first day of the term': given(without.set('组织', 2, { 成立日期: '2025-09-01' })).finds(finding),
    'both terms, once the year has ended': given(aSchool('2026-09-01', 2025).dropAll('活动台账', '联合组织生活')).finds(
      finding,
      {
        ...finding,
        subject: ['P1', '2025-2026-2'],
        message: finding.message.replace('2025 年 9 月至 2026 年 1 月', '2026 年 2 月至 8 月'),
      },
    ),
  },
  notChecked: { 'without 活动台账': school.withoutTab('活动台账') },
});
