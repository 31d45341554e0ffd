import rule from '../../shared/rules/education/EDU-11-month-without-party-committee-meeting.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** The first day after September; P1 has three 正式党员, with four more it has seven. */
const three = aSchool('2025-10-01');
const school = three.students(4, { 政治面貌: '正式党员' });
const meeting = (host: string, cells = {}) =>
  school.activity('支委会', host, { 活动编号: 'Z', 活动日期: '2025-09-12', ...cells });
const finding = {
  at: '组织!A2',
  subject: ['P1', '2025-09'],
  message: '电信2201党支部（P1）在 2025 年 9 月没有主办或参加过支委会；应当每月至少一次。',
} as const;

ruleTest(rule, {
  passes: {
    'held in the month': meeting('P1'),
    'joined, not hosted': meeting('L1', { 联合组织: 'P1' }),
    'on the first day of the month': meeting('P1', { 活动日期: '2025-09-01' }),
    'on the last day of the month': meeting('P1', { 活动日期: '2025-09-30' }),
    'six 正式党员 need no committee': three.students(3, { 政治面貌: '正式党员' }),
    'a 预备党员 is not the seventh': three.students(3, { 政治面貌: '正式党员' }).students(9, { 政治面貌: '预备党员' }),
    'a 正式党员 of another branch is not the seventh': three
      .org('党支部', 'P2')
      .students(3, { 政治面貌: '正式党员' })
      .student('外人', { 政治面貌: '正式党员', 党支部: 'P2' }),
    'somebody who is not 在读 is not the seventh': school.set('花名册', '张三', { 状态: '毕业' }),
    'the month has not ended before its last day': aSchool('2025-09-30').students(4, { 政治面貌: '正式党员' }),
    'founded within the month': school.set('组织', 2, { 成立日期: '2025-09-02' }),
    'September among 假期月份': school.parameter('holidayMonths', [9]),
    'the branch is 撤销': school.set('组织', 2, { 状态: '撤销' }),
  },
  fails: {
    'seven 正式党员 and no meeting': given(school).finds({
      ...finding,
      severity: '警告',
      advice: '请在“活动台账”补登 2025 年 9 月已经开展的支委会；确实没有开展的，请从现在起每月开展并登记。',
      basis: '《中国共产党支部工作条例（试行）》第十二条',
    }),
    'seven with somebody who left after the day on which membership is taken': given(
      school.set('花名册', '张三', { 状态: '毕业', 离校日期: '2025-10-02' }),
    ).finds(finding),
    'only the 团支委会 of its 团支部': given(meeting('L1', { 活动类型: '团支委会' })).finds(finding),
    'only the day before the month': given(meeting('P1', { 活动日期: '2025-08-31' })).finds(finding),
    'only the day after the month': given(meeting('P1', { 活动日期: '2025-10-01' })).finds(finding),
    'only a meeting of another kind': given(meeting('P1', { 活动类型: '党小组会' })).finds(finding),
  },
  notChecked: {
    'without 花名册': school.withoutTab('花名册'),
    'without the heading 政治面貌': school.withoutHeading('花名册', '政治面貌'),
    'without 活动台账': school.withoutTab('活动台账'),
  },
});
