import rule from '../../shared/rules/development/DEV-09-missing-political-review.ts';
import { aFormerApplicant, anApplicant } from '../support/an-applicant.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const reviewed = (politicalReviewOn: string | null, cells: object, asOf?: string) =>
  anApplicant({ 政审日期: politicalReviewOn, ...cells }, asOf);

const found = (later: string) => ({
  at: '发展台账!L3',
  subject: ['41922006'],
  message: `周八（41922006）的${later}，政审日期没有填；应当先完成政治审查。`,
});

ruleTest(rule, {
  passes: {
    '政审 and 预审': reviewed('2025-04-20', { 预审日期: '2025-05-12' }),
    '政审 and 接收': reviewed('2025-04-20', { 接收预备党员日期: '2025-06-10' }),
    'neither 预审 nor 接收': reviewed(null, { 确定发展对象日期: '2025-03-30' }),
    '政审 unreadable is not blank': reviewed('2025-13-20', { 预审日期: '2025-05-12' }),
    '预审 unreadable': reviewed(null, { 预审日期: '2025-13-12' }),
    'not 在读': aFormerApplicant({ 预审日期: '2025-05-12' }),
  },
  fails: {
    '预审 without 政审': given(reviewed(null, { 预审日期: '2025-05-12' })).finds({
      ...found('预审日期为“2025-05-12”'),
      advice: '请按政审材料补填政审日期；还没有政审的，请完成政治审查后填写。',
    }),
    '接收 without 政审': given(reviewed(null, { 接收预备党员日期: '2025-06-10' })).finds(
      found('接收预备党员日期为“2025-06-10”'),
    ),
    'both: 预审 is named': given(reviewed(null, { 预审日期: '2025-05-12', 接收预备党员日期: '2025-06-10' })).finds(
      found('预审日期为“2025-05-12”'),
    ),
    '预审 unreadable, but admitted': given(reviewed(null, { 预审日期: '待补', 接收预备党员日期: '2025-06-10' })).finds(
      found('接收预备党员日期为“2025-06-10”'),
    ),
    '预审 on the last day of the 2014 edition: no article': given(
      reviewed(null, { 预审日期: '2026-05-10' }, '2026-06-01'),
    ).finds({ ...found('预审日期为“2026-05-10”'), basis: '《中国共产党发展党员工作细则》（2014年）' }),
    '预审 on the first day of the 2026 edition': given(reviewed(null, { 预审日期: '2026-05-11' }, '2026-06-01')).finds({
      ...found('预审日期为“2026-05-11”'),
      basis: '《中国共产党发展党员工作细则》（2026年修订）第十六条',
    }),
  },
  notChecked: { 'without 发展台账': anApplicant({}).withoutTab('发展台账') },
});
