import { addMonths, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { owedStep } from '../../domain/stages.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { admission, follows2026 } from '../frame/regulations.ts';
import { defineDuty } from '../frame/rule.ts';

/**
 * 入党宣誓“一般在批复同意接收预备党员后的一个月内” (细则 2026 §29): the oath is late, or still missing after the last day. Not
 * judged where 培养 has ended. Event: 接收审批, which starts the period.
 */
export default defineDuty({
  id: 'DEV-17',
  title: '批准后未按期入党宣誓',
  severity: Severity.warning,
  basis: [admission({ 2026: '29' })],
  needs: ['students.id', 'developments.studentId'],
  reads: [],
  *check({ developments, college, school }, _, asOf) {
    for (const { id, person, record } of applicantsOf(developments, school)) {
      const { admissionApprovedOn: approvedOn, oathOn } = record;
      if (!isGiven(approvedOn) || !follows2026(approvedOn)) continue;
      const due = addMonths(approvedOn, 1);
      const owed = owedStep(record, 'oathOn', due, asOf);
      if (!owed) continue;
      yield {
        at: college.place('developments', record, 'oathOn'),
        subject: [id],
        ...owed,
        on: approvedOn,
        facts: {
          person,
          approvedOn: formatDay(approvedOn),
          oathOn: isGiven(oathOn) ? formatDay(oathOn) : null,
          due: formatDay(due),
        },
      };
    }
  },
  task: () => '组织入党宣誓，填写宣誓日期',
  message: ({ person, approvedOn, oathOn, due }) =>
    `${person}接收审批日期为“${approvedOn}”，宣誓日期${oathOn ? `为“${oathOn}”` : '还没有填'}；一般应当在一个月内宣誓，不晚于 ${due}。`,
  advice: ({ oathOn }) =>
    oathOn
      ? '请核对接收审批日期和宣誓日期，改正填错的一处；确属逾期的，请在备注中写明原因。'
      : '请填写宣誓日期；还没有宣誓的，请尽快组织宣誓后填写。',
});
