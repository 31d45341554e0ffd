import rule from '../../shared/rules/decision/DEC-04-failed-party-vote.ts';
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
    党员应到: expected,
    党员实到: present,
    党员赞成: inFavor,
    ...cells,
  });
const finding = (heading: string, words: string) => ({
  at: ['议事决策', 'SX-01', heading] as const,
  subject: ['SX-01'],
  message: `电信2201团支部的评奖评优“校级三好学生”（SX-01）的党员大会${words}。`,
});

ruleTest(rule, {
  passes: {
    'half present is enough; half + 1 in favor': decision(20, 10, 11),
    'another category': decision(20, 9, 10, {}, '班团事务'),
    '党员应到 that cannot be read': decision('二十', 9, 10),
    'no date and no numbers': decision(null, null, null, { 党员大会日期: null }),
  },
  fails: {
    'half − 1 present': given(decision(20, 9, 11)).finds({
      ...finding('党员实到', '：党员应到 20 人，党员实到 9 人，党员赞成 11 人；党员实到应当不少于应到人数的一半'),
      advice: '请核对党员应到、党员实到和党员赞成，填错的改正；确实没有达到的，请重新召开党员大会表决。',
      basis: '《中国共产党支部工作条例（试行）》第十一条',
    }),
    'of an odd number less than half': given(decision(21, 10, 11)).finds(
      finding('党员实到', '：党员应到 21 人，党员实到 10 人，党员赞成 11 人；党员实到应当不少于应到人数的一半'),
    ),
    'half in favor is not more than half': given(decision(20, 10, 10)).finds(
      finding('党员赞成', '：党员应到 20 人，党员实到 10 人，党员赞成 10 人；党员赞成应当超过应到人数的一半'),
    ),
    'numbers without a date are judged, whoever is named': given(decision(20, 20, 10, { 党员大会日期: null })).finds(
      finding('党员赞成', '：党员应到 20 人，党员实到 20 人，党员赞成 10 人；党员赞成应当超过应到人数的一半'),
    ),
    'the date is given and 党员赞成 is blank: a warning': given(decision(20, 20, null)).finds({
      ...finding('党员赞成', '没有填党员赞成；应当填写应到、实到和赞成的人数'),
      severity: '警告',
    }),
  },
});
