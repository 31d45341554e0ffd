import rule from '../../shared/rules/organization/ORG-17-study-group-without-activists.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** A 党课学习小组 X1 (row 5) of a class C2 with 郑十 in it. */
const group = (status: string, cells = {}) =>
  aSchool()
    .org('党课学习小组', 'X1', { 组织名称: '电信党课小组', 所辖班级: 'C2', ...cells })
    .org('班级', 'C2')
    .student('郑十', { 班级: 'C2', 政治面貌: status });
const found = (classes: number) => ({
  at: '组织!A5',
  subject: ['X1'],
  message: `电信党课小组（X1）所辖的 ${classes} 个班级里没有入党积极分子；党课学习小组应当以入党积极分子为主。`,
});

ruleTest(rule, {
  passes: {
    'one 入党积极分子': group('入党积极分子'),
    'one in the second of two classes': group('共青团员', { 所辖班级: 'C2、C1' }),
    'an unreadable item in 所辖班级': group('共青团员', { 所辖班级: 'C2、C9' }),
    'a dissolved group': group('共青团员', { 状态: '撤销' }),
    'a 党支部 of the same classes': aSchool().org('班级', 'C2').org('党支部', 'P2', { 所辖班级: 'C2' }),
  },
  fails: {
    'only 共青团员': given(group('共青团员')).finds({
      ...found(1),
      advice: '请核对“所辖班级”和花名册的政治面貌；确实没有的，改由党支部覆盖这些班级。',
    }),
    'a 发展对象 is no longer a 入党积极分子': given(group('发展对象')).finds(found(1)),
    'the only one has left': given(group('入党积极分子').set('花名册', '郑十', { 状态: '退学' })).finds(found(1)),
    'no class at all': given(group('入党积极分子', { 所辖班级: null })).finds(found(0)),
  },
  notChecked: {
    'without 花名册': aSchool().withoutTab('花名册'),
    'without 政治面貌': aSchool().withoutHeading('花名册', '政治面貌'),
  },
});
