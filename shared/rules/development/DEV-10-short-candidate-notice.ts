import { formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { noticeJudge, noticeWords } from '../families/notice.ts';
import { admission, follows2026 } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * “拟列为发展对象的……进行公示，公示期不少于五个工作日” (细则 2026 §13); the 2014 edition did not require it. Event: 确定发展对象.
 */
export default defineRule({
  id: 'DEV-10',
  title: '发展对象公示缺失或不足',
  severity: Severity.error,
  basis: [admission({ 2026: '13' })],
  needs: ['students.id', 'developments.studentId'],
  reads: ['noticeWorkdays', 'freeDays', 'workedDays'],
  *check({ developments, college, school }, parameters) {
    const faultOf = noticeJudge(parameters);
    for (const { id, person, record } of applicantsOf(developments, school)) {
      const { prospectOn } = record;
      if (!isGiven(prospectOn) || !follows2026(prospectOn)) continue;
      const fault = faultOf(record);
      if (!fault) continue;
      yield {
        at: college.place('developments', record, fault.field),
        subject: [id],
        on: prospectOn,
        facts: { person, prospectOn: formatDay(prospectOn), notice: fault },
      };
    }
  },
  message: ({ person, prospectOn, notice }) => `${person}“${prospectOn}”确定为发展对象，${noticeWords(notice)}`,
  advice: ({ notice }) =>
    notice.workdays === null
      ? '请补填公示开始和公示结束。'
      : '请核对公示开始和公示结束，改正填错的一处；确属不足的，请重新公示后填写。',
});
