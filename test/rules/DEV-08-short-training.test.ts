import rule from '../../shared/rules/development/DEV-08-short-training.ts';
import { aFormerApplicant, anApplicant } from '../support/an-applicant.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const REVIEWED = { 预审日期: '2025-05-12' };
const trained = (days: number | string | null, hours: number | string | null, cells = {}, asOf?: string) =>
  anApplicant({ 培训天数: days, 培训学时: hours, ...REVIEWED, ...cells }, asOf);

const found = (state: string, later = '预审日期为“2025-05-12”') => ({
  at: '发展台账!M3',
  subject: ['41922006'],
  message: `周八（41922006）的${later}，${state}；应当不少于 3 天或者不少于 24 学时。`,
});
const NOTHING = '培训天数没有填，培训学时没有填';

ruleTest(rule, {
  passes: {
    'three days': trained(3, null),
    'twenty-four hours': trained(null, 24),
    'three days and too few hours': trained(3, 8),
    'too few days and twenty-four hours': trained(1, 24),
    'no training, and neither 预审 nor 接收': trained(null, null, { 预审日期: null }),
    'no training, and 预审 unreadable': trained(null, null, { 预审日期: '2025-13-01' }),
    'days unreadable and too few hours': trained('三天', 8),
    'too few days and hours unreadable': trained(1, '多'),
    'days unreadable and enough hours': trained('三天', 24),
    'enough days and hours unreadable': trained(3, '多'),
    'not 在读': aFormerApplicant(REVIEWED),
  },
  fails: {
    'two days alone': given(trained(2, null)).finds({
      ...found('培训天数为“2”，培训学时没有填'),
      advice: '请按培训记录补填或改正培训天数或培训学时；培训不足的，请补足培训后填写。',
    }),
    'a little less than three days': given(trained(2.5, null)).finds(found('培训天数为“2.5”，培训学时没有填')),
    'twenty-three hours alone': given(trained(null, 23)).finds(found('培训天数没有填，培训学时为“23”')),
    'both too few': given(trained(2, 23)).finds(found('培训天数为“2”，培训学时为“23”')),
    'both blank': given(trained(null, null)).finds(found(NOTHING)),
    'none at all in figures': given(trained(0, 0)).finds(found('培训天数为“0”，培训学时为“0”')),
    'admitted without 预审': given(trained(null, null, { 预审日期: null, 接收预备党员日期: '2025-06-10' })).finds(
      found(NOTHING, '接收预备党员日期为“2025-06-10”'),
    ),
    '预审 on the last day of the 2014 edition, 接收 after it': given(
      trained(null, null, { 预审日期: '2026-05-10', 接收预备党员日期: '2026-05-20' }, '2026-06-01'),
    ).finds({
      ...found(NOTHING, '预审日期为“2026-05-10”'),
      basis: '《中国共产党发展党员工作细则》（2014年）第十七条',
    }),
    '预审 on the first day of the 2026 edition': given(
      trained(null, null, { 预审日期: '2026-05-11' }, '2026-06-01'),
    ).finds({
      ...found(NOTHING, '预审日期为“2026-05-11”'),
      basis: '《中国共产党发展党员工作细则》（2026年修订）第十七条',
    }),
  },
  notChecked: { 'without 发展台账': anApplicant({}).withoutTab('发展台账') },
});
