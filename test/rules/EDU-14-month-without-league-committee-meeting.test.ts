import rule from '../../shared/rules/education/EDU-14-month-without-league-committee-meeting.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** The first day after September; C1 has three 共青团员 and one 入党积极分子, with three more L1 has seven. */
const four = aSchool('2025-10-01');
const school = four.students(3);
const meeting = (host: string, cells = {}) =>
  school.activity('团支委会', host, { 活动编号: 'T', 活动日期: '2025-09-12', ...cells });
const finding = {
  at: '组织!A3',
  subject: ['L1', '2025-09'],
  message: '电信2201团支部（L1）在 2025 年 9 月没有主办或参加过团支委会；应当每月至少一次。',
} as const;

ruleTest(rule, {
  passes: {
    'held in the month': meeting('L1'),
    'joined, not hosted': meeting('P1', { 联合组织: 'L1' }),
    'hosted by a class that it covers': meeting('C1'),
    'on the first day of the month': meeting('L1', { 活动日期: '2025-09-01' }),
    'on the last day of the month': meeting('L1', { 活动日期: '2025-09-30' }),
    'six League members need no committee': four.students(2),
    'neither 群众 nor party members are the seventh': four
      .students(2)
      .student('甲', { 政治面貌: '群众' })
      .student('乙', { 政治面貌: '预备党员' })
      .student('丙', { 政治面貌: '正式党员' }),
    'a League member of a class that it does not cover is not the seventh': four
      .students(2)
      .org('班级', 'C2')
      .student('外人', { 班级: 'C2' }),
    'somebody who is not 在读 is not the seventh': school.set('花名册', '赵六', { 状态: '休学' }),
    'the month has not ended before its last day': aSchool('2025-09-30').students(3),
    'founded within the month': school.set('组织', 3, { 成立日期: '2025-09-02' }),
    'September among 假期月份': school.parameter('holidayMonths', [9]),
    'the 团支部 is 撤销': school.set('组织', 3, { 状态: '撤销' }),
  },
  fails: {
    'seven League members and no meeting': given(school).finds({
      ...finding,
      severity: '警告',
      advice: '请在“活动台账”补登 2025 年 9 月已经开展的团支委会；确实没有开展的，请从现在起每月开展并登记。',
      basis: '《中国共产主义青年团支部工作条例（试行）》',
    }),
    'a 发展对象 is the seventh': given(four.students(2).student('甲', { 政治面貌: '发展对象' })).finds(finding),
    'the seventh is in another class that it covers': given(
      four.students(2).org('班级', 'C2').set('组织', 3, { 所辖班级: 'C1、C2' }).student('同学', { 班级: 'C2' }),
    ).finds(finding),
    'only the 支委会 of the 党支部': given(meeting('P1', { 活动类型: '支委会' })).finds(finding),
    'only the day before the month': given(meeting('L1', { 活动日期: '2025-08-31' })).finds(finding),
    'only the day after the month': given(meeting('L1', { 活动日期: '2025-10-01' })).finds(finding),
    'only of a class that it does not cover': given(
      school.org('班级', 'C2').activity('团支委会', 'C2', { 活动日期: '2025-09-12' }),
    ).finds(finding),
  },
  notChecked: {
    'without 花名册': school.withoutTab('花名册'),
    'without the heading 班级': school.withoutHeading('花名册', '班级'),
    'without 活动台账': school.withoutTab('活动台账'),
  },
});
