import rule from '../../shared/rules/education/EDU-03-stale-recommendation.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const record = (recommendedOn: string | null, activistOn: string | null = '2025-06-28') =>
  aSchool().record('周八', '积极分子', { 推优日期: recommendedOn, 确定积极分子日期: activistOn });
const finding = {
  at: ['发展台账', '周八', '推优日期'],
  subject: ['41922006'],
  message:
    '周八（41922006）推优日期为“2023-06-27”，确定积极分子日期为“2025-06-28”，推优已超过 2 年；应当在有效期内确定，不晚于 2025-06-27。',
} as const;

ruleTest(rule, {
  passes: {
    'exactly two years before': record('2023-06-28'),
    'after 确定积极分子日期 is the matter of EDU-02': record('2025-06-29'),
    'two years end with February': record('2024-02-29', '2026-02-28'),
    'without 推优日期': record(null),
    'without 确定积极分子日期': record('2020-01-01', null),
    'an unreadable 推优日期 is not judged': record('三年前'),
    'an unreadable 确定积极分子日期 is not judged': record('2020-01-01', '六月'),
    'recommendations hold for three years': record('2022-06-28').parameter('recommendationYears', 3),
    'the student is not 在读': record('2020-01-01').set('花名册', '周八', { 状态: '毕业' }),
  },
  fails: {
    'two years and a day before': given(record('2023-06-27')).finds({
      ...finding,
      severity: '警告',
      advice: '请核对推优日期和确定积极分子日期，填错的改正；确属过期的，请重新推优后填写新的推优日期。',
      basis: '《共青团推优入党工作实施办法（试行）》',
    }),
    'the day after February': given(record('2024-02-29', '2026-03-01')).finds({
      ...finding,
      message:
        '周八（41922006）推优日期为“2024-02-29”，确定积极分子日期为“2026-03-01”，推优已超过 2 年；应当在有效期内确定，不晚于 2026-02-28。',
    }),
    'recommendations hold for one year': given(record('2024-06-27').parameter('recommendationYears', 1)).finds({
      ...finding,
      message:
        '周八（41922006）推优日期为“2024-06-27”，确定积极分子日期为“2025-06-28”，推优已超过 1 年；应当在有效期内确定，不晚于 2025-06-27。',
    }),
  },
  notChecked: { 'without 发展台账': aSchool().withoutTab('发展台账') },
});
