import rule from '../../shared/rules/data/DAT-09-month-only-date.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

ruleTest(rule, {
  passes: {
    'a day': aSchool().set('发展台账', '吴九', { 谈话日期: '2024.10.8' }),
    '出生日期 and 入团日期 may be months': aSchool().set('花名册', '张三', {
      出生日期: '2004.03',
      入团日期: '2019年5月',
    }),
  },
  fails: {
    'a month alone': given(aSchool().set('发展台账', '吴九', { 谈话日期: '2024.10' })).finds({
      at: '发展台账!D2',
      subject: ['发展台账', '41922007', '谈话日期'],
      message: '“发展台账”第 2 行吴九（41922007）的谈话日期“2024.10”只写到月；应当写到日，现在按当月 1 日计算。',
      advice: '请把谈话日期写全，例如 2025-09-01。',
    }),
    'in a date of the key: the key has the first of the month': given(
      aSchool().set('任职', '孙七', { 任职日期: '2024年9月' }),
    ).finds({
      at: '任职!F6',
      subject: ['任职', 'C1', '班长(兼团支部副书记)', '41922005', '2024-09-01', '任职日期'],
      message: '“任职”第 6 行孙七（41922005）的任职日期“2024年9月”只写到月；应当写到日，现在按当月 1 日计算。',
    }),
    'of a student who has left': given(aSchool().set('花名册', '周八', { 状态: '毕业', 离校日期: '2025/6' })).finds({
      at: '花名册!L7',
      subject: ['花名册', '41922006', '离校日期'],
      message: '“花名册”第 7 行周八（41922006）的离校日期“2025/6”只写到月；应当写到日，现在按当月 1 日计算。',
    }),
  },
});
