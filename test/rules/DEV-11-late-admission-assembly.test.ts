import rule from '../../shared/rules/development/DEV-11-late-admission-assembly.ts';
import { aFormerApplicant, anApplicant } from '../support/an-applicant.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** Reviewed on 12 May 2026: the assembly is due by 12 June. */
const admitted = (admittedOn: string | null, asOf = '2026-06-30', more = {}) =>
  anApplicant({ 预审日期: '2026-05-12', 接收预备党员日期: admittedOn, ...more }, asOf);

const found = (admittedOn: string | null, reviewedOn = '2026-05-12', due = '2026-06-12') => ({
  at: '发展台账!Q3',
  subject: ['41922006'],
  message: `周八（41922006）预审日期为“${reviewedOn}”，接收预备党员日期${admittedOn ? `为“${admittedOn}”` : '还没有填'}；应当在一个月内提交党员大会，不晚于 ${due}。`,
});

ruleTest(rule, {
  passes: {
    'admitted a month later to the day': admitted('2026-06-12'),
    'not yet admitted, on the last day for it': admitted(null, '2026-06-12'),
    'reviewed on the last day of the 2014 edition': admitted('2026-08-20', '2026-08-30', { 预审日期: '2026-05-10' }),
    'reviewed on the last of May, admitted on the last of June': admitted('2026-06-30', '2026-06-30', {
      预审日期: '2026-05-31',
    }),
    'not reviewed': admitted(null, '2026-06-30', { 预审日期: null }),
    'review unreadable': admitted(null, '2026-06-30', { 预审日期: '2026-13-12' }),
    'admission unreadable': admitted('2026-13-12'),
    'development ended on the as-of day': admitted(null, '2026-06-30', { 培养终止日期: '2026-06-30' }),
    'end of development unreadable': admitted(null, '2026-06-30', { 培养终止日期: '待定' }),
    'not 在读': aFormerApplicant({ 预审日期: '2026-05-12' }, '2026-06-30'),
  },
  fails: {
    'not yet admitted, the day after the last one': given(admitted(null, '2026-06-13')).finds({
      ...found(null),
      advice: '请填写接收预备党员日期；还没有开会的，请尽快提交党员大会讨论后填写。',
      basis: '《中国共产党发展党员工作细则》（2026年修订）第十九条',
    }),
    'admitted a day too late': given(admitted('2026-06-13')).finds({
      ...found('2026-06-13'),
      advice: '请核对预审日期和接收预备党员日期，改正填错的一处；确属逾期的，请在备注中写明原因。',
    }),
    'reviewed on the last of May, admitted on 1 July': given(
      admitted('2026-07-01', '2026-07-10', { 预审日期: '2026-05-31' }),
    ).finds(found('2026-07-01', '2026-05-31', '2026-06-30')),
    'reviewed on the first day of the 2026 edition': given(
      admitted('2026-06-12', '2026-06-30', { 预审日期: '2026-05-11' }),
    ).finds(found('2026-06-12', '2026-05-11', '2026-06-11')),
    'development ends only the day after the as-of day': given(
      admitted(null, '2026-06-30', { 培养终止日期: '2026-07-01' }),
    ).finds(found(null)),
  },
  notChecked: { 'without 发展台账': anApplicant({}).withoutTab('发展台账') },
});
