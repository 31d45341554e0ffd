import { addMonths, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { owedStep } from '../../domain/stages.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { admission, follows2026 } from '../frame/regulations.ts';
import { defineDuty } from '../frame/rule.ts';

/**
 * 预审合格的，“应当在一个月内提交党支部党员大会讨论” (细则 2026 §19): the assembly is late, or still missing after the last day.
 * Not judged where 培养 has ended. Event: 预审, which starts the period.
 */
export default defineDuty({
  id: 'DEV-11',
  title: '预审后未按期召开接收大会',
  severity: Severity.error,
  basis: [admission({ 2026: '19' })],
  needs: ['students.id', 'developments.studentId'],
  reads: [],
  *check({ developments, college, school }, _, asOf) {
    for (const { id, person, record } of applicantsOf(developments, school)) {
      const { preliminaryReviewOn: reviewedOn, admittedOn } = record;
      if (!isGiven(reviewedOn) || !follows2026(reviewedOn)) continue;
      const due = addMonths(reviewedOn, 1);
      const owed = owedStep(record, 'admittedOn', due, asOf);
      if (!owed) continue;
      yield {
        at: college.place('developments', record, 'admittedOn'),
        subject: [id],
        ...owed,
        on: reviewedOn,
        facts: {
          person,
          reviewedOn: formatDay(reviewedOn),
          admittedOn: isGiven(admittedOn) ? formatDay(admittedOn) : null,
          due: formatDay(due),
        },
      };
    }
  },
  task: () => '提交党员大会讨论接收，填写接收预备党员日期',
  message: ({ person, reviewedOn, admittedOn, due }) =>
    `${person}预审日期为“${reviewedOn}”，接收预备党员日期${admittedOn ? `为“${admittedOn}”` : '还没有填'}；应当在一个月内提交党员大会，不晚于 ${due}。`,
  advice: ({ admittedOn }) =>
    admittedOn
      ? '请核对预审日期和接收预备党员日期，改正填错的一处；确属逾期的，请在备注中写明原因。'
      : '请填写接收预备党员日期；还没有开会的，请尽快提交党员大会讨论后填写。',
});
