import rule from '../../shared/rules/data/DAT-04-unreadable-value.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const born = (value: string | number, why: string) =>
  given(aSchool().set('花名册', '张三', { 出生日期: value })).finds({
    at: '花名册!I2',
    subject: ['花名册', '41922001', '出生日期'],
    message: `“花名册”第 2 行张三（41922001）的出生日期“${value}”${why}；应当是如 2025-09-01 的日期。`,
    advice: '请把出生日期改成如 2025-09-01 的日期。',
  });
const expected = (value: string | number, why: string, due: string) =>
  given(aSchool().set('活动台账', '主题党日2025-09', { 应到人数: value })).finds({
    at: ['活动台账', '主题党日2025-09', '应到人数'],
    subject: ['活动台账', '主题党日2025-09', '应到人数'],
    message: `“活动台账”第 2 行的应到人数“${value}”${why}；应当是${due}。`,
  });

ruleTest(rule, {
  passes: {
    'dates, numbers and years as they may be written': aSchool()
      .set('花名册', '张三', { 出生日期: '２００４年３月１２日', 年级: '2022' })
      .set('花名册', '李四', { 出生日期: 38058 })
      .set('花名册', '王五', { 出生日期: 20040312 })
      .set('活动台账', '主题党日2025-09', { 应到人数: '1,000', 实到人数: '10' }),
    'an error cell': aSchool().set('花名册', '张三', { 出生日期: { error: '#VALUE!' } }),
    'an optional cell with 无': aSchool().set('花名册', '张三', { 出生日期: '无' }),
  },
  fails: {
    'no such month': born('2004年13月1日', '读不出日期：没有 13 月'),
    'no such day': born('2004-2-30', '读不出日期：2 月没有 30 日'),
    'no such day in digits alone': born('20230229', '读不出日期：2 月没有 29 日'),
    'no date at all': born('春天', '读不出日期'),
    'a serial number typed as text': born('38058', '读不出日期：只是一串数字'),
    'a number that is no date': born(2004, '读不出日期：只是一个数字'),
    'no number': expected('十人', '不是数字', '数字'),
    'a fraction of a person': expected(10.5, '不是整数', '整数'),
    'less than nobody': expected(-1, '小于 0', '0 或更大的整数'),
    'a year of entry before 1990': given(aSchool().set('花名册', '张三', { 年级: 1989 })).finds({
      at: '花名册!E2',
      subject: ['花名册', '41922001', '年级'],
      message: '“花名册”第 2 行张三（41922001）的年级“1989”超出了范围；应当是在 1990 到 2100 之间的入学年份。',
      advice: '请把年级改成在 1990 到 2100 之间的入学年份。',
    }),
    'an academic year of one number': given(aSchool().set('工作计划', 'P1', { 学年: '2025' })).finds({
      at: '工作计划!B2',
      subject: ['工作计划', 'P1', '2025', '学年'],
      message: '“工作计划”第 2 行电信2201党支部（P1）的学年“2025”不是学年；应当是如 2025-2026 的学年。',
    }),
    'rows of students who have left': given(aSchool().set('花名册', '周八', { 出生日期: '春天', 状态: '毕业' })).finds({
      at: '花名册!I7',
      subject: ['花名册', '41922006', '出生日期'],
      message: '“花名册”第 7 行周八（41922006）的出生日期“春天”读不出日期；应当是如 2025-09-01 的日期。',
    }),
  },
});
