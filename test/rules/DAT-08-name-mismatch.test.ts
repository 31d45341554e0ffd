import rule from '../../shared/rules/data/DAT-08-name-mismatch.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const words = (row: string, typed: string, name = '孙七', id = '41922005') =>
  `${row}的姓名“${typed}”与花名册不一致；学号 ${id} 在花名册里是“${name}”。`;

ruleTest(rule, {
  passes: {
    'white space within the name': aSchool().set('任职', '孙七', { 姓名: '孙 七' }),
    'a foreign name with and without its dot': aSchool()
      .set('花名册', '孙七', { 姓名: '阿不都·热合曼' })
      .set('任职', ['C1', '41922005'], { 姓名: '阿不都热合曼' }),
    'a teacher': aSchool().set('任职', '孙七', { 姓名: '辅导员', 身份: '教师' }),
    'an unreadable 身份': aSchool().set('任职', '孙七', { 姓名: '辅导员', 身份: '老师' }),
    'a 学号 that is in no 花名册': aSchool().set('任职', '孙七', { 姓名: '孙八', 学号: '99' }),
    'a blank name': aSchool().set('任职', '孙七', { 姓名: null }),
    'no name in 花名册': aSchool().set('花名册', '孙七', { 姓名: null }),
    'without 花名册': aSchool().withoutTab('花名册'),
  },
  fails: {
    'in 任职': given(aSchool().set('任职', '孙七', { 姓名: '孙八' })).finds({
      at: '任职!D6',
      subject: ['任职', 'C1', '班长(兼团支部副书记)', '41922005', '2024-09-15'],
      message: words('“任职”第 6 行', '孙八'),
      advice: '请核对学号和姓名：学号对的，把姓名改成“孙七”；姓名对的，改正学号。',
    }),
    'in 发展台账': given(aSchool().set('发展台账', '吴九', { 姓名: '吴八' })).finds({
      at: '发展台账!B2',
      subject: ['发展台账', '41922007'],
      message: words('“发展台账”第 2 行', '吴八', '吴九', '41922007'),
    }),
    'in 承诺考评': given(aSchool().add('承诺考评', { 学号: '41922005', 姓名: '孙八', 评议类型: '学生评测' })).finds({
      at: '承诺考评!C2',
      subject: ['承诺考评', '2025-2026', '41922005', '学生', '学生评测'],
      message: words('“承诺考评”第 2 行', '孙八'),
    }),
    'a student of another college, who has left': given(
      aSchool()
        .college('JX')
        .set('花名册', '王五', { 状态: '毕业' })
        .college('JSJ')
        .add('发展台账', { 学号: 'JX-41922003', 姓名: '王六' }),
    ).finds({
      at: '发展台账!B3',
      subject: ['发展台账', 'JX-41922003'],
      message: words('“发展台账”第 3 行', '王六', '王五', 'JX-41922003'),
    }),
  },
});
