import rule from '../../shared/rules/mechanism/MEC-11-term-without-higher-organization.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const withHigher = (day: string, cells = {}) =>
  aSchool(day).org('上级党团组织', 'H1', { 组织名称: '计算机学院党委', ...cells });
const together = (host: string, joint: string, on = '2025-10-20') =>
  withHigher('2026-02-01').activity('交流座谈', host, { 活动日期: on, 联合组织: joint });
const finding = {
  at: '活动台账',
  subject: ['JSJ', '2025-2026-1'],
  message:
    '计算机学院在 2025 年 9 月至 2026 年 1 月没有上级党团组织与党支部、团支部一起参加的活动；校院级党团组织与学生党团支部每学期应当有互动交流。',
};

ruleTest(rule, {
  passes: {
    'a college without such an organization': aSchool('2026-07-15'),
    'the term has not ended': withHigher('2026-01-31'),
    'it hosts, a 党支部 joins': together('H1', 'P1'),
    'a 团支部 hosts, it joins': together('L1', 'H1'),
    'on the last day of the term': together('H1', 'P1', '2026-01-31'),
    'an unreadable item may be the branch': together('H1', 'P9'),
    'a 撤销 one is not asked': withHigher('2026-02-01', { 状态: '撤销' }),
    'founded after the term began': withHigher('2026-02-01', { 成立日期: '2025-09-02' }),
    '成立日期 cannot be read': withHigher('2026-02-01', { 成立日期: '早年' }),
  },
  fails: {
    'no activity together': given(withHigher('2026-02-01')).finds({
      ...finding,
      advice:
        '请在“活动台账”补登 2025 年 9 月至 2026 年 1 月上级党团组织主办或参加的活动，并在“主办组织”“联合组织”写明各方；没有开展的，请联系学院党委、分团委安排。',
    }),
    'founded on the first day': given(withHigher('2026-02-01', { 成立日期: '2025-09-01' })).finds(finding),
    'only with a 班级': given(together('H1', 'C1')).finds(finding),
    'an unreadable item without either side': given(together('C1', 'P9')).finds(finding),
    'in the term before': given(together('H1', 'P1', '2025-08-31')).finds(finding),
    'with a branch whose activity is of the next term': given(together('H1', 'P1', '2026-02-01')).finds(finding),
  },
  notChecked: { 'without 活动台账': aSchool().withoutTab('活动台账') },
});
