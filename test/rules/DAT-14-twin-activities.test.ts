import rule from '../../shared/rules/data/DAT-14-twin-activities.ts';
import { aSchool, type TestSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** 班会 of C1, alike but for 活动编号, from row 10 on. */
const meetings = (...ids: readonly (string | null)[]): TestSchool =>
  ids.reduce(
    (school: TestSchool, id) =>
      school.activity('班会', 'C1', { 活动编号: id, 活动日期: '2025-09-05', 活动主题: '选举' }),
    aSchool(),
  );
const words = (own: string, first: string) =>
  `电信2201班 2025-09-05 的班会“选举”与第 12 行的日期、主办组织、类型、主题都相同，活动编号却不同（本行${own}，第 12 行${first}）；一个活动应当只登记一次。`;
const TUPLE = ['2025-09-05', 'C1', '班会', '选举'];

ruleTest(rule, {
  passes: {
    'two without 活动编号 are a repeated key': meetings(null, null),
    'two with one 活动编号 are a repeated key': meetings('A1', 'A1'),
    'another date': meetings('A1').activity('班会', 'C1', { 活动编号: 'A2', 活动日期: '2025-09-06', 活动主题: '选举' }),
    'another host': meetings('A1').activity('班会', 'L1', { 活动编号: 'A2', 活动日期: '2025-09-05', 活动主题: '选举' }),
    'another type': meetings('A1').activity('其他', 'C1', { 活动编号: 'A2', 活动日期: '2025-09-05', 活动主题: '选举' }),
    'another 主题': meetings('A1').activity('班会', 'C1', { 活动编号: 'A2', 活动日期: '2025-09-05', 活动主题: '总结' }),
    ...Object.fromEntries(
      ['活动日期', '主办组织', '活动类型', '活动主题'].map((heading) => [
        `blank ${heading}`,
        ['A1', 'A2'].reduce(
          (school: TestSchool, id) =>
            school.activity('班会', 'C1', { 活动编号: id, 活动主题: '选举', [heading]: null }),
          aSchool(),
        ),
      ]),
    ),
    'an unreadable 活动编号': meetings('A1').activity('班会', 'C1', {
      活动编号: { error: '#REF!' },
      活动日期: '2025-09-05',
      活动主题: '选举',
    }),
  },
  fails: {
    'two 活动编号': given(meetings('A1', 'A2')).finds({
      at: '活动台账!E13',
      subject: ['A1', 'A2'],
      message: words('是“A2”', '是“A1”'),
      advice: '请与第 12 行核对：同一个活动的删去一行；不是同一个的，把活动主题写得有区别。',
    }),
    'only the first has a 活动编号': given(meetings('A1', null)).finds({
      at: '活动台账!E13',
      subject: ['A1', ...TUPLE],
      message: words('没有填', '是“A1”'),
    }),
    'only the later has a 活动编号': given(meetings(null, 'A2')).finds({
      at: '活动台账!E13',
      subject: ['A2', ...TUPLE],
      message: words('是“A2”', '没有填'),
    }),
    'sorted the other way round, the subject stays': given(meetings('A2', 'A1')).finds({
      at: '活动台账!E13',
      subject: ['A1', 'A2'],
      message: words('是“A1”', '是“A2”'),
    }),
    'of three in any order, each is named with the least 活动编号': given(meetings('A3', 'A1', 'A2')).finds(
      { at: '活动台账!E13', subject: ['A1', 'A3'], message: words('是“A1”', '是“A3”') },
      { at: '活动台账!E14', subject: ['A1', 'A2'], message: words('是“A2”', '是“A3”') },
    ),
    'each later row is compared with the first': given(meetings('A1', 'A2', 'A3', 'A1')).finds(
      { at: '活动台账!E13', subject: ['A1', 'A2'], message: words('是“A2”', '是“A1”') },
      { at: '活动台账!E14', subject: ['A1', 'A3'], message: words('是“A3”', '是“A1”') },
    ),
    'two later ones without 活动编号 are one finding': given(meetings('A1', null, null)).finds({
      at: '活动台账!E13',
      subject: ['A1', ...TUPLE],
      message: words('没有填', '是“A1”'),
    }),
  },
  notChecked: { 'without 活动主题': aSchool().withoutHeading('活动台账', '活动主题') },
});
