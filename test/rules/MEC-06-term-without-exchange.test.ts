import rule from '../../shared/rules/mechanism/MEC-06-term-without-exchange.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const AUTUMN = '交流座谈2025-2026-1';
/** The first day after the autumn term. */
const school = aSchool('2026-02-01');
const finding = {
  at: '活动台账',
  subject: ['JSJ', '2025-2026-1'],
  message: '计算机学院在 2025 年 9 月至 2026 年 1 月没有党支部、团支部、班级共同参加的交流座谈；应当每学期至少一次。',
} as const;
/** The 交流座谈 of the term lacks one of the three. */
const incomplete = {
  ...finding,
  message: finding.message.replace('；', '（2025-10-16 的没有写明这三方）；'),
};
const spring = {
  at: '活动台账',
  subject: ['JSJ', '2025-2026-2'],
  message: '计算机学院在 2026 年 2 月至 8 月没有党支部、团支部、班级共同参加的交流座谈；应当每学期至少一次。',
} as const;

ruleTest(rule, {
  passes: {
    'a 交流座谈 with all three': school,
    'the 团支部 hosted it': school.set('活动台账', AUTUMN, { 主办组织: 'L1', 联合组织: 'C1、P1' }),
    'the term has not ended before its last day': aSchool('2026-01-31').drop('活动台账', AUTUMN),
    'on the last day of the term': school.set('活动台账', AUTUMN, { 活动日期: '2026-01-31' }),
    'an unreadable item in 联合组织 may be the class': school.set('活动台账', AUTUMN, { 联合组织: 'L1、C99' }),
    'the 状态 of the host cannot be read': school.set('组织', 'P1', { 状态: '在侧' }),
    'the class belongs to another college': school
      .college('JX')
      .college('JSJ')
      .set('活动台账', AUTUMN, { 联合组织: 'L1、JX-C1' }),
  },
  fails: {
    'nothing in the autumn term': given(school.drop('活动台账', AUTUMN)).finds({
      ...finding,
      college: 'JSJ',
      advice:
        '请在“活动台账”补登 2025 年 9 月至 2026 年 1 月的交流座谈，并在“联合组织”写明参加的党支部、团支部和班级；确实没有开展的，请从现在起每学期开展并登记。',
    }),
    'without a class': given(school.set('活动台账', AUTUMN, { 联合组织: 'L1' })).finds(incomplete),
    'without a 团支部': given(school.set('活动台账', AUTUMN, { 联合组织: 'C1' })).finds(incomplete),
    'without a 党支部, which only guides': given(
      school.set('活动台账', AUTUMN, { 主办组织: 'L1', 联合组织: 'C1', 指导党支部: 'P1' }),
    ).finds(incomplete),
    'a functional organization is no 党支部': given(
      school.org('功能型党组织', 'F1').set('活动台账', AUTUMN, { 主办组织: 'F1' }),
    ).finds(incomplete),
    'all three, but spread over two meetings': given(
      school.set('活动台账', AUTUMN, { 联合组织: 'L1' }).activity('交流座谈', 'P1', { 联合组织: 'C1' }),
    ).finds({
      ...finding,
      message: finding.message.replace('；', '（2025-09-01、2025-10-16 的没有写明这三方）；'),
    }),
    'another kind of activity': given(school.set('活动台账', AUTUMN, { 活动类型: '班团联席会' })).finds(finding),
    'an unreadable date': given(school.set('活动台账', AUTUMN, { 活动日期: '十月' })).finds(finding),
    'the host is 撤销': given(
      school.org('党支部', 'P2', { 状态: '撤销' }).set('活动台账', AUTUMN, { 主办组织: 'P2' }),
    ).finds(finding),
    'only in the workbook of another college': given(
      school.drop('活动台账', AUTUMN).college('JX').activity('交流座谈', 'P1', { 联合组织: 'L1、C1' }),
    ).finds(finding),
    'the whole year, once it has ended': given(aSchool('2026-09-01', 2025).dropAll('活动台账', '交流座谈')).finds(
      finding,
      spring,
    ),
  },
  notChecked: { 'without 活动台账': school.withoutTab('活动台账') },
});
