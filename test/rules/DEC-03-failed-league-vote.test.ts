import rule from '../../shared/rules/decision/DEC-03-failed-league-vote.ts';
import { aSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const decision = (
  expected: Typed[string],
  present: Typed[string],
  inFavor: Typed[string],
  cells: Typed = {},
  kind = '评奖评优',
) =>
  aSchool().decision(kind, ['周八'], {
    事项名称: '校级三好学生',
    团员应到: expected,
    团员实到: present,
    团员赞成: inFavor,
    ...cells,
  });
const finding = (heading: string, words: string, kind = '评奖评优') => ({
  at: ['议事决策', 'SX-01', heading] as const,
  subject: ['SX-01'],
  message: `电信2201团支部的${kind}“校级三好学生”（SX-01）的团员大会${words}。`,
});
const few = finding('团员实到', '：团员应到 20 人，团员实到 10 人，团员赞成 11 人；团员实到应当超过应到人数的一半');

ruleTest(rule, {
  passes: {
    'half + 1 present and in favor': decision(20, 11, 11),
    'an odd number: more than half': decision(21, 11, 11),
    'another category': decision(20, 10, 10, {}, '推优入党'),
    'numbers that cannot be read': decision('二十', 10, 10),
    '团员实到 that cannot be read': decision(20, '十', 11),
    'no date and no numbers': decision(null, null, null, { 团员大会日期: null }),
    'a date that cannot be read, and no numbers': decision(null, null, null, { 团员大会日期: '九月' }),
    'before the audited year': decision(20, 10, 10, {
      团支委会日期: '2025-06-01',
      团员大会日期: '2025-06-02',
      党支委会日期: null,
      党员大会日期: null,
    }),
  },
  fails: {
    'half present is not more than half': given(decision(20, 10, 11)).finds({
      ...few,
      advice: '请核对团员应到、团员实到和团员赞成，填错的改正；确实没有达到的，请重新召开团员大会表决。',
      basis: '《团支部“三会两制一课”实施细则（试行）》',
    }),
    'half in favor is not more than half': given(decision(20, 20, 10)).finds(
      finding('团员赞成', '：团员应到 20 人，团员实到 20 人，团员赞成 10 人；团员赞成应当超过应到人数的一半'),
    ),
    'both: the place is 团员实到': given(decision(20, 10, 10)).finds(
      finding(
        '团员实到',
        '：团员应到 20 人，团员实到 10 人，团员赞成 10 人；团员实到应当超过应到人数的一半，团员赞成应当超过应到人数的一半',
      ),
    ),
    'a 人员推荐': given(decision(20, 20, 10, {}, '人员推荐')).finds(
      finding(
        '团员赞成',
        '：团员应到 20 人，团员实到 20 人，团员赞成 10 人；团员赞成应当超过应到人数的一半',
        '人员推荐',
      ),
    ),
    'numbers without a date are judged': given(decision(20, 10, 11, { 团员大会日期: null })).finds(few),
    'the date is given and numbers are blank: a warning at the first': given(decision(20, null, null)).finds({
      ...finding('团员实到', '没有填团员实到、团员赞成；应当填写应到、实到和赞成的人数'),
      severity: '警告',
      advice: '请按团员大会的记录填写团员实到、团员赞成。',
    }),
    'a failed majority with 团员实到 blank': given(decision(20, null, 10)).finds(
      finding('团员赞成', '：团员应到 20 人，团员实到没有填，团员赞成 10 人；团员赞成应当超过应到人数的一半'),
    ),
  },
  notChecked: { 'without 议事决策': aSchool().withoutTab('议事决策') },
});
