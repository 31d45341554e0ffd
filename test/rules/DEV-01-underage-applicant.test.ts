import rule from '../../shared/rules/development/DEV-01-underage-applicant.ts';
import type { TestSchool } from '../support/a-school.ts';
import { aFormerApplicant, anApplicant } from '../support/an-applicant.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const born = (bornOn: string | null, appliedOn: string, asOf?: string): TestSchool =>
  anApplicant({ 申请入党日期: appliedOn, 谈话日期: null }, asOf).set('花名册', '周八', { 出生日期: bornOn });

const found = (bornOn: string, appliedOn: string, more: { basis?: string; advice?: string } = {}) => ({
  at: '发展台账!C3',
  subject: ['41922006'],
  message: `周八（41922006）出生日期为“${bornOn}”，申请入党日期“${appliedOn}”当天只有 17 周岁；应当年满 18 周岁。`,
  ...more,
});

ruleTest(rule, {
  passes: {
    'applied on the eighteenth birthday': born('2007-09-20', '2025-09-20'),
    'applied the day after it': born('2007-09-20', '2025-09-21'),
    'born on 29 February: of age on 1 March of a common year': born('2008-02-29', '2026-03-01'),
    'a birth date known to the month only counts from its first day': born('2007.09', '2025-09-01'),
    'birth date not given': born(null, '2025-09-20'),
    'birth date unreadable': born('不详', '2025-09-20'),
    'application date unreadable': born('2007-09-20', '2025-13-01'),
    'not 在读': aFormerApplicant({ 申请入党日期: '2020-09-20' }),
  },
  fails: {
    'applied the day before the eighteenth birthday': given(born('2007-09-20', '2025-09-19')).finds(
      found('2007-09-20', '2025-09-19', {
        advice:
          '请核对出生日期和申请入党日期，改正填错的一处；确属未满十八周岁申请的，请年满后重新递交入党申请书并填写新的日期。',
      }),
    ),
    'born on 29 February: not yet of age on 28 February': given(born('2008-02-29', '2026-02-28')).finds(
      found('2008-02-29', '2026-02-28'),
    ),
    'applied on the last day of the 2014 edition': given(born('2009-01-01', '2026-05-10', '2026-06-01')).finds(
      found('2009-01-01', '2026-05-10', { basis: '《中国共产党发展党员工作细则》（2014年）第五条' }),
    ),
    'applied on the first day of the 2026 edition': given(born('2009-01-01', '2026-05-11', '2026-06-01')).finds(
      found('2009-01-01', '2026-05-11', { basis: '《中国共产党发展党员工作细则》（2026年修订）第五条' }),
    ),
    'a student of another college: the place is the record': given(
      anApplicant({})
        .college('JX')
        .set('花名册', '周八', { 出生日期: '2008-01-01' })
        .college('JSJ')
        .add('发展台账', { 学号: 'JX-41922006', 姓名: '周八', 申请入党日期: '2025-09-20' }),
    ).finds({
      at: '发展台账!C4',
      subject: ['JX-41922006'],
      college: 'JSJ',
      message:
        '周八（JX-41922006）出生日期为“2008-01-01”，申请入党日期“2025-09-20”当天只有 17 周岁；应当年满 18 周岁。',
    }),
  },
  notChecked: {
    'without 发展台账': anApplicant({}).withoutTab('发展台账'),
    'without the heading 申请入党日期': anApplicant({}).withoutHeading('发展台账', '申请入党日期'),
    'without 花名册': anApplicant({}).withoutTab('花名册'),
  },
});
