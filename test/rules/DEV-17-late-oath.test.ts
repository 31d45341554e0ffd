import rule from '../../shared/rules/development/DEV-17-late-oath.ts';
import { aFormerApplicant, anApplicant } from '../support/an-applicant.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** Approved on 12 May 2026: the oath is due by 12 June. */
const sworn = (oathOn: string | null, asOf = '2026-06-30', more = {}) =>
  anApplicant({ 接收审批日期: '2026-05-12', 宣誓日期: oathOn, ...more }, asOf);

const found = (oathOn: string | null, approvedOn = '2026-05-12', due = '2026-06-12') => ({
  at: '发展台账!V3',
  subject: ['41922006'],
  severity: '警告',
  message: `周八（41922006）接收审批日期为“${approvedOn}”，宣誓日期${oathOn ? `为“${oathOn}”` : '还没有填'}；一般应当在一个月内宣誓，不晚于 ${due}。`,
});

ruleTest(rule, {
  passes: {
    'the oath a month later to the day': sworn('2026-06-12'),
    'no oath yet, on the last day for it': sworn(null, '2026-06-12'),
    'approved on the last day of the 2014 edition': sworn(null, '2026-06-30', { 接收审批日期: '2026-05-10' }),
    'approved on the last of May, the oath on the last of June': sworn('2026-06-30', '2026-06-30', {
      接收审批日期: '2026-05-31',
    }),
    'not approved': sworn(null, '2026-06-30', { 接收审批日期: null }),
    'approval unreadable': sworn(null, '2026-06-30', { 接收审批日期: '2026-13-12' }),
    'oath unreadable': sworn('七一'),
    'development ended on the as-of day': sworn(null, '2026-06-30', { 培养终止日期: '2026-06-30' }),
    'end of development unreadable': sworn(null, '2026-06-30', { 培养终止日期: '待定' }),
    'not 在读': aFormerApplicant({ 接收审批日期: '2026-05-12' }, '2026-06-30'),
  },
  fails: {
    'no oath yet, the day after the last one': given(sworn(null, '2026-06-13')).finds({
      ...found(null),
      advice: '请填写宣誓日期；还没有宣誓的，请尽快组织宣誓后填写。',
      basis: '《中国共产党发展党员工作细则》（2026年修订）第二十九条',
    }),
    'the oath a day too late': given(sworn('2026-06-13')).finds({
      ...found('2026-06-13'),
      advice: '请核对接收审批日期和宣誓日期，改正填错的一处；确属逾期的，请在备注中写明原因。',
    }),
    'approved on the last of May, the oath on 1 July': given(
      sworn('2026-07-01', '2026-07-10', { 接收审批日期: '2026-05-31' }),
    ).finds(found('2026-07-01', '2026-05-31', '2026-06-30')),
    'approved on the first day of the 2026 edition': given(
      sworn('2026-06-12', '2026-06-30', { 接收审批日期: '2026-05-11' }),
    ).finds(found('2026-06-12', '2026-05-11', '2026-06-11')),
    'development ends only the day after the as-of day': given(
      sworn(null, '2026-06-30', { 培养终止日期: '2026-07-01' }),
    ).finds(found(null)),
  },
  notChecked: { 'without 发展台账': anApplicant({}).withoutTab('发展台账') },
});
