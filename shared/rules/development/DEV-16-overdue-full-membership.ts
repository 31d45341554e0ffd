import { addMonths, formatDay } from '../../domain/calendar.ts';
import { isGiven, unreadable } from '../../domain/cell.ts';
import { owedStep, probationYearOf } from '../../domain/stages.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { admission } from '../frame/regulations.ts';
import { defineDuty } from '../frame/rule.ts';

/**
 * 预备期满，“应当及时讨论其能否转为正式党员” (细则 2026 §31, 2014 §32): no 转正 a month after the end of probation (接收 + 12
 * months, or 延长预备期至). Not judged where 培养 has ended. Event: the end of probation.
 */
export default defineDuty({
  id: 'DEV-16',
  title: '预备期满未讨论转正',
  severity: Severity.warning,
  basis: [admission({ 2014: '32', 2026: '31' })],
  needs: ['students.id', 'developments.studentId'],
  reads: [],
  *check({ developments, college, school }, _, asOf) {
    for (const { id, person, record } of applicantsOf(developments, school)) {
      const { admittedOn, probationExtendedTo: extendedTo } = record;
      if (!isGiven(admittedOn) || extendedTo === unreadable) continue;
      const endsOn = extendedTo ?? probationYearOf(admittedOn);
      const due = addMonths(endsOn, 1);
      const owed = owedStep(record, 'confirmedOn', due, asOf);
      // A late 转正 still counts: this rule does not judge its day.
      if (!owed || owed.dueOn === null) continue;
      yield {
        at: college.place('developments', record, 'confirmedOn'),
        subject: [id],
        ...owed,
        on: endsOn,
        facts: {
          person,
          admittedOn: formatDay(admittedOn),
          extended: extendedTo !== null,
          endsOn: formatDay(endsOn),
          due: formatDay(due),
        },
      };
    }
  },
  task: () => '讨论能否转正，填写转正日期',
  message: ({ person, admittedOn, extended, endsOn, due }) =>
    `${person}接收预备党员日期为“${admittedOn}”，预备期${extended ? '延长' : ''}到 ${endsOn}，转正日期还没有填；应当在期满后及时讨论转正，不晚于 ${due}。`,
  advice: () => '请填写转正日期；延长预备期的，填写“延长预备期至”；取消资格的，填写“培养终止日期”。',
});
