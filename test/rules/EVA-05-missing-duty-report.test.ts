import rule from '../../shared/rules/evaluation/EVA-05-missing-duty-report.ts';
import { aSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** 郑十 holds a post of C1 and has no row of 承诺考评. */
const school = (asOf = '2026-07-01', student: Typed = {}, tenure: Typed = {}) =>
  aSchool(asOf).student('郑十', student).holds('郑十', 'C1', '体育委员', tenure);
const graded = (cells: Typed) => school().add('承诺考评', { 姓名: '郑十', 身份: '班团委员', ...cells });
const finding = {
  at: ['任职', '郑十', '职务'] as const,
  subject: ['41922008', '2025-2026'],
  message:
    '郑十（41922008）是电信2201班（C1）的体育委员，2025-2026 学年没有述职考评等次；应当不晚于 2026-06-30 完成述职考评。',
};

ruleTest(rule, {
  passes: {
    'on 述诺截止 itself': school('2026-06-30'),
    'with a 等次 of 述职考评': graded({ 评议类型: '述职考评', 评议等次: '优秀' }),
    'under another 身份': graded({ 评议类型: '述职考评', 评议等次: '合格', 身份: '学生' }),
    'a 评议等次 that cannot be read counts as given': graded({ 评议类型: '述职考评', 评议等次: '良' }),
    'a 评议类型 that cannot be read counts as given': graded({ 评议类型: '述职', 评议等次: '合格' }),
    'a post given up on 考核基准日': school('2026-07-01', {}, { 离任日期: '2026-06-30' }),
    'a post taken up after 考核基准日': school('2026-07-01', {}, { 任职日期: '2026-07-01' }),
    'a 离任日期 that cannot be read': school('2026-07-01', {}, { 离任日期: '毕业时' }),
    'a 教师': aSchool('2026-07-01').holds('班主任', 'C1', '体育委员', { 学号: 'T-1', 身份: '教师' }),
    'an 身份 that cannot be read may be a 教师': school('2026-07-01', {}, { 身份: '职工' }),
    'a 党支部 post': aSchool('2026-07-01').student('郑十').holds('郑十', 'P1', '委员'),
    'a post in a functional organisation': aSchool('2026-07-01')
      .student('郑十')
      .org('功能型团组织', 'F1')
      .holds('郑十', 'F1', '体育委员'),
    'a class that is 撤销': aSchool('2026-07-01')
      .student('郑十')
      .org('班级', 'C2', { 状态: '撤销' })
      .holds('郑十', 'C2', '班长'),
    'a class whose 状态 cannot be read': aSchool('2026-07-01')
      .student('郑十')
      .org('班级', 'C2', { 状态: '停办' })
      .holds('郑十', 'C2', '班长'),
    'no longer 在读': school('2026-07-01', { 状态: '毕业', 离校日期: '2026-06-30' }),
    'a student whose 状态 cannot be read': school('2026-07-01', { 状态: '出国' }),
    'an unknown 学号': school('2026-07-01', {}, { 学号: '404' }),
  },
  fails: {
    'the day after 述诺截止, without a row': given(school()).finds({
      ...finding,
      advice: '请在“承诺考评”中为郑十（41922008）填写 2025-2026 学年的述职考评等次。',
    }),
    'a row with a blank 等次': given(graded({ 评议类型: '述职考评' })).finds(finding),
    'a 等次 of another kind': given(graded({ 评议类型: '学生评测', 评议等次: '合格' })).finds(finding),
    'several posts: one finding, at the first': given(
      school().holds('郑十', 'L1', '团支部副书记').holds('郑十', 'C1', '生活委员'),
    ).finds({ ...finding, at: ['任职', ['郑十', '体育委员'], '职务'] }),
    'a post given up the day after 考核基准日': given(school('2026-07-01', {}, { 离任日期: '2026-07-01' })).finds(
      finding,
    ),
    'the first post as 教师, the second counts': given(
      aSchool('2026-07-01')
        .student('郑十')
        .holds('郑十', 'C1', '体育委员', { 身份: '教师' })
        .holds('郑十', 'L1', '宣传委员'),
    ).finds({
      at: ['任职', ['郑十', '宣传委员'], '职务'],
      subject: ['41922008', '2025-2026'],
      message:
        '郑十（41922008）是电信2201团支部（L1）的宣传委员，2025-2026 学年没有述职考评等次；应当不晚于 2026-06-30 完成述职考评。',
    }),
    'the first post in a class whose 状态 cannot be read, the second counts': given(
      aSchool('2026-07-01')
        .org('班级', 'C2', { 状态: '停办' })
        .student('郑十')
        .holds('郑十', 'C2', '班长')
        .holds('郑十', 'C1', '体育委员'),
    ).finds({ ...finding, at: ['任职', ['郑十', '体育委员'], '职务'] }),
    'posts in two colleges: once, in the college that is registered first': given(
      school().college('JX').holds('郑十', 'JX-C1', '班长', { 学号: '41922008' }).college('JSJ'),
    ).finds({ ...finding, college: 'JSJ' }),
  },
  notChecked: { 'without 承诺考评': aSchool('2026-07-01').withoutTab('承诺考评') },
});
