import rule from '../../shared/rules/education/EDU-08-league-day-without-guide.ts';
import { aSchool } from '../support/a-school.ts';
import { given, ruleTest } from '../support/rule-test.ts';

const DAY = '主题团日2025-09';
const school = aSchool();
const finding = {
  at: ['活动台账', DAY, '指导党支部'],
  subject: [DAY],
  message: '电信2201团支部 2025-09-11 的主题团日“主题团日2025-09-11”没有填指导党支部；主题团日应当有党支部指导。',
} as const;

ruleTest(rule, {
  passes: {
    'a 党支部 guided it': school,
    'an unreadable 指导党支部 is not blank': school.set('活动台账', DAY, { 指导党支部: 'P99' }),
    'another type of activity': school.activity('团课', 'L1').activity('主题党日', 'P1'),
    'before the audited year': school.activity('主题团日', 'L1', { 活动日期: '2025-08-31' }),
    'after the audited year': school.activity('主题团日', 'L1', { 活动日期: '2026-09-01' }),
    'an unreadable date is not judged': school.set('活动台账', DAY, { 指导党支部: null, 活动日期: '九月' }),
    'a blank date is not judged': school.set('活动台账', DAY, { 指导党支部: null, 活动日期: null }),
    'the host is 撤销': school
      .org('团支部', 'L2', { 状态: '撤销' })
      .activity('主题团日', 'L2', { 活动日期: '2025-09-20' }),
  },
  fails: {
    'no 党支部 guided it, though one guides the 团支部': given(school.set('活动台账', DAY, { 指导党支部: null })).finds(
      {
        ...finding,
        severity: '警告',
        advice: '请在这一行的“指导党支部”填写到场指导的党支部的组织编号。',
      },
    ),
    'a 党支部 that only joined': given(school.set('活动台账', DAY, { 指导党支部: null, 联合组织: 'P1' })).finds(
      finding,
    ),
    'on the first day of the audited year, without 活动编号': given(
      school.activity('主题团日', 'L1', { 活动日期: '2025-09-01', 活动主题: '迎新' }),
    ).finds({
      at: ['活动台账', '迎新', '指导党支部'],
      subject: ['2025-09-01', 'L1', '主题团日', '迎新'],
      message: '电信2201团支部 2025-09-01 的主题团日“迎新”没有填指导党支部；主题团日应当有党支部指导。',
    }),
    'on the last day of the audited year': given(
      aSchool('2026-08-31').activity('主题团日', 'L1', { 活动日期: '2026-08-31', 活动主题: '暑期' }),
    ).finds({
      at: ['活动台账', '暑期', '指导党支部'],
      subject: ['2026-08-31', 'L1', '主题团日', '暑期'],
      message: '电信2201团支部 2026-08-31 的主题团日“暑期”没有填指导党支部；主题团日应当有党支部指导。',
    }),
  },
  notChecked: { 'without the heading 活动类型': school.withoutHeading('活动台账', '活动类型') },
});
