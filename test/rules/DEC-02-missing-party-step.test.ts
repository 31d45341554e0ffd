import rule from '../../shared/rules/decision/DEC-02-missing-party-step.ts';
import { aSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** SX-01: L1 decides about 张三, a 正式党员 without a record, on 2025-09-05; P1 has seven 正式党员. */
const decision = (cells: Typed = {}, names = ['张三'], school = aSchool().students(4, { 政治面貌: '正式党员' })) =>
  school.decision('评奖评优', names, { 事项名称: '校级三好学生', ...cells });
/** 周八 with a record up to 接收, decided about without a 党员大会. */
const admitted = (on: Typed[string], cells: Typed = {}) =>
  decision({ 党员大会日期: null, ...cells }, ['周八'], aSchool().record('周八', '接收', { 接收预备党员日期: on }));
const faulty = (
  which: string,
  what = `没有填${which}日期`,
  who = '张三（41922001）',
  due = '先经党支委会通过，再由党员大会决定',
) => ({
  at: ['议事决策', 'SX-01', `${which}日期`] as const,
  subject: ['SX-01', which],
  message: `电信2201团支部的评奖评优“校级三好学生”（SX-01）涉及党员${who}，${what}；应当${due}。`,
});
const zhouBa = faulty('党员大会', undefined, '周八（41922006）', '由党员大会决定');
const NO_PARTY = { 党支委会日期: null, 党员大会日期: null };

ruleTest(rule, {
  passes: {
    'the committee before the assembly': decision(),
    'both on one day': decision({ 党支委会日期: '2025-09-10', 党员大会日期: '2025-09-10' }),
    'names no party member': decision(NO_PARTY, ['周八', '吴九']),
    'another category': aSchool().decision('推优入党', ['张三'], NO_PARTY),
    'a 党支部 with fewer than seven 正式党员 has no committee': decision({ 党支委会日期: null }, ['张三'], aSchool()),
    'six 正式党员': decision({ 党支委会日期: null }, ['张三'], aSchool().students(3, { 政治面貌: '正式党员' })),
    'a 党支部 that cannot be read': decision({ 党支委会日期: null, 党支部: 'C1' }),
    'a 党支委会日期 that cannot be read': decision({ 党支委会日期: '九月' }),
    'a 党员大会日期 that cannot be read': decision({ 党员大会日期: '九月' }),
    'a 团员大会日期 that cannot be read: membership on that day is not known': decision({
      ...NO_PARTY,
      团员大会日期: '九月',
    }),
    'admitted the day after 团员大会日期': admitted('2025-09-06'),
    'a record with a blank 接收预备党员日期': admitted(null),
    'a record with a 接收预备党员日期 that cannot be read': admitted('九月'),
    'admitted after the as-of day, without 团员大会日期': admitted('2025-10-16', { 团员大会日期: null }),
    'a party member who is no longer 在读': decision(NO_PARTY).set('花名册', '张三', { 状态: '毕业' }),
    'a 学号 that is in no 花名册': decision({ ...NO_PARTY, 涉及学号: '404' }),
    'the latest meeting was before the audited year': decision({
      团支委会日期: '2025-06-01',
      团员大会日期: '2025-06-02',
      ...NO_PARTY,
    }),
  },
  fails: {
    'no 党员大会日期': given(decision({ 党员大会日期: null })).finds({
      ...faulty('党员大会'),
      advice: '请填写党员大会日期；没有开过党员大会的，请补开后填写。',
    }),
    'no 党支委会日期, with seven 正式党员': given(decision({ 党支委会日期: null })).finds(faulty('党支委会')),
    neither: given(decision(NO_PARTY)).finds(faulty('党支委会'), faulty('党员大会')),
    '党支部 is blank: 党支委会日期 is asked': given(decision({ 党支委会日期: null, 党支部: null })).finds(
      faulty('党支委会'),
    ),
    'the committee one day after the assembly': given(
      decision({ 党支委会日期: '2025-09-11', 党员大会日期: '2025-09-10' }),
    ).finds({
      ...faulty('党支委会', '党支委会日期“2025-09-11”晚于党员大会日期“2025-09-10”'),
      advice: '请核对党支委会日期和党员大会日期，改正填错的一处。',
    }),
    'the wrong order also of a small 党支部': given(
      decision({ 党支委会日期: '2025-09-11', 党员大会日期: '2025-09-10' }, ['张三'], aSchool()),
    ).finds(faulty('党支委会', '党支委会日期“2025-09-11”晚于党员大会日期“2025-09-10”')),
    'a small 党支部 still asks its 党员大会': given(decision(NO_PARTY, ['张三'], aSchool())).finds(
      faulty('党员大会', undefined, undefined, '由党员大会决定'),
    ),
    'admitted on 团员大会日期': given(admitted('2025-09-05')).finds(zhouBa),
    'admitted on the as-of day, without 团员大会日期': given(admitted('2025-10-15', { 团员大会日期: null })).finds(
      zhouBa,
    ),
    'the record counts, not 政治面貌': given(
      admitted('2025-09-05').set('花名册', '周八', { 政治面貌: '发展对象', 党支部: null }),
    ).finds(zhouBa),
    'several party members among others, and an unreadable item': given(
      decision({ 党员大会日期: null, 涉及学号: '41922006、41922002、41922001、404' }),
    ).finds(faulty('党员大会', undefined, '李四（41922002）、张三（41922001）')),
  },
  notChecked: {
    'without 议事决策': aSchool().withoutTab('议事决策'),
    'without 政治面貌': aSchool().withoutHeading('花名册', '政治面貌'),
  },
});
