import rule from '../../shared/rules/development/DEV-16-overdue-full-membership.ts';
import { aFormerApplicant, anApplicant } from '../support/an-applicant.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** Admitted on 10 January 2025: probation ends on 10 January 2026, 转正 is due by 10 February. */
const waiting = (asOf: string, more = {}) => anApplicant({ 接收预备党员日期: '2025-01-10', ...more }, asOf);

const found = (probation: string, due: string, admittedOn = '2025-01-10') => ({
  at: '发展台账!X3',
  subject: ['41922006'],
  message: `周八（41922006）接收预备党员日期为“${admittedOn}”，预备期${probation}，转正日期还没有填；应当在期满后及时讨论转正，不晚于 ${due}。`,
});

ruleTest(rule, {
  passes: {
    'the last day of the month after probation': waiting('2026-02-10'),
    'probation still runs': waiting('2026-01-09'),
    '转正 given, however late': waiting('2026-03-15', { 转正日期: '2026-03-14' }),
    '转正 unreadable is not blank': waiting('2026-03-15', { 转正日期: '待补' }),
    'extended: the last day of the month after it': waiting('2026-08-10', { 延长预备期至: '2026-07-10' }),
    'extension unreadable': waiting('2026-03-15', { 延长预备期至: '半年' }),
    'not admitted': waiting('2026-03-15', { 接收预备党员日期: null }),
    'admission unreadable': waiting('2026-03-15', { 接收预备党员日期: '2025-13-10' }),
    'probation ends on 31 January: the month after it on the last of February': waiting('2026-02-28', {
      接收预备党员日期: '2025-01-31',
    }),
    'development ended on the as-of day': waiting('2026-03-15', { 培养终止日期: '2026-03-15' }),
    'end of development unreadable': waiting('2026-03-15', { 培养终止日期: '待定' }),
    'not 在读': aFormerApplicant({ 接收预备党员日期: '2025-01-10' }),
  },
  fails: {
    'the day after that month': given(waiting('2026-02-11')).finds({
      ...found('到 2026-01-10', '2026-02-10'),
      advice: '请填写转正日期；延长预备期的，填写“延长预备期至”；取消资格的，填写“培养终止日期”。',
      basis: '《中国共产党发展党员工作细则》（2014年）第三十二条',
    }),
    'extended: the day after the month that follows': given(
      waiting('2026-08-11', { 延长预备期至: '2026-07-10' }),
    ).finds({
      ...found('延长到 2026-07-10', '2026-08-10'),
      basis: '《中国共产党发展党员工作细则》（2026年修订）第三十一条',
    }),
    'probation ends on 31 January: 1 March is too late': given(
      waiting('2026-03-01', { 接收预备党员日期: '2025-01-31' }),
    ).finds(found('到 2026-01-31', '2026-02-28', '2025-01-31')),
    'probation ends on the last day of the 2014 edition': given(
      waiting('2026-06-11', { 接收预备党员日期: '2025-05-10' }),
    ).finds({
      ...found('到 2026-05-10', '2026-06-10', '2025-05-10'),
      basis: '《中国共产党发展党员工作细则》（2014年）第三十二条',
    }),
    'probation ends on the first day of the 2026 edition': given(
      waiting('2026-06-12', { 接收预备党员日期: '2025-05-11' }),
    ).finds({
      ...found('到 2026-05-11', '2026-06-11', '2025-05-11'),
      basis: '《中国共产党发展党员工作细则》（2026年修订）第三十一条',
    }),
    'development ends only the day after the as-of day': given(
      waiting('2026-03-15', { 培养终止日期: '2026-03-16' }),
    ).finds(found('到 2026-01-10', '2026-02-10')),
  },
  notChecked: { 'without 发展台账': anApplicant({}).withoutTab('发展台账') },
});
