import rule from '../../shared/rules/decision/DEC-05-outsider-in-decision.ts';
import { aSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** 郑十 is in C2, which only L2 covers; L1 decides. */
const school = (student: Typed = {}) =>
  aSchool()
    .org('班级', 'C2')
    .org('团支部', 'L2', { 所辖班级: 'C1、C2' })
    .student('郑十', { 班级: 'C2', ...student });
const decision = (cells: Typed = {}, kind = '评奖评优', names = ['周八', '郑十'], base = school()) =>
  base.decision(kind, names, { 事项名称: '校级三好学生', ...cells });
const finding = (org = '电信2201团支部', kind = '评奖评优') => ({
  at: ['议事决策', 'SX-01', '涉及学号'] as const,
  subject: ['SX-01', '41922008'],
  message: `${org}的${kind}“校级三好学生”（SX-01）的涉及学号中有郑十（41922008），而郑十在C2班级（C2）；涉及的学生应当属于${org}所辖的班级。`,
});

ruleTest(rule, {
  passes: {
    'students of the class that the 团支部 covers': decision({}, '评奖评优', ['周八', '张三']),
    'a 团支部 that covers both classes': decision({ 组织编号: 'L2' }),
    'a class about its own student': decision({ 组织编号: 'C2' }, '评奖评优', ['郑十']),
    'a 撤销 class of the 团支部: its student still belongs to it': decision(
      { 组织编号: 'L2' },
      '评奖评优',
      ['郑十'],
      school().set('组织', 'C2', { 状态: '撤销' }),
    ),
    'a later row of a doubled 事项编号': decision(
      { 事项编号: 'SX-01' },
      '评奖评优',
      ['郑十'],
      decision({ 涉及学号: '41922006' }),
    ),
    'nobody is named': decision({ 涉及学号: null }, '班团事务'),
    'a student whose 班级 cannot be read': decision({}, '评奖评优', ['郑十'], school({ 班级: 'C404' })),
    'a student without 班级': decision({}, '评奖评优', ['郑十'], school({ 班级: null })),
    'a student who is no longer 在读': decision({}, '评奖评优', ['郑十'], school({ 状态: '毕业' })),
    'a 学号 that is in no 花名册': decision({ 涉及学号: '404' }),
    'an unreadable item in 所辖班级 may be the class': decision(
      {},
      '评奖评优',
      ['郑十'],
      school().set('组织', '电信2201团支部', { 所辖班级: 'C1、C404' }),
    ),
    'an organization that cannot be read': decision({ 组织编号: 'L404' }),
    'a 党支部 does not decide': decision({ 组织编号: 'P1' }),
    'the audited year is over': decision({ 公示开始: null, 党员大会日期: '2026-09-01' }),
  },
  fails: {
    'a student of another class': given(decision()).finds({
      ...finding(),
      advice:
        '请核对郑十（41922008）的学号和班级；不属于本组织的，请从“涉及学号”中删去，由本人所在班级的团支部另行讨论。',
    }),
    'in 推优入党': given(decision({}, '推优入党')).finds(finding(undefined, '推优入党')),
    'in 班团事务': given(decision({}, '班团事务')).finds(finding(undefined, '班团事务')),
    'a class about the student of another class': given(decision({ 组织编号: 'C1' })).finds(finding('电信2201班')),
    'a 团支部 that covers nobody': given(
      decision({}, '评奖评优', ['郑十'], school().set('组织', '电信2201团支部', { 所辖班级: null })),
    ).finds(finding()),
    'each student is a finding': given(
      decision({}, '评奖评优', ['冯一', '郑十'], school().student('冯一', { 班级: 'C2' })),
    ).finds(finding(), {
      at: ['议事决策', 'SX-01', '涉及学号'],
      subject: ['SX-01', '41922009'],
      message:
        '电信2201团支部的评奖评优“校级三好学生”（SX-01）的涉及学号中有冯一（41922009），而冯一在C2班级（C2）；涉及的学生应当属于电信2201团支部所辖的班级。',
    }),
    'an unreadable item in 涉及学号 hides nobody': given(decision({ 涉及学号: '404、41922008' })).finds(finding()),
  },
  notChecked: {
    'without 组织编号': aSchool().withoutHeading('议事决策', '组织编号'),
    'without 班级': aSchool().withoutHeading('花名册', '班级'),
  },
});
