import rule from '../../shared/rules/practice/PRA-04-year-without-joint-practice.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** P2 has no practice of its own. */
const school = (asOf = '2026-07-01') => aSchool(asOf).org('党支部', 'P2');
const finding = (deadline = '2026-06-30') => ({
  at: ['组织', 'P2', '组织编号'] as const,
  subject: ['P2', '2025-2026'],
  message: `P2党支部（P2） 2025-2026 学年没有主办或参加过助学零距离、红色1+1、基层立项中的任何一项；应当不晚于 ${deadline} 至少开展一项。`,
});
const practice = (type: string, on: string, cells = {}) => school().activity(type, 'P2', { 活动日期: on, ...cells });

ruleTest(rule, {
  passes: {
    'on 实践截止 itself': school('2026-06-30'),
    'a 助学零距离': practice('助学零距离', '2026-03-05'),
    'a 红色1+1': practice('红色1+1', '2026-03-05'),
    'a 基层立项': practice('基层立项', '2026-03-05'),
    'one that another branch hosted and P2 joined': school().activity('助学零距离', 'P1', {
      活动日期: '2026-03-05',
      联合组织: 'P2',
    }),
    'one that a branch of another college hosted': school()
      .college('JX')
      .activity('助学零距离', 'JX-P1', { 活动日期: '2026-03-05', 联合组织: 'P2' })
      .college('JSJ'),
    'on the first day of the year': practice('助学零距离', '2025-09-01'),
    'after the deadline, but within the year': practice('助学零距离', '2026-07-01'),
    'a branch founded after 1 September': school().set('组织', 'P2', { 成立日期: '2025-09-02' }),
    'a 成立日期 that cannot be read': school().set('组织', 'P2', { 成立日期: '2025年13月' }),
    'a branch that is 撤销': school().set('组织', 'P2', { 状态: '撤销' }),
    'a branch whose 状态 cannot be read': school().set('组织', 'P2', { 状态: '停办' }),
    'a 党课学习小组': aSchool('2026-07-01').org('党课学习小组', 'G1'),
    'a later deadline of the school': school().parameter('practiceDeadline', { month: 7, day: 1 }),
  },
  fails: {
    'the day after 实践截止, without any of the three': given(school()).finds({
      ...finding(),
      advice: '请在“活动台账”补登已经开展的助学零距离、红色1+1、基层立项；还没有开展的，请尽快开展后登记。',
    }),
    'on the last day of the year before': given(practice('助学零距离', '2025-08-31')).finds(finding()),
    'another type': given(practice('社会实践', '2026-03-05')).finds(finding()),
    'a type that cannot be read': given(practice('助学', '2026-03-05')).finds(finding()),
    'a date that cannot be read': given(practice('助学零距离', '2026年13月')).finds(finding()),
    'it guided one, but neither hosted nor joined': given(
      school().activity('助学零距离', 'P1', { 活动日期: '2026-03-05', 指导党支部: 'P2' }),
    ).finds(finding()),
    'joined one whose host is 撤销': given(
      school()
        .org('党支部', 'P3', { 状态: '撤销' })
        .activity('助学零距离', 'P3', { 活动日期: '2026-03-05', 联合组织: 'P2' }),
    ).finds(finding()),
    'founded on 1 September': given(school().set('组织', 'P2', { 成立日期: '2025-09-01' })).finds(finding()),
    'an earlier deadline of the school, in its first calendar year': given(
      school('2026-01-01')
        .dropAll('活动台账', '助学零距离2025-2026')
        .parameter('practiceDeadline', { month: 12, day: 31 }),
    ).finds(
      {
        at: ['组织', '电信2201党支部', '组织编号'],
        subject: ['P1', '2025-2026'],
        message:
          '电信2201党支部（P1） 2025-2026 学年没有主办或参加过助学零距离、红色1+1、基层立项中的任何一项；应当不晚于 2025-12-31 至少开展一项。',
      },
      finding('2025-12-31'),
    ),
  },
  notChecked: {
    'without 活动台账': school().withoutTab('活动台账'),
    'without 主办组织': school().withoutHeading('活动台账', '主办组织'),
  },
});
