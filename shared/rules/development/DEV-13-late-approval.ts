import { addMonths, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { isOverdue, owedStep } from '../../domain/stages.ts';
import { DevelopmentStep, Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { admission } from '../frame/regulations.ts';
import { defineDuty } from '../frame/rule.ts';

const APPROVALS = [
  { which: '接收审批', assembly: 'admittedOn', approval: 'admissionApprovedOn' },
  { which: '转正审批', assembly: 'confirmedOn', approval: 'confirmationApprovedOn' },
] as const;

/**
 * 党委对接收、转正的决议“应当在三个月内审批。如遇特殊情况可以适当延长审批时间，但不得超过六个月” (细则 2026 §25, §33): late, or
 * still missing after the last day. Not judged where 培养 has ended. Event: the assembly, which starts the period.
 */
export default defineDuty({
  id: 'DEV-13',
  title: '接收或转正逾期未审批',
  severity: Severity.warning,
  basis: [admission({ 2026: ['25', '33'] })],
  needs: ['students.id', 'developments.studentId'],
  reads: [],
  *check({ developments, college, school }, _, asOf) {
    for (const { id, person, record } of applicantsOf(developments, school)) {
      for (const { which, assembly, approval } of APPROVALS) {
        const on = record[assembly];
        const approvedOn = record[approval];
        const owed = isGiven(on) ? owedStep(record, approval, addMonths(on, 3), asOf) : null;
        if (!isGiven(on) || !owed) continue;
        yield {
          at: college.place('developments', record, approval),
          subject: [id, which],
          ...owed,
          severity: isOverdue(approvedOn, addMonths(on, 6), asOf) ? Severity.error : Severity.warning,
          on,
          facts: {
            person,
            assembly: DevelopmentStep[assembly],
            assemblyOn: formatDay(on),
            approval: DevelopmentStep[approval],
            approvedOn: isGiven(approvedOn) ? formatDay(approvedOn) : null,
            due: formatDay(addMonths(on, 3)),
            latest: formatDay(addMonths(on, 6)),
          },
        };
      }
    }
  },
  task: ({ approval }) => `报请上级党委审批，填写${approval}`,
  message: ({ person, assembly, assemblyOn, approval, approvedOn, due, latest }) =>
    `${person}${assembly}为“${assemblyOn}”，${approval}${approvedOn ? `为“${approvedOn}”` : '还没有填'}；应当在三个月内审批，不晚于 ${due}，特殊情况也不得晚于 ${latest}。`,
  advice: ({ approval, approvedOn }) =>
    approvedOn
      ? `请核对${approval}，填错的改正；确属逾期的，请在备注中写明原因。`
      : `请填写${approval}；还没有审批的，请尽快报请上级党委审批后填写。`,
});
