import rule from '../../shared/rules/decision/DEC-08-class-affair-without-meeting.ts';
import { aSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const NO_PARTY = { 党支委会日期: null, 党员大会日期: null };
const affair = (cells: Typed = {}) =>
  aSchool().decision('班团事务', [], { 事项名称: '班费使用', 涉及学号: null, ...NO_PARTY, ...cells });
const finding = {
  at: ['议事决策', 'SX-01', '团支委会日期'] as const,
  subject: ['SX-01'],
  message:
    '电信2201团支部的班团事务“班费使用”（SX-01）没有填团支委会日期和团员大会日期；班、团事务应当一起商量，两个会至少开过一个。',
};
const none = { 团支委会日期: null, 团员大会日期: null };

ruleTest(rule, {
  passes: {
    'both meetings': affair(),
    'the committee alone': affair({ 团员大会日期: null }),
    'the assembly alone': affair({ 团支委会日期: null }),
    'a meeting that cannot be read is given': affair({ 团支委会日期: '上旬', 团员大会日期: null }),
    'an assembly that cannot be read is given': affair({ 团支委会日期: null, 团员大会日期: '上旬' }),
    'another kind': aSchool().decision('推优入党', ['周八'], none),
    'only Party meetings, of another year': affair({ ...none, 党员大会日期: '2025-08-31' }),
  },
  fails: {
    'neither of them': given(affair(none)).finds({
      ...finding,
      advice: '请填写团支委会日期或团员大会日期；还没有议过的，请先开会商议。',
    }),
    'only Party meetings, of the year': given(affair({ ...none, 党员大会日期: '2025-09-01' })).finds(finding),
  },
  notChecked: { 'without 议事决策': aSchool().withoutTab('议事决策') },
});
