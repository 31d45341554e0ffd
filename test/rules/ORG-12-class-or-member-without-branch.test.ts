import rule from '../../shared/rules/organization/ORG-12-class-or-member-without-branch.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const withClass = aSchool().org('班级', 'C2', { 组织名称: '电信2202班' });
const uncovered = {
  at: '组织!A5',
  subject: ['C2'],
  message: '电信2202班（C2）没有团支部覆盖；每个班级应当有团支部。',
};

ruleTest(rule, {
  passes: {
    'a 团支部 of another college covers the class': withClass.college('JX').org('团支部', 'JX-L2', { 所辖班级: 'C2' }),
    'an unreadable item in the list of a 团支部 of the college': withClass.org('团支部', 'L2', { 所辖班级: 'C9' }),
    'a dissolved class': withClass.set('组织', 'C2', { 状态: '撤销' }),
    'a 发展对象 without 党支部': aSchool().set('花名册', '吴九', { 政治面貌: '发展对象' }),
    'an unreadable 党支部': aSchool().set('花名册', '张三', { 党支部: 'P9' }),
    'a member who has left': aSchool().set('花名册', '王五', { 党支部: null, 状态: '毕业' }),
  },
  fails: {
    'a class that no 团支部 covers': given(withClass).finds({
      ...uncovered,
      advice: '请在团支部的“所辖班级”里加上电信2202班（C2）。',
      basis: '《关于完善学生党团班协同工作机制的指导意见（试行）》（校党学发〔2018〕17号）二',
    }),
    'only party organizations cover the class': given(
      withClass.org('党支部', 'P2', { 所辖班级: 'C2' }).org('党课学习小组', 'X1', { 所辖班级: 'C9' }),
    ).finds(uncovered),
    'the 团支部 is dissolved': given(withClass.org('团支部', 'L2', { 所辖班级: 'C2', 状态: '撤销' })).finds(uncovered),
    'a 正式党员 without 党支部': given(aSchool().set('花名册', '王五', { 党支部: null })).finds({
      at: '花名册!H4',
      subject: ['41922003'],
      message: '党员王五（41922003）没有填党支部；每名党员应当编入一个党支部。',
      advice: '请在“党支部”一列填写本人组织关系所在党支部的组织编号。',
    }),
    'a 预备党员 whose 党支部 says 无': given(
      aSchool().set('花名册', '周八', { 政治面貌: '预备党员', 党支部: '无' }),
    ).finds({
      at: '花名册!H7',
      subject: ['41922006'],
      message: '党员周八（41922006）没有填党支部；每名党员应当编入一个党支部。',
    }),
    'without the column 党支部 there is no cell': given(
      aSchool().withoutHeading('花名册', '党支部').drop('花名册', '张三').drop('花名册', '李四'),
    ).finds({
      at: '花名册!2',
      subject: ['41922003'],
      message: '党员王五（41922003）没有填党支部；每名党员应当编入一个党支部。',
    }),
    'class and member': given(withClass.set('花名册', '王五', { 党支部: null })).finds(uncovered, {
      at: '花名册!H4',
      subject: ['41922003'],
      message: '党员王五（41922003）没有填党支部；每名党员应当编入一个党支部。',
    }),
  },
  notChecked: {
    'without 花名册': aSchool().withoutTab('花名册'),
    'without 组织类型': aSchool().withoutHeading('组织', '组织类型'),
  },
});
