import rule from '../../shared/rules/development/DEV-05-short-activist-period.ts';
import { aFormerApplicant, anApplicant } from '../support/an-applicant.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const period = (activistOn: string | null, prospectOn: string | null, asOf?: string) =>
  anApplicant({ 确定积极分子日期: activistOn, 确定发展对象日期: prospectOn }, asOf);

const found = (activistOn: string, prospectOn: string, earliest: string) => ({
  at: '发展台账!I3',
  subject: ['41922006'],
  message: `周八（41922006）确定积极分子日期为“${activistOn}”，确定发展对象日期为“${prospectOn}”，培养不满一年；应当不早于 ${earliest}。`,
});

ruleTest(rule, {
  passes: {
    'a year later to the day': period('2024-03-28', '2025-03-28'),
    'more than a year later': period('2024-03-28', '2025-03-29'),
    'from 29 February to 28 February': period('2024-02-29', '2025-02-28'),
    'no 发展对象 yet': period('2024-03-28', null),
    'no 积极分子 (DEV-04 says so)': period(null, '2025-03-28'),
    '积极分子 unreadable': period('2024-13-28', '2025-03-28'),
    '发展对象 unreadable': period('2024-03-28', '2024-13-01'),
    'not 在读': aFormerApplicant({ 确定积极分子日期: '2025-03-28', 确定发展对象日期: '2025-03-29' }),
  },
  fails: {
    'a day less than a year': given(period('2024-03-28', '2025-03-27')).finds({
      ...found('2024-03-28', '2025-03-27', '2025-03-28'),
      advice:
        '请核对确定积极分子日期和确定发展对象日期，改正填错的一处；确属提前的，请撤回发展对象，满一年后重新确定。',
    }),
    'from 29 February to 27 February': given(period('2024-02-29', '2025-02-27')).finds(
      found('2024-02-29', '2025-02-27', '2025-02-28'),
    ),
    'on the last day of the 2014 edition: no article': given(period('2025-06-01', '2026-05-10', '2026-06-01')).finds({
      ...found('2025-06-01', '2026-05-10', '2026-06-01'),
      basis: '《中国共产党发展党员工作细则》（2014年）',
    }),
    'on the first day of the 2026 edition': given(period('2025-06-01', '2026-05-11', '2026-06-01')).finds({
      ...found('2025-06-01', '2026-05-11', '2026-06-01'),
      basis: '《中国共产党发展党员工作细则》（2026年修订）第十三条',
    }),
  },
  notChecked: { 'without 发展台账': anApplicant({}).withoutTab('发展台账') },
});
