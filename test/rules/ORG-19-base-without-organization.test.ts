import rule from '../../shared/rules/organization/ORG-19-base-without-organization.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const lab = (cells = {}) =>
  aSchool().add('阵地', { 阵地名称: '物联网实验室', 类型: '实验室', 对应组织: null, ...cells });

ruleTest(rule, {
  passes: {
    'no row': aSchool(),
    'one 在册 organization': lab({ 对应组织: 'P1' }),
    'one of two is 在册': aSchool()
      .org('功能型党组织', 'F1', { 状态: '撤销' })
      .add('阵地', { 阵地名称: '物联网实验室', 类型: '实验室', 对应组织: 'F1、L1' }),
    'an unreadable item may be the one': lab({ 对应组织: 'F9' }),
    'a tab without 对应组织': lab().withoutHeading('阵地', '对应组织'),
    'a 类型 that cannot be read': lab({ 类型: '机房' }),
    'without 阵地名称': lab({ 阵地名称: null }),
  },
  fails: {
    'nobody is named': given(lab({ 学生人数: 40 })).finds({
      at: '阵地!A2',
      subject: ['实验室', '物联网实验室'],
      message: '实验室“物联网实验室”有学生 40 人，没有填对应组织；学生在哪里，党团组织就应当在哪里。',
      advice: '请在“对应组织”填写覆盖这里学生的党、团组织的编号；还没有的，可以设立功能型党组织或团组织。',
    }),
    'only a 撤销 one is named': given(
      aSchool()
        .org('功能型党组织', 'F1', { 状态: '撤销' })
        .add('阵地', { 阵地名称: '启明社', 类型: '学生社团', 对应组织: 'F1' }),
    ).finds({
      at: '阵地!A2',
      subject: ['学生社团', '启明社'],
      message: '学生社团“启明社”的对应组织 F1 都不在册；学生在哪里，党团组织就应当在哪里。',
    }),
  },
  notChecked: { 'without 阵地': aSchool().withoutTab('阵地') },
});
