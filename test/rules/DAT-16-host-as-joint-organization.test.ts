import rule from '../../shared/rules/data/DAT-16-host-as-joint-organization.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const meeting = (cells = {}) =>
  aSchool().activity('班会', 'C1', { 活动日期: '2025-09-05', 活动主题: '选举', ...cells });

ruleTest(rule, {
  passes: {
    'others joined': meeting({ 联合组织: 'L1、P1' }),
    'nobody joined': meeting(),
    'an unreadable host': meeting({ 主办组织: 'C9', 联合组织: 'C9' }),
  },
  fails: {
    'the host among others': given(meeting({ 联合组织: 'L1、C1' })).finds({
      at: '活动台账!F12',
      subject: ['2025-09-05', 'C1', '班会', '选举'],
      message:
        '电信2201班 2025-09-05 的班会“选举”的联合组织里有主办组织电信2201班（C1）自己；应当只填一起开展的其他组织。',
      advice: '请从联合组织中删去电信2201班（C1）。',
    }),
    'of a dissolved host, by its 活动编号': given(
      meeting({ 活动编号: 'A1', 主办组织: 'C2', 联合组织: 'C2' }).org('班级', 'C2', { 状态: '撤销' }),
    ).finds({
      at: '活动台账!F12',
      subject: ['A1'],
      message: 'C2班级 2025-09-05 的班会“选举”的联合组织里有主办组织C2班级（C2）自己；应当只填一起开展的其他组织。',
    }),
  },
  notChecked: { 'without 主办组织': aSchool().withoutHeading('活动台账', '主办组织') },
});
