import rule from '../../shared/rules/mechanism/MEC-07-league-branch-without-guide.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const school = aSchool();

ruleTest(rule, {
  passes: {
    'a 党支部 guides it': school,
    'an unreadable 指导党支部 is not blank': school.set('组织', 3, { 指导党支部: 'P99' }),
    'an error cell is not blank': school.set('组织', 3, { 指导党支部: { error: '#REF!' } }),
    'a 撤销 党支部 stands there': school.org('党支部', 'P2', { 状态: '撤销' }).set('组织', 3, { 指导党支部: 'P2' }),
    'other kinds of organization': school.org('功能型团组织', 'F1').org('班级', 'C2'),
    'the 团支部 is 撤销': school.set('组织', 3, { 指导党支部: null, 状态: '撤销' }),
  },
  fails: {
    'nobody guides it': given(school.set('组织', 3, { 指导党支部: null })).finds({
      at: ['组织', 3, '指导党支部'],
      subject: ['L1'],
      message: '电信2201团支部（L1）没有填指导党支部；每个团支部应当有一个指导它的党支部。',
      advice: '请在“指导党支部”填写指导它的党支部的组织编号。',
      basis:
        '《关于完善学生党团班协同工作机制的指导意见（试行）》（校党学发〔2018〕17号）三（1）；《关于完善学生党团班协同工作机制的指导意见（试行）》（校党学发〔2018〕17号）四（3）',
    }),
    'a word for blank': given(school.set('组织', 3, { 指导党支部: '无' })).finds({
      at: ['组织', 3, '指导党支部'],
      subject: ['L1'],
      message: '电信2201团支部（L1）没有填指导党支部；每个团支部应当有一个指导它的党支部。',
    }),
    'the column is missing: the place has no column': given(school.withoutHeading('组织', '指导党支部')).finds({
      at: '组织!3',
      subject: ['L1'],
      message: '电信2201团支部（L1）没有填指导党支部；每个团支部应当有一个指导它的党支部。',
    }),
  },
  notChecked: { 'without the heading 组织类型': school.withoutHeading('组织', '组织类型') },
});
