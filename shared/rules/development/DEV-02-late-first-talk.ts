import { addMonths, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { owedStep } from '../../domain/stages.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { admission } from '../frame/regulations.ts';
import { defineDuty } from '../frame/rule.ts';

/**
 * “收到入党申请书后，应当在一个月内派人同入党申请人谈话” (细则§7): the talk is late, or still missing after the last day. Not
 * judged where 培养 has ended. Event: the application, which starts the period.
 */
export default defineDuty({
  id: 'DEV-02',
  title: '申请入党后未按期谈话',
  severity: Severity.error,
  basis: [admission({ 2026: '7' })],
  needs: ['students.id', 'developments.studentId', 'developments.appliedOn'],
  reads: [],
  *check({ developments, college, school }, _, asOf) {
    for (const { id, person, record } of applicantsOf(developments, school)) {
      const { appliedOn, talkedOn } = record;
      if (!isGiven(appliedOn)) continue;
      const due = addMonths(appliedOn, 1);
      const owed = owedStep(record, 'talkedOn', due, asOf);
      if (!owed) continue;
      yield {
        at: college.place('developments', record, 'talkedOn'),
        subject: [id],
        ...owed,
        on: appliedOn,
        facts: {
          person,
          appliedOn: formatDay(appliedOn),
          talkedOn: isGiven(talkedOn) ? formatDay(talkedOn) : null,
          due: formatDay(due),
        },
      };
    }
  },
  task: () => '同入党申请人谈话，填写谈话日期',
  message: ({ person, appliedOn, talkedOn, due }) =>
    `${person}申请入党日期为“${appliedOn}”，谈话日期${talkedOn ? `为“${talkedOn}”` : '还没有填'}；应当在一个月内谈话，不晚于 ${due}。`,
  advice: ({ talkedOn }) =>
    talkedOn
      ? '请核对申请入党日期和谈话日期，改正填错的一处；确实谈晚了的，请在备注中写明原因。'
      : '请填写谈话日期；还没有谈话的，请尽快派人谈话后填写。',
});
