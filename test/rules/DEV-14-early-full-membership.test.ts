import rule from '../../shared/rules/development/DEV-14-early-full-membership.ts';
import { aFormerApplicant, anApplicant } from '../support/an-applicant.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const probation = (admittedOn: string | null, confirmedOn: string | null, asOf?: string) =>
  anApplicant({ 接收预备党员日期: admittedOn, 转正日期: confirmedOn }, asOf);

const found = (admittedOn: string, confirmedOn: string, earliest: string) => ({
  at: '发展台账!X3',
  subject: ['41922006'],
  message: `周八（41922006）接收预备党员日期为“${admittedOn}”，转正日期为“${confirmedOn}”，预备期不满一年；应当不早于 ${earliest}。`,
});

ruleTest(rule, {
  passes: {
    'a year later to the day': probation('2024-05-20', '2025-05-20'),
    'more than a year later': probation('2024-05-20', '2025-05-21'),
    'from 29 February to 28 February': probation('2024-02-29', '2025-02-28'),
    'not yet 转正': probation('2025-05-20', null),
    'no 接收 (DEV-04 says so)': probation(null, '2025-05-20'),
    '接收 unreadable': probation('2024-13-20', '2025-05-20'),
    '转正 unreadable': probation('2024-05-20', '2024-13-20'),
    'not 在读': aFormerApplicant({ 接收预备党员日期: '2025-05-20', 转正日期: '2025-05-21' }),
  },
  fails: {
    'a day less than a year': given(probation('2024-05-20', '2025-05-19')).finds({
      ...found('2024-05-20', '2025-05-19', '2025-05-20'),
      advice: '请核对接收预备党员日期和转正日期，改正填错的一处；确属提前的，请在预备期满后重新讨论转正。',
    }),
    'from 29 February to 27 February': given(probation('2024-02-29', '2025-02-27')).finds(
      found('2024-02-29', '2025-02-27', '2025-02-28'),
    ),
    '转正 on the last day of the 2014 edition': given(probation('2025-05-20', '2026-05-10', '2026-06-01')).finds({
      ...found('2025-05-20', '2026-05-10', '2026-05-20'),
      basis: '《中国共产党发展党员工作细则》（2014年）第三十二条',
    }),
    '转正 on the first day of the 2026 edition': given(probation('2025-05-20', '2026-05-11', '2026-06-01')).finds({
      ...found('2025-05-20', '2026-05-11', '2026-05-20'),
      basis: '《中国共产党发展党员工作细则》（2026年修订）第三十一条',
    }),
  },
  notChecked: { 'without 发展台账': anApplicant({}).withoutTab('发展台账') },
});
