import rule from '../../shared/rules/organization/ORG-02-class-without-own-party-branch.ts';
import { aSchool, type TestSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** A class C2 (row 5) in its third year with so many 正式党员. */
const withClass = (fullMembers: number, cells = {}): TestSchool =>
  aSchool()
    .org('班级', 'C2', { 组织名称: '电信2301班', 年级: 2023, ...cells })
    .students(fullMembers, { 班级: 'C2', 政治面貌: '正式党员' })
    .students(1, { 班级: 'C2', 政治面貌: '预备党员' });

const joint = (school: TestSchool): TestSchool =>
  school.org('党支部', 'P2', { 组织名称: '电信联合党支部', 设置方式: '年级联合', 所辖班级: 'C2' });

ruleTest(rule, {
  passes: {
    'its own branch covers it': withClass(3).org('党支部', 'P2', { 设置方式: '班级', 所辖班级: 'C2' }),
    'a branch without 设置方式 is one by class': withClass(3).org('党支部', 'P2', { 所辖班级: 'C2' }),
    'a class in its second year is of the low grades': withClass(3, { 年级: 2024 }),
    'the third year is of the low grades by 低年级年数': withClass(3).parameter('lowGradeYears', 3),
    'an unreadable 设置方式 of a branch that covers it': withClass(3).org('党支部', 'P2', {
      设置方式: '班',
      所辖班级: 'C2',
    }),
    'an unreadable item in the list of a 党支部 of the college': withClass(3).org('党支部', 'P2', { 所辖班级: 'C9' }),
    'a blank 年级 of a class of 本科生': withClass(3, { 年级: null }),
    'a blank 组织编号': aSchool().org('班级', 'C2', { 组织编号: null, 年级: 2023 }),
    'a dissolved class': withClass(3, { 状态: '撤销' }),
  },
  fails: {
    'nobody covers it': given(withClass(3)).finds({
      at: '组织!A5',
      subject: ['C2'],
      message: '电信2301班（C2）有正式党员 3 人，没有党支部覆盖；高年级本科生、研究生应当以班级为单位建立党支部。',
      advice:
        '请在按班级设置的党支部的“所辖班级”里加上电信2301班（C2）；还没有建立的，请在正式党员满 3 人时建立，不足的先由联合党支部覆盖。',
    }),
    'two 正式党员 and a joint branch: a hint': given(joint(withClass(2))).finds({
      at: '组织!A5',
      subject: ['C2'],
      severity: '提示',
      message:
        '电信2301班（C2）有正式党员 2 人，由电信联合党支部（P2）覆盖，没有自己的党支部；高年级本科生、研究生应当以班级为单位建立党支部。',
    }),
    'three 正式党员 and a joint branch: an error': given(joint(withClass(3))).finds({
      at: '组织!A5',
      subject: ['C2'],
      severity: '错误',
      message:
        '电信2301班（C2）有正式党员 3 人，由电信联合党支部（P2）覆盖，没有自己的党支部；高年级本科生、研究生应当以班级为单位建立党支部。',
    }),
    'two 正式党员 and no branch at all: an error': given(withClass(2)).finds({
      at: '组织!A5',
      subject: ['C2'],
      severity: '错误',
      message: '电信2301班（C2）有正式党员 2 人，没有党支部覆盖；高年级本科生、研究生应当以班级为单位建立党支部。',
    }),
    'a 党课学习小组 is no 党支部': given(withClass(0).org('党课学习小组', 'X1', { 所辖班级: 'C2' })).finds({
      at: '组织!A5',
      subject: ['C2'],
      severity: '错误',
      message: '电信2301班（C2）有正式党员 0 人，没有党支部覆盖；高年级本科生、研究生应当以班级为单位建立党支部。',
    }),
    'graduates in their first year, whatever their 年级': given(
      withClass(0, { 培养层次: '博士生', 年级: '今年' }),
    ).finds({
      at: '组织!A5',
      subject: ['C2'],
      message: '电信2301班（C2）有正式党员 0 人，没有党支部覆盖；高年级本科生、研究生应当以班级为单位建立党支部。',
    }),
    'members who have left are not counted': given(
      joint(withClass(2).students(1, { 班级: 'C2', 政治面貌: '正式党员', 状态: '毕业' })),
    ).finds({
      at: '组织!A5',
      subject: ['C2'],
      severity: '提示',
      message:
        '电信2301班（C2）有正式党员 2 人，由电信联合党支部（P2）覆盖，没有自己的党支部；高年级本科生、研究生应当以班级为单位建立党支部。',
    }),
  },
  notChecked: { 'without 花名册': aSchool().withoutTab('花名册') },
});
