import { dayOf } from '../../shared/domain/calendar.ts';
import rule from '../../shared/rules/development/DEV-10-short-candidate-notice.ts';
import { aFormerApplicant, anApplicant } from '../support/an-applicant.ts';
import { given, ruleTest } from '../support/rule-test.ts';

/** 14 May 2026 is a Thursday. */
const notice = (from: string | null, to: string | null, prospectOn: string | null = '2026-05-25') =>
  anApplicant({ 确定发展对象日期: prospectOn, 公示开始: from, 公示结束: to }, '2026-06-30');

const found = (column: 'J' | 'K', state: string, prospectOn = '2026-05-25') => ({
  at: `发展台账!${column}3`,
  subject: ['41922006'],
  message: `周八（41922006）“${prospectOn}”确定为发展对象，${state}`,
});
const DUE = '应当公示不少于 5 个工作日（首尾两天都算）。';
const PROVISIONAL = '没有填法定节假日和调休上班，工作日为暂算。';

ruleTest(rule, {
  passes: {
    'five working days, both ends counted': notice('2026-05-14', '2026-05-20'),
    'six working days': notice('2026-05-14', '2026-05-21'),
    'a worked Saturday counts': notice('2026-05-14', '2026-05-19').parameter('workedDays', [dayOf(2026, 5, 16)]),
    'no notice, 发展对象 on the last day of the 2014 edition': notice(null, null, '2026-05-10'),
    'no notice, not yet 发展对象': notice(null, null, null),
    'no notice, 发展对象 unreadable': notice(null, null, '2026-13-25'),
    'first day unreadable': notice('五月', '2026-05-15'),
    'last day unreadable': notice('2026-05-14', '五月'),
    'first day blank and last day unreadable': notice(null, '五月'),
    'as long as the school asks': notice('2026-05-14', '2026-05-18').parameter('noticeWorkdays', 3),
    'not 在读': aFormerApplicant({ 确定发展对象日期: '2026-05-25' }, '2026-06-30'),
  },
  fails: {
    'four working days': given(notice('2026-05-14', '2026-05-19')).finds({
      ...found('K', `公示从“2026-05-14”到“2026-05-19”，只有 4 个工作日；${DUE}${PROVISIONAL}`),
      advice: '请核对公示开始和公示结束，改正填错的一处；确属不足的，请重新公示后填写。',
      basis: '《中国共产党发展党员工作细则》（2026年修订）第十三条',
    }),
    'fewer days than five whatever the holidays: not provisional': given(notice('2026-05-14', '2026-05-17')).finds(
      found('K', `公示从“2026-05-14”到“2026-05-17”，只有 2 个工作日；${DUE}`),
    ),
    'as many days as five, though not all worked: provisional': given(notice('2026-05-14', '2026-05-18')).finds(
      found('K', `公示从“2026-05-14”到“2026-05-18”，只有 3 个工作日；${DUE}${PROVISIONAL}`),
    ),
    'a holiday does not count, and holidays that are given make the result final': given(
      notice('2026-05-14', '2026-05-20').parameter('freeDays', [dayOf(2026, 5, 18)]),
    ).finds(found('K', `公示从“2026-05-14”到“2026-05-20”，只有 4 个工作日；${DUE}`)),
    'the end before the beginning': given(notice('2026-05-20', '2026-05-14')).finds(
      found('K', `公示从“2026-05-20”到“2026-05-14”，只有 0 个工作日；${DUE}`),
    ),
    'no last day': given(notice('2026-05-14', null)).finds({
      ...found('K', `公示从“2026-05-14”开始，公示结束没有填；${DUE}`),
      advice: '请补填公示开始和公示结束。',
    }),
    'no first day': given(notice(null, '2026-05-20')).finds(found('J', `公示开始没有填；${DUE}`)),
    'no notice': given(notice(null, null)).finds(found('J', `公示开始和公示结束都没有填；${DUE}`)),
    'no notice, 发展对象 on the first day of the 2026 edition': given(notice(null, null, '2026-05-11')).finds(
      found('J', `公示开始和公示结束都没有填；${DUE}`, '2026-05-11'),
    ),
    'shorter than the school asks': given(notice('2026-05-14', '2026-05-20').parameter('noticeWorkdays', 6)).finds(
      found(
        'K',
        `公示从“2026-05-14”到“2026-05-20”，只有 5 个工作日；应当公示不少于 6 个工作日（首尾两天都算）。${PROVISIONAL}`,
      ),
    ),
  },
  notChecked: { 'without 发展台账': anApplicant({}).withoutTab('发展台账') },
});
