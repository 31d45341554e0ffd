import rule from '../../shared/rules/data/DAT-04-unreadable-value.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const born = (value: string | number, why: string, advice = '请把出生日期改成如 2025-09-01 的日期。') =>
  given(aSchool().set('花名册', '张三', { 出生日期: value })).finds({
    at: '花名册!I2',
    subject: ['花名册', '41922001', '出生日期'],
    message: `“花名册”第 2 行张三（41922001）的出生日期“${value}”${why}；应当是如 2025-09-01 的日期。`,
    advice,
  });
const expected = (value: string | number, why: string, due: string, advice = `请把应到人数改成${due}。`) =>
  given(aSchool().set('活动台账', '主题党日2025-09', { 应到人数: value })).finds({
    at: ['活动台账', '主题党日2025-09', '应到人数'],
    subject: ['活动台账', '主题党日2025-09', '应到人数'],
    message: `“活动台账”第 2 行的应到人数“${value}”${why}；应当是${due}。`,
    advice,
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
    'a serial number typed as text': born('38058', '读不出日期：只是一串数字', '请把出生日期改成 2004-03-12。'),
    'a day with words around it': born('2004年3月12号（农历）', '读不出日期', '请把出生日期改成 2004-03-12。'),
    'two days': born('2004-3-12 或 2004-3-13', '读不出日期'),
    'a number that is no date': born(2004, '读不出日期：只是一个数字'),
    'no number': expected('全体', '不是数字', '数字'),
    'a number with its measure word': expected('30人', '不是数字', '数字', '应到人数请只填 30。'),
    'a number in words': expected('约三十五人', '不是数字', '数字', '应到人数请只填 35。'),
    'two numbers': expected('30/35', '不是数字', '数字'),
    'the number of something else': expected('会议室301', '不是数字', '数字'),
    'a 学号 that has become a number in short form': given(
      aSchool().set('花名册', '张三', { 学号: '4.1922E+07' }),
    ).finds({
      at: '花名册!A2',
      subject: ['花名册', '4.1922E+07', '学号'],
      message: '“花名册”第 2 行的学号“4.1922E+07”变成了科学计数法或丢了末位；应当是完整的编号。',
      advice: '请把学号这一列设成文本格式，再重新填写完整的学号。',
    }),
    'a 学号 of 18 digits in a number cell': given(
      aSchool().set('花名册', '张三', { 学号: 420_106_200_001_011_200 }),
    ).finds({
      at: '花名册!A2',
      subject: ['花名册', '420106200001011200', '学号'],
      message: '“花名册”第 2 行的学号“420106200001011200”变成了科学计数法或丢了末位；应当是完整的编号。',
      advice: '请把学号这一列设成文本格式，再重新填写完整的学号。',
    }),
    'an id of a list that has lost digits': given(aSchool().set('组织', 'L1', { 所辖班级: 'C1、2.301E+10' })).finds({
      at: '组织!G3',
      subject: ['组织', 'L1', '所辖班级'],
      message: '“组织”第 3 行电信2201团支部（L1）的所辖班级“2.301E+10”变成了科学计数法或丢了末位；应当是完整的编号。',
      advice: '请把所辖班级这一列设成文本格式，再重新填写完整的所辖班级。',
    }),
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
      advice: '请把学年改成 2025-2026。',
    }),
    'rows of students who have left': given(aSchool().set('花名册', '周八', { 出生日期: '春天', 状态: '毕业' })).finds({
      at: '花名册!I7',
      subject: ['花名册', '41922006', '出生日期'],
      message: '“花名册”第 7 行周八（41922006）的出生日期“春天”读不出日期；应当是如 2025-09-01 的日期。',
    }),
  },
});
