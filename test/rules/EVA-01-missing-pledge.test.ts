import rule from '../../shared/rules/evaluation/EVA-01-missing-pledge.ts';
import { aSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** 郑十 is a 预备党员 without any row of 承诺考评 and without a record. */
const school = (asOf = '2025-12-01', cells: Typed = {}) =>
  aSchool(asOf).student('郑十', { 政治面貌: '预备党员', ...cells });
const pledged = (cells: Typed, base = school()) => base.add('承诺考评', { 姓名: '郑十', 身份: '预备党员', ...cells });
const finding = (deadline = '2025-11-30') => ({
  at: ['花名册', '郑十', '学号'] as const,
  subject: ['41922008', '2025-2026'],
  message: `郑十（41922008）是预备党员，2025-2026 学年没有承诺日期；应当不晚于 ${deadline} 作出承诺。`,
});
const admitted = (on: Typed[string]) => school().record('郑十', '接收', { 接收预备党员日期: on });

ruleTest(rule, {
  passes: {
    'on 承诺截止 itself': school('2025-11-30'),
    'with a 承诺日期': pledged({ 承诺日期: '2025-10-20' }),
    'with a 承诺日期 under another 身份': pledged({ 承诺日期: '2025-10-20', 身份: '学生' }),
    'a 承诺日期 after the deadline is one': pledged({ 承诺日期: '2025-12-01' }),
    'a 承诺日期 that cannot be read counts as given': pledged({ 承诺日期: '去年' }),
    'one of several rows has it': pledged({ 承诺日期: '2025-10-20', 身份: '学生' }, pledged({})),
    'a row in the workbook of another college': pledged(
      { 承诺日期: '2025-10-20', 学号: '41922008' },
      school().college('JX'),
    ),
    'an 入党积极分子 or a 发展对象 is not a member': school('2025-12-01', { 政治面貌: '发展对象' }),
    'a 政治面貌 that cannot be read': school('2025-12-01', { 政治面貌: '党友' }),
    'no longer 在读': school('2025-12-01', { 状态: '毕业', 离校日期: '2025-12-01' }),
    'a 状态 that cannot be read': school('2025-12-01', { 状态: '出国' }),
    'admitted the day after 承诺截止': admitted('2025-12-01'),
    'a record with a blank 接收预备党员日期': admitted(null),
    'a record with a 接收预备党员日期 that cannot be read': admitted('2025年13月'),
    'a later row of a doubled 学号 accuses nobody': school('2025-12-01', { 政治面貌: '共青团员' }).add('花名册', {
      学号: '41922008',
      姓名: '马十一',
      政治面貌: '预备党员',
    }),
    'a later deadline of the school': school('2025-12-01').parameter('pledgeDeadline', { month: 12, day: 1 }),
  },
  fails: {
    'the day after 承诺截止, without a row': given(school()).finds({
      ...finding(),
      advice: '请在“承诺考评”中为郑十（41922008）填写 2025-2026 学年的承诺日期。',
      basis: '《关于完善学生党团班协同工作机制的指导意见（试行）》（校党学发〔2018〕17号）四（5）',
    }),
    'a row with a blank 承诺日期': given(pledged({ 述诺日期: '2025-11-20' })).finds(finding()),
    'a row of the year before': given(pledged({ 学年: '2024-2025', 承诺日期: '2024-10-20' })).finds(finding()),
    'a row whose 学年 cannot be read': given(pledged({ 学年: '2025年', 承诺日期: '2025-10-20' })).finds(finding()),
    'admitted on 承诺截止': given(admitted('2025-11-30')).finds(finding()),
    'a 正式党员': given(school('2025-12-01', { 政治面貌: '正式党员' })).finds({
      ...finding(),
      message: '郑十（41922008）是正式党员，2025-2026 学年没有承诺日期；应当不晚于 2025-11-30 作出承诺。',
    }),
    'who leaves after the as-of day': given(school('2025-12-01', { 状态: '毕业', 离校日期: '2025-12-02' })).finds(
      finding(),
    ),
    'the tab 发展台账 is not needed': given(school().withoutTab('发展台账')).finds(finding()),
    'without the column 承诺日期 nobody has pledged': given(
      aSchool('2025-12-01').withoutHeading('承诺考评', '承诺日期'),
    ).finds(
      ...['张三', '李四', '王五'].map((name, index) => ({
        at: ['花名册', name, '学号'] as const,
        subject: [`4192200${index + 1}`, '2025-2026'],
        message: `${name}（4192200${index + 1}）是正式党员，2025-2026 学年没有承诺日期；应当不晚于 2025-11-30 作出承诺。`,
      })),
    ),
    'the same 学号 in a second row whose 政治面貌 cannot be read': given(
      school().add('花名册', { 学号: '41922008', 姓名: '郑十', 政治面貌: '党友' }),
    ).finds({ ...finding(), at: '花名册!A9' }),
  },
  notChecked: {
    'without 承诺考评': aSchool('2025-12-01').withoutTab('承诺考评'),
    'without 政治面貌': aSchool('2025-12-01').withoutHeading('花名册', '政治面貌'),
    'without 学年': aSchool('2025-12-01').withoutHeading('承诺考评', '学年'),
  },
});
