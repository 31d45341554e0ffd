import rule from '../../shared/rules/development/DEV-06-wrong-number-of-mentors.ts';
import { aFormerApplicant, anApplicant } from '../support/an-applicant.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const mentors = (cell: string | null | { error: string }, activistOn: string | null = '2025-03-28', asOf?: string) =>
  anApplicant({ 确定积极分子日期: activistOn, 培养联系人: cell }, asOf);

const found = (message: string) => ({ at: '发展台账!H3', subject: ['41922006'], message });
const NONE = '周八（41922006）已确定为入党积极分子，培养联系人没有填；应当有 1 至 2 名。';

ruleTest(rule, {
  passes: {
    'one mentor': mentors('张三'),
    'two mentors': mentors('张三、李四'),
    'one mentor written twice is one': mentors('张三、李四、张三'),
    'none, and not yet 积极分子': mentors(null, null),
    'three, and 确定积极分子日期 unreadable': mentors('张三、李四、王五', '2025-13-28'),
    'an error cell is not blank': mentors({ error: '#REF!' }),
    'not 在读': aFormerApplicant({ 确定积极分子日期: '2025-03-28' }),
  },
  fails: {
    'no mentor': given(mentors(null)).finds({
      ...found(NONE),
      advice: '请填写 1 至 2 名培养联系人，两名之间用顿号隔开。',
    }),
    'three mentors': given(mentors('张三、李四、王五')).finds({
      ...found('周八（41922006）的培养联系人填了 3 名：“张三、李四、王五”；应当是 1 至 2 名。'),
      advice: '请只保留 1 至 2 名培养联系人。',
    }),
    'on the last day of the 2014 edition: no article': given(mentors(null, '2026-05-10', '2026-06-01')).finds({
      ...found(NONE),
      basis: '《中国共产党发展党员工作细则》（2014年）',
    }),
    'on the first day of the 2026 edition': given(mentors(null, '2026-05-11', '2026-06-01')).finds({
      ...found(NONE),
      basis: '《中国共产党发展党员工作细则》（2026年修订）第九条',
    }),
  },
  notChecked: { 'without 发展台账': anApplicant({}).withoutTab('发展台账') },
});
