import rule from '../../shared/rules/organization/ORG-15-functional-organization-incomplete.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

ruleTest(rule, {
  passes: {
    'a 功能型党组织 with 设立阵地': aSchool().org('功能型党组织', 'F1', { 设立阵地: '实验室' }),
    'a 功能型团组织 with both': aSchool().org('功能型团组织', 'F1', { 设立阵地: '学生社团', 指导党支部: 'P1' }),
    'an unreadable 设立阵地': aSchool().org('功能型党组织', 'F1', { 设立阵地: '操场' }),
    'an unreadable 指导党支部': aSchool().org('功能型团组织', 'F1', { 设立阵地: '网络', 指导党支部: 'P9' }),
    'other organizations need none': aSchool().org('党支部', 'P2').org('党课学习小组', 'X1'),
    'a dissolved one': aSchool().org('功能型党组织', 'F1', { 状态: '撤销' }),
  },
  fails: {
    'a 功能型党组织 without 设立阵地': given(aSchool().org('功能型党组织', 'F1')).finds({
      at: '组织!I5',
      subject: ['F1'],
      message: 'F1功能型党组织（F1）没有填设立阵地；功能型组织应当写明设立阵地。',
      advice: '请填写设立阵地。',
    }),
    'a 功能型团组织 without 指导党支部': given(aSchool().org('功能型团组织', 'F1', { 设立阵地: '网络' })).finds({
      at: '组织!H5',
      subject: ['F1'],
      message: 'F1功能型团组织（F1）没有填指导党支部；功能型组织应当写明指导党支部。',
      advice: '请填写指导党支部。',
    }),
    'without both: one finding, 设立阵地 first': given(aSchool().org('功能型团组织', 'F1')).finds({
      at: '组织!I5',
      subject: ['F1'],
      message: 'F1功能型团组织（F1）没有填设立阵地和指导党支部；功能型组织应当写明设立阵地和指导党支部。',
    }),
    'an unreadable 设立阵地 hides no missing 指导党支部': given(
      aSchool().org('功能型团组织', 'F1', { 设立阵地: '操场' }),
    ).finds({
      at: '组织!H5',
      subject: ['F1'],
      message: 'F1功能型团组织（F1）没有填指导党支部；功能型组织应当写明指导党支部。',
    }),
  },
  notChecked: { 'without 组织类型': aSchool().withoutHeading('组织', '组织类型') },
});
