import rule from '../../shared/rules/data/DAT-12-impossible-date.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const born = (day: string) => aSchool('2025-10-15').set('花名册', '张三', { 出生日期: day });
const bornWrongly = (day: string, why: string) =>
  given(born(day)).finds({
    at: '花名册!I2',
    subject: ['花名册', '41922001', '出生日期'],
    message: `“花名册”第 2 行张三（41922001）的出生日期“${day}”${why}；应当是学生的出生日期。`,
    advice: '请核对出生日期并改正。',
  });
const later = (row: string, heading: string, day = '2025-10-16') =>
  `${row}的${heading}“${day}”在截至日 2025-10-15 之后；应当是已经发生的日期。`;
/** Every date that has been, on one day. */
const allOn = (day: string) =>
  aSchool('2025-10-15')
    .record('周八', '转正', { 接收预备党员日期: day, 转正日期: day })
    .activity('班会', 'C1', { 活动编号: 'A1', 活动日期: day })
    .set('工作计划', 'L1', { 提交日期: day })
    .decision('评奖评优', ['周八'], { 团支委会日期: day, 团员大会日期: day, 党支委会日期: day, 党员大会日期: day })
    .add('承诺考评', { 姓名: '周八', 承诺日期: day, 述诺日期: day, 评议类型: '学生评测', 评议日期: day })
    .add('荣誉', { 荣誉名称: '先进', 获得日期: day });

ruleTest(rule, {
  passes: {
    'on the as-of day': allOn('2025-10-15'),
    'fourteen today': born('2011-10-15'),
    'sixty today': born('1965-10-15'),
    'born on 29 February, fourteen on 1 March of a common year': aSchool('2026-03-01').set('花名册', '张三', {
      出生日期: '2012-02-29',
    }),
    'other dates may lie ahead': aSchool()
      .set('任职', '孙七', { 离任日期: '2026-06-30' })
      .set('花名册', '周八', { 离校日期: '2026-06-30' })
      .set('组织', 'P1', { 成立日期: '2025-12-01' }),
    'an unreadable date': aSchool().activity('班会', 'C1', { 活动日期: '明天' }),
  },
  fails: {
    'an activity of tomorrow': given(
      aSchool('2025-10-15').activity('班会', 'C1', { 活动编号: 'A1', 活动日期: '2025-10-16' }),
    ).finds({
      at: ['活动台账', 'A1', '活动日期'],
      subject: ['活动台账', 'A1', '活动日期'],
      message: later('“活动台账”第 12 行', '活动日期'),
      advice: '请核对活动日期并改正。',
    }),
    'every date that has been, tomorrow': given(allOn('2025-10-16')).finds(
      ...['接收预备党员日期', '转正日期'].map((heading) => ({
        at: ['发展台账', '周八', heading] as const,
        subject: ['发展台账', '41922006', heading],
        message: later('“发展台账”第 3 行周八（41922006）', heading),
      })),
      {
        at: ['活动台账', 'A1', '活动日期'],
        subject: ['活动台账', 'A1', '活动日期'],
        message: later('“活动台账”第 12 行', '活动日期'),
      },
      {
        at: '工作计划!D3',
        subject: ['工作计划', 'L1', '2025-2026', '提交日期'],
        message: later('“工作计划”第 3 行电信2201团支部（L1）', '提交日期'),
      },
      ...['团支委会日期', '团员大会日期', '党支委会日期', '党员大会日期'].map((heading) => ({
        at: ['议事决策', 2, heading] as const,
        subject: ['议事决策', 'SX-01', heading],
        message: later('“议事决策”第 2 行', heading),
      })),
      ...['承诺日期', '述诺日期', '评议日期'].map((heading) => ({
        at: ['承诺考评', 2, heading] as const,
        subject: ['承诺考评', '2025-2026', '41922006', '学生', '学生评测', heading],
        message: later('“承诺考评”第 2 行周八（41922006）', heading),
      })),
      {
        at: '荣誉!D2',
        subject: ['荣誉', 'P1', '先进', '校级', '2025-10-16', '获得日期'],
        message: later('“荣誉”第 2 行电信2201党支部（P1）', '获得日期'),
      },
    ),
    'fourteen tomorrow': bornWrongly('2011-10-16', '不满 14 周岁'),
    'not born yet': bornWrongly('2026-03-12', '不满 14 周岁'),
    'sixty yesterday': bornWrongly('1965-10-14', '已过 60 周岁'),
    'born on 29 February, not yet fourteen on 28 February of a common year': given(
      aSchool('2026-02-28').set('花名册', '张三', { 出生日期: '2012-02-29' }),
    ).finds({
      at: '花名册!I2',
      subject: ['花名册', '41922001', '出生日期'],
      message: '“花名册”第 2 行张三（41922001）的出生日期“2012-02-29”不满 14 周岁；应当是学生的出生日期。',
    }),
    'of a student who has left, of a dissolved organization': given(
      aSchool('2025-10-15')
        .set('花名册', '周八', { 出生日期: '2020-01-01', 状态: '退学' })
        .org('班级', 'C2', { 状态: '撤销' })
        .activity('班会', 'C2', { 活动编号: 'A1', 活动日期: '2026-01-01' }),
    ).finds(
      {
        at: '花名册!I7',
        subject: ['花名册', '41922006', '出生日期'],
        message: '“花名册”第 7 行周八（41922006）的出生日期“2020-01-01”不满 14 周岁；应当是学生的出生日期。',
      },
      {
        at: ['活动台账', 'A1', '活动日期'],
        subject: ['活动台账', 'A1', '活动日期'],
        message: later('“活动台账”第 12 行', '活动日期', '2026-01-01'),
      },
    ),
  },
});
