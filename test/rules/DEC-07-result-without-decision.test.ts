import rule from '../../shared/rules/decision/DEC-07-result-without-decision.ts';
import { aSchool, type TestSchool } from '../support/a-school.ts';
import type { Typed } from '../support/faultless-college.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** A result of 周八 on 2025-10-10; decisions of the school meet last on 2025-09-10. */
const result = (school: TestSchool, cells: Typed = {}) =>
  school.add('个人结果', { 姓名: '周八', 类别: '评奖评优', 名称: '国家奖学金', 日期: '2025-10-10', ...cells });
const decided = (cells: Typed = {}, names: readonly string[] = ['周八']) =>
  aSchool().decision('评奖评优', names, cells);
const finding = {
  at: ['个人结果', '国家奖学金', '名称'] as const,
  subject: ['41922006', '评奖评优', '国家奖学金', '2025-10-10'],
  message:
    '周八（41922006） 2025-10-10 的评奖评优“国家奖学金”，在“议事决策”中没有涉及本人并在这一天以前议定的评奖评优事项；应当先经团支部委员会通过，由团员学生大会决定。',
};
const noParty = {
  党支部: null,
  党支委会日期: null,
  党员大会日期: null,
  党员应到: null,
  党员实到: null,
  党员赞成: null,
};

ruleTest(rule, {
  passes: {
    'decided before': result(decided()),
    'the latest meeting on the very day': result(decided({ 党员大会日期: '2025-10-10' })),
    'decided in another college': result(
      aSchool().college('JX').add('议事决策', { 涉及学号: '41922006' }).college('JSJ'),
    ),
    'the decision that it names': result(decided(), { 事项编号: 'SX-01' }),
    'a result of another year': result(aSchool(), { 日期: '2025-08-31' }),
    'an unreadable item of 涉及学号 may be the student': result(decided({ 涉及学号: '41929999' })),
    'a 事项类别 that cannot be read': result(decided({ 事项类别: '评优' })),
    'meetings that cannot be read': result(decided({ ...noParty, 团支委会日期: '上旬', 团员大会日期: '中旬' })),
    'a 事项编号 that refers to nothing': result(decided(), { 事项编号: 'SX-99' }),
    'a 议事决策 without 涉及学号': result(decided({ 党员大会日期: '2025-10-11' })).withoutHeading(
      '议事决策',
      '涉及学号',
    ),
    'a 类别 that cannot be read': result(aSchool(), { 类别: '奖' }),
    'a 日期 that cannot be read': result(aSchool(), { 日期: '去年' }),
    'not 在读': result(aSchool()).set('花名册', '周八', { 状态: '退学' }),
  },
  fails: {
    'no decision at all': given(result(aSchool())).finds({
      ...finding,
      advice:
        '请在“议事决策”登记这项评奖评优，在“涉及学号”中写上周八（41922006）并填写会议日期；没有经过议事程序的，请先补办。',
    }),
    'of another kind': given(result(aSchool().decision('人员推荐', ['周八']))).finds(finding),
    'about somebody else': given(result(decided({}, ['赵六']))).finds(finding),
    'the latest meeting is a day later': given(result(decided({ 党员大会日期: '2025-10-11' }))).finds(finding),
    'no meeting is given': given(result(decided({ ...noParty, 团支委会日期: null, 团员大会日期: null }))).finds(
      finding,
    ),
    'it names another decision': given(result(decided().decision('评奖评优', ['赵六']), { 事项编号: 'SX-02' })).finds({
      ...finding,
      message:
        '周八（41922006） 2025-10-10 的评奖评优“国家奖学金”，在“议事决策”中没有事项编号为“SX-02”、涉及本人并在这一天以前议定的评奖评优事项；应当先经团支部委员会通过，由团员学生大会决定。',
    }),
    'on the first day of the year': given(result(aSchool(), { 日期: '2025-09-01' })).finds({
      ...finding,
      subject: ['41922006', '评奖评优', '国家奖学金', '2025-09-01'],
      message: finding.message.replace('2025-10-10', '2025-09-01'),
    }),
  },
  notChecked: {
    'without 议事决策': result(aSchool()).withoutTab('议事决策'),
    'without 个人结果': aSchool().withoutTab('个人结果'),
  },
});
