import rule from '../../shared/rules/development/DEV-02-late-first-talk.ts';
import { aFormerApplicant, anApplicant } from '../support/an-applicant.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** Applied on 20 September 2025: the talk is due by 20 October. */
const talked = (talkedOn: string | null, asOf?: string, more = {}) =>
  anApplicant({ 申请入党日期: '2025-09-20', 谈话日期: talkedOn, ...more }, asOf);

const found = (talkedOn: string | null, appliedOn = '2025-09-20', due = '2025-10-20') => ({
  at: '发展台账!D3',
  subject: ['41922006'],
  message: `周八（41922006）申请入党日期为“${appliedOn}”，谈话日期${talkedOn ? `为“${talkedOn}”` : '还没有填'}；应当在一个月内谈话，不晚于 ${due}。`,
});

ruleTest(rule, {
  passes: {
    'talked a month later to the day': talked('2025-10-20'),
    'talked on the day of the application': talked('2025-09-20'),
    'not yet talked, on the last day for it': talked(null, '2025-10-20'),
    'applied on 31 January, talked on the last of February': anApplicant({
      申请入党日期: '2026-01-31',
      谈话日期: '2026-02-28',
    }),
    'talk unreadable': talked('2025-13-01'),
    'application unreadable': anApplicant({ 申请入党日期: '去年', 谈话日期: null }),
    'development ended on the as-of day': talked(null, '2026-03-15', { 培养终止日期: '2026-03-15' }),
    'development ended, though the talk was late': talked('2025-12-01', '2026-03-15', { 培养终止日期: '2026-03-14' }),
    'end of development unreadable': talked(null, '2026-03-15', { 培养终止日期: '待定' }),
    'not 在读': aFormerApplicant({ 申请入党日期: '2025-09-20', 谈话日期: null }),
  },
  fails: {
    'not yet talked, the day after the last one': given(talked(null, '2025-10-21')).finds({
      ...found(null),
      advice: '请填写谈话日期；还没有谈话的，请尽快派人谈话后填写。',
    }),
    'talked a day too late': given(talked('2025-10-21')).finds({
      ...found('2025-10-21'),
      advice: '请核对申请入党日期和谈话日期，改正填错的一处；确实谈晚了的，请在备注中写明原因。',
    }),
    'applied on 31 January, talked on 1 March': given(
      anApplicant({ 申请入党日期: '2026-01-31', 谈话日期: '2026-03-01' }),
    ).finds(found('2026-03-01', '2026-01-31', '2026-02-28')),
    'development ends only the day after the as-of day': given(
      talked(null, '2026-03-15', { 培养终止日期: '2026-03-16' }),
    ).finds(found(null)),
    'applied on the last day of the 2014 edition': given(
      anApplicant({ 申请入党日期: '2026-05-10', 谈话日期: null }, '2026-06-30'),
    ).finds({
      ...found(null, '2026-05-10', '2026-06-10'),
      basis: '《中国共产党发展党员工作细则》（2014年）',
    }),
    'applied on the first day of the 2026 edition': given(
      anApplicant({ 申请入党日期: '2026-05-11', 谈话日期: null }, '2026-06-30'),
    ).finds({
      ...found(null, '2026-05-11', '2026-06-11'),
      basis: '《中国共产党发展党员工作细则》（2026年修订）第七条',
    }),
  },
  notChecked: {
    'without 发展台账': anApplicant({}).withoutTab('发展台账'),
    'without the heading 申请入党日期': anApplicant({}).withoutHeading('发展台账', '申请入党日期'),
  },
});
