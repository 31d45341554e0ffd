import rule from '../../shared/rules/organization/ORG-01-uncovered-low-grade-class.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** With a second class C2 (row 5), in its second year and so of the low grades unless said otherwise; nobody covers it. */
const withClass = (cells = {}) => aSchool().org('班级', 'C2', { 组织名称: '电信2401班', 年级: 2024, ...cells });

ruleTest(rule, {
  passes: {
    'a class in its third year is not of the low grades': withClass({ 年级: 2023 }),
    'a class of graduates in its first year': withClass({ 年级: 2025, 培养层次: '硕士生' }),
    'a joint branch of its year covers it': withClass().org('党支部', 'P2', { 设置方式: '年级联合', 所辖班级: 'C2' }),
    'a 党课学习小组 covers it': withClass().org('党课学习小组', 'X1', { 所辖班级: 'C2' }),
    'a branch of another college covers it': withClass().college('JX').org('党支部', 'JX-P2', { 所辖班级: 'C2' }),
    'the low grades end after the first year by 低年级年数': withClass().parameter('lowGradeYears', 1),
    'an unreadable 年级': withClass({ 年级: '二四级' }),
    'a blank 年级': withClass({ 年级: null }),
    'an unreadable 培养层次': withClass({ 培养层次: '本科' }),
    'an unreadable item in the list of a 党支部 of the college': withClass().org('党支部', 'P2', { 所辖班级: 'C9' }),
    'an unreadable item in the list of a 党课学习小组': withClass().org('党课学习小组', 'X1', { 所辖班级: 'C9' }),
    'a blank 组织编号': withClass({ 组织编号: null }),
    'a dissolved class': withClass({ 状态: '撤销' }),
  },
  fails: {
    'nobody covers a class in its second year': given(withClass()).finds({
      at: '组织!A5',
      subject: ['C2'],
      message:
        '电信2401班（C2）是本科第 2 学年的低年级班级，没有党支部或党课学习小组覆盖；应当由年级联合党支部或党课学习小组覆盖。',
      advice: '请在年级联合党支部或党课学习小组的“所辖班级”里加上电信2401班（C2）；还没有成立的，请先成立。',
      basis: '《关于完善学生党团班协同工作机制的指导意见（试行）》（校党学发〔2018〕17号）四（1）',
    }),
    'only a 团支部 and a 功能型党组织 cover it': given(
      withClass().org('团支部', 'L2', { 所辖班级: 'C2' }).org('功能型党组织', 'F1', { 所辖班级: 'C2' }),
    ).finds({
      at: '组织!A5',
      subject: ['C2'],
      message:
        '电信2401班（C2）是本科第 2 学年的低年级班级，没有党支部或党课学习小组覆盖；应当由年级联合党支部或党课学习小组覆盖。',
    }),
    'its branch is dissolved': given(withClass().org('党支部', 'P2', { 所辖班级: 'C2', 状态: '撤销' })).finds({
      at: '组织!A5',
      subject: ['C2'],
      message:
        '电信2401班（C2）是本科第 2 学年的低年级班级，没有党支部或党课学习小组覆盖；应当由年级联合党支部或党课学习小组覆盖。',
    }),
    'an unreadable item in the list of a 团支部 tells nothing about party organizations': given(
      withClass().org('团支部', 'L2', { 所辖班级: 'C9' }),
    ).finds({
      at: '组织!A5',
      subject: ['C2'],
      message:
        '电信2401班（C2）是本科第 2 学年的低年级班级，没有党支部或党课学习小组覆盖；应当由年级联合党支部或党课学习小组覆盖。',
    }),
    'the third year is of the low grades by 低年级年数': given(
      withClass({ 年级: 2023 }).parameter('lowGradeYears', 3),
    ).finds({
      at: '组织!A5',
      subject: ['C2'],
      message:
        '电信2401班（C2）是本科第 3 学年的低年级班级，没有党支部或党课学习小组覆盖；应当由年级联合党支部或党课学习小组覆盖。',
    }),
  },
  notChecked: {
    'without 组织': aSchool().withoutTab('组织'),
    'without 组织类型': aSchool().withoutHeading('组织', '组织类型'),
  },
});
