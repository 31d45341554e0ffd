import rule from '../../shared/rules/education/EDU-04-recommendation-vote-failed.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

type Cells = Record<string, string | number | null>;
/** A 推优入党 decision of L1 of 2025-09-05 about 周八; 团员应到, 实到, 赞成. */
const voted = (expected: unknown, present: unknown, inFavor: unknown, cells: Cells = {}) =>
  aSchool().decision('推优入党', ['周八'], {
    团员应到: expected as number,
    团员实到: present as number,
    团员赞成: inFavor as number,
    ...cells,
  });
const NO_PARTY: Cells = {
  党支部: null,
  党支委会日期: null,
  党员大会日期: null,
  党员应到: null,
  党员实到: null,
  党员赞成: null,
};
const lastYear: Cells = { ...NO_PARTY, 团支委会日期: '2025-08-30', 团员大会日期: '2025-08-31' };
const WHICH = '电信2201团支部的推优入党“推优入党之1”（SX-01）的团员大会';
const quorum = {
  at: ['议事决策', 'SX-01', '团员实到'],
  subject: ['SX-01'],
  message: `${WHICH}：团员应到 20 人，团员实到 9 人，团员赞成 9 人；团员实到应当不少于应到人数的一半，团员赞成应当超过应到人数的一半。`,
  severity: '错误',
} as const;

ruleTest(rule, {
  passes: {
    'half present, more than half in favor': voted(20, 11, 11),
    'exactly half present is a quorum': voted(21, 11, 11),
    'another category is the matter of DEC-03': aSchool().decision('评奖评优', ['周八'], { 团员实到: 1, 团员赞成: 0 }),
    'a decision of the year before': voted(20, 9, 9, lastYear),
    'blank numbers without 团员大会日期': voted(null, null, null, { 团员大会日期: null }),
    'unreadable numbers are not judged': voted('二十', 9, 9),
    'an unreadable 事项类别 is not judged': voted(20, 9, 9, { 事项类别: '推优' }),
    'an unreadable 团员大会日期 asks for no numbers': voted(null, null, null, { 团员大会日期: '九月' }),
    'the 团支部 is 撤销': voted(20, 9, 9).set('组织', 3, { 状态: '撤销' }),
  },
  fails: {
    'less than half present': given(voted(20, 9, 9)).finds({
      ...quorum,
      advice: '请核对团员应到、团员实到和团员赞成，填错的改正；确实没有达到的，请重新召开团员大会表决。',
      basis:
        '《关于完善学生党团班协同工作机制的指导意见（试行）》（校党学发〔2018〕17号）四（3）；《共青团推优入党工作实施办法（试行）》',
    }),
    'exactly half in favor': given(voted(20, 20, 10)).finds({
      at: ['议事决策', 'SX-01', '团员赞成'],
      subject: ['SX-01'],
      message: `${WHICH}：团员应到 20 人，团员实到 20 人，团员赞成 10 人；团员赞成应当超过应到人数的一半。`,
      severity: '错误',
    }),
    'a number is blank': given(voted(20, null, 11)).finds({
      at: ['议事决策', 'SX-01', '团员实到'],
      subject: ['SX-01'],
      message: `${WHICH}没有填团员实到；应当填写应到、实到和赞成的人数。`,
      advice: '请按团员大会的记录填写团员实到。',
      severity: '警告',
    }),
    'less than the two thirds that the school asks for': given(
      voted(30, 19, 16).parameter('recommendationQuorum', { numerator: 2, denominator: 3 }),
    ).finds({
      ...quorum,
      message: `${WHICH}：团员应到 30 人，团员实到 19 人，团员赞成 16 人；团员实到应当不少于应到人数的 2/3。`,
    }),
    'numbers without 团员大会日期': given(voted(20, 9, 9, { 团员大会日期: null })).finds(quorum),
    'no meeting date at all': given(voted(20, 9, 9, { ...NO_PARTY, 团支委会日期: null, 团员大会日期: null })).finds(
      quorum,
    ),
    'on the first day of the year': given(
      voted(20, 9, 9, { ...NO_PARTY, 团支委会日期: '2025-08-31', 团员大会日期: '2025-09-01' }),
    ).finds(quorum),
  },
  notChecked: { 'without 议事决策': aSchool().withoutTab('议事决策') },
});
