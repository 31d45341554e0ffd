import rule from '../../shared/rules/development/DEV-04-skipped-stage.ts';
import { aFormerApplicant, anApplicant } from '../support/an-applicant.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const ACTIVIST = { 确定积极分子日期: '2023-03-10' };
const PROSPECT = { 确定发展对象日期: '2024-03-20' };
const ADMITTED = { 接收预备党员日期: '2024-06-10' };
const CONFIRMED = { 转正日期: '2025-06-20' };

const found = (column: string, missing: string, later: string, laterOn: string) => ({
  at: `发展台账!${column}3`,
  subject: ['41922006', missing],
  message: `周八（41922006）的${missing}没有填，${later}却填了“${laterOn}”；应当先有${missing}。`,
});

ruleTest(rule, {
  passes: {
    'an application alone': anApplicant({}),
    'the first stage': anApplicant(ACTIVIST),
    'the first two': anApplicant({ ...ACTIVIST, ...PROSPECT }),
    'the first three': anApplicant({ ...ACTIVIST, ...PROSPECT, ...ADMITTED }),
    'all four': anApplicant({ ...ACTIVIST, ...PROSPECT, ...ADMITTED, ...CONFIRMED }),
    'steps that are no stages may be blank': anApplicant({ ...ACTIVIST, 谈话日期: null }),
    '政审 or 预审 alone skips no stage': anApplicant({ 政审日期: '2024-04-10', 预审日期: '2024-05-10' }),
    'an unreadable stage is not blank': anApplicant({ 确定积极分子日期: '2023-13-10', ...PROSPECT }),
    'an unreadable later stage shows nothing': anApplicant({ 确定发展对象日期: '2024-13-20' }),
    'not 在读': aFormerApplicant(PROSPECT),
  },
  fails: {
    '发展对象 without 积极分子': given(anApplicant(PROSPECT)).finds({
      ...found('G', '确定积极分子日期', '确定发展对象日期', '2024-03-20'),
      advice: '请补填确定积极分子日期；如果确定发展对象日期填错了行，请删去。',
      basis: '《中国共产党发展党员工作细则》（2014年）',
    }),
    '预备党员 without 发展对象': given(anApplicant({ ...ACTIVIST, ...ADMITTED })).finds(
      found('I', '确定发展对象日期', '接收预备党员日期', '2024-06-10'),
    ),
    '正式党员 without 预备党员': given(anApplicant({ ...ACTIVIST, ...PROSPECT, ...CONFIRMED })).finds(
      found('Q', '接收预备党员日期', '转正日期', '2025-06-20'),
    ),
    'every stage before a lone 转正 is a finding of its own': given(anApplicant(CONFIRMED)).finds(
      found('G', '确定积极分子日期', '转正日期', '2025-06-20'),
      found('I', '确定发展对象日期', '转正日期', '2025-06-20'),
      found('Q', '接收预备党员日期', '转正日期', '2025-06-20'),
    ),
    'the next given stage is named': given(anApplicant({ ...ADMITTED, ...CONFIRMED, ...PROSPECT })).finds(
      found('G', '确定积极分子日期', '确定发展对象日期', '2024-03-20'),
    ),
    'an unreadable stage between does not hide the one after it': given(
      anApplicant({ 确定发展对象日期: '待补', ...ADMITTED }),
    ).finds(found('G', '确定积极分子日期', '接收预备党员日期', '2024-06-10')),
    'the later stage on the first day of the 2026 edition': given(
      anApplicant({ 确定发展对象日期: '2026-05-11' }, '2026-06-01'),
    ).finds({
      ...found('G', '确定积极分子日期', '确定发展对象日期', '2026-05-11'),
      basis: '《中国共产党发展党员工作细则》（2026年修订）',
    }),
  },
  notChecked: { 'without 发展台账': anApplicant({}).withoutTab('发展台账') },
});
