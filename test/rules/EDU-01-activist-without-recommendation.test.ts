import rule from '../../shared/rules/education/EDU-01-activist-without-recommendation.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** 周八, born on 1997-06-28, became 入党积极分子 on 2025-06-28. */
const record = (cells: Record<string, string | null>, bornOn: string | null = '2004-03-12') =>
  aSchool().record('周八', '积极分子', cells).set('花名册', '周八', { 出生日期: bornOn });
const unrecommended = { 推荐方式: '团组织推优', 推优日期: null };
const unsaid = { 推荐方式: null, 推优日期: null };
const error = {
  at: ['发展台账', '周八', '推优日期'],
  subject: ['41922006'],
  message:
    '周八（41922006）确定积极分子日期为“2025-06-28”，推荐方式是“团组织推优”，却没有填推优日期；应当先由团组织推优，再确定为积极分子。',
  severity: '错误',
} as const;
const warning = {
  at: ['发展台账', '周八', '推荐方式'],
  subject: ['41922006'],
  message:
    '周八（41922006）确定积极分子日期为“2025-06-28”，推荐方式和推优日期都没有填；不满 28 周岁的一般应当由团组织推优。',
  severity: '警告',
} as const;

ruleTest(rule, {
  passes: {
    'recommended by the League, with the date': record({}),
    'a date without a way': record({ 推荐方式: null }),
    'recommended by party members': record({ 推荐方式: '党员推荐', 推优日期: null }),
    'not yet an 入党积极分子': record({ ...unrecommended, 确定积极分子日期: null }),
    '28 years old on that very day': record(unrecommended, '1997-06-28'),
    'neither way nor date, at 28': record(unsaid, '1997-06-28'),
    'older than a 推优年龄 that was lowered': record(unrecommended, '2004-03-12').parameter('recommendationAge', 21),
    'an unreadable birth date is not judged': record(unrecommended, '去年'),
    'an unreadable 推优日期 is not judged': record({ 推优日期: '三月二十' }),
    'an unreadable 推荐方式 is not judged': record({ 推荐方式: '自荐', 推优日期: null }),
    'an unreadable 确定积极分子日期 is not judged': record({ ...unrecommended, 确定积极分子日期: '六月' }),
    'the student is not 在读': record(unrecommended).set('花名册', '周八', { 状态: '退学' }),
  },
  fails: {
    'recommended by the League without a date': given(record(unrecommended)).finds({
      ...error,
      advice: '请填写推优大会的日期；没有推优的，请把推荐方式改为实际的方式。',
      basis:
        '《关于完善学生党团班协同工作机制的指导意见（试行）》（校党学发〔2018〕17号）四（3）；《共青团推优入党工作实施办法（试行）》',
    }),
    'neither way nor date': given(record(unsaid)).finds({
      ...warning,
      advice: '请填写推荐方式；由团组织推优的，同时填写推优日期。',
    }),
    'the day before the 28th birthday': given(record(unrecommended, '1997-06-29')).finds(error),
    'neither way nor date, the day before the 28th birthday': given(record(unsaid, '1997-06-29')).finds(warning),
    'an unknown birth date counts as younger': given(record(unrecommended, null)).finds(error),
    'older than 28, but not than a 推优年龄 that was raised': given(
      record(unsaid, '1997-06-28').parameter('recommendationAge', 35),
    ).finds({ ...warning, message: warning.message.replace('28 周岁', '35 周岁') }),
  },
  notChecked: { 'without 发展台账': aSchool().withoutTab('发展台账') },
});
