import rule from '../../shared/rules/development/DEV-15-extension-out-of-bounds.ts';
import { aFormerApplicant, anApplicant } from '../support/an-applicant.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** Admitted on 20 May 2024: probation may be extended to between 20 November 2025 and 20 May 2026. */
const extended = (until: string | null, admittedOn: string | null = '2024-05-20') =>
  anApplicant({ 接收预备党员日期: admittedOn, 延长预备期至: until });

const found = (
  until: string,
  admittedOn = '2024-05-20',
  [earliest, latest]: readonly [string, string] = ['2025-11-20', '2026-05-20'],
) => ({
  at: '发展台账!W3',
  subject: ['41922006'],
  message: `周八（41922006）接收预备党员日期为“${admittedOn}”，延长预备期至“${until}”；应当延长半年到一年，在 ${earliest} 到 ${latest} 之间。`,
});

ruleTest(rule, {
  passes: {
    'half a year to the day': extended('2025-11-20'),
    'more than half a year': extended('2025-11-21'),
    'less than a year': extended('2026-05-19'),
    'a year to the day': extended('2026-05-20'),
    'from the last of August: eighteen months end on the last of February': extended('2026-02-28', '2024-08-31'),
    'from 29 February: eighteen months end on 29 August': extended('2025-08-29', '2024-02-29'),
    'not extended': extended(null),
    'no 接收 (DEV-04 says so)': extended('2025-06-20', null),
    'extension unreadable': extended('2025-13-20'),
    '接收 unreadable': extended('2025-06-20', '2024-13-20'),
    'not 在读': aFormerApplicant({ 接收预备党员日期: '2024-05-20', 延长预备期至: '2025-06-20' }),
  },
  fails: {
    'a day less than half a year': given(extended('2025-11-19')).finds({
      ...found('2025-11-19'),
      advice: '请按党员大会决议把“延长预备期至”改为 2025-11-20 到 2026-05-20 之间的日期；没有延长的，请清空。',
      basis: '《中国共产党发展党员工作细则》（2014年）第三十二条',
    }),
    'a day more than a year': given(extended('2026-05-21')).finds(found('2026-05-21')),
    'from 29 February: 28 August is a day too early': given(extended('2025-08-28', '2024-02-29')).finds(
      found('2025-08-28', '2024-02-29', ['2025-08-29', '2026-02-28']),
    ),
    'the year of probation ends on the last day of the 2014 edition': given(extended('2026-06-10', '2025-05-10')).finds(
      {
        ...found('2026-06-10', '2025-05-10', ['2026-11-10', '2027-05-10']),
        basis: '《中国共产党发展党员工作细则》（2014年）第三十二条',
      },
    ),
    'the year of probation ends on the first day of the 2026 edition': given(
      extended('2026-06-11', '2025-05-11'),
    ).finds({
      ...found('2026-06-11', '2025-05-11', ['2026-11-11', '2027-05-11']),
      basis: '《中国共产党发展党员工作细则》（2026年修订）第三十一条',
    }),
  },
  notChecked: { 'without 发展台账': anApplicant({}).withoutTab('发展台账') },
});
