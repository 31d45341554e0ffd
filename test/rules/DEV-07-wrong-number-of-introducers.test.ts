import rule from '../../shared/rules/development/DEV-07-wrong-number-of-introducers.ts';
import { aFormerApplicant, anApplicant } from '../support/an-applicant.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const introducers = (
  cell: string | null | { error: string },
  admittedOn: string | null = '2025-06-10',
  asOf?: string,
) => anApplicant({ 接收预备党员日期: admittedOn, 入党介绍人: cell }, asOf);

const found = (message: string) => ({ at: '发展台账!P3', subject: ['41922006'], message });
const NONE = '周八（41922006）已接收为预备党员，入党介绍人没有填；应当有 2 名。';

ruleTest(rule, {
  passes: {
    'two introducers': introducers('张三、李四'),
    'none, and not yet admitted': introducers(null, null),
    'one, and the admission unreadable': introducers('张三', '2025-13-10'),
    'an error cell is not blank': introducers({ error: '#N/A' }),
    'not 在读': aFormerApplicant({ 接收预备党员日期: '2025-06-10' }),
  },
  fails: {
    'no introducer': given(introducers(null)).finds({
      ...found(NONE),
      advice: '请填满 2 名入党介绍人，中间用顿号隔开。',
    }),
    'one introducer': given(introducers('张三')).finds(
      found('周八（41922006）的入党介绍人填了 1 名：“张三”；应当是 2 名。'),
    ),
    'the same one twice is one': given(introducers('张三、张三')).finds(
      found('周八（41922006）的入党介绍人填了 1 名：“张三”；应当是 2 名。'),
    ),
    'three introducers': given(introducers('张三、李四、王五')).finds({
      ...found('周八（41922006）的入党介绍人填了 3 名：“张三、李四、王五”；应当是 2 名。'),
      advice: '请只保留 2 名入党介绍人。',
    }),
    'admitted on the last day of the 2014 edition: no article': given(
      introducers(null, '2026-05-10', '2026-06-01'),
    ).finds({ ...found(NONE), basis: '《中国共产党发展党员工作细则》（2014年）' }),
    'admitted on the first day of the 2026 edition': given(introducers(null, '2026-05-11', '2026-06-01')).finds({
      ...found(NONE),
      basis: '《中国共产党发展党员工作细则》（2026年修订）第十四条',
    }),
  },
  notChecked: { 'without 发展台账': anApplicant({}).withoutTab('发展台账') },
});
