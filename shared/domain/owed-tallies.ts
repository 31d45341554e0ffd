import type { School } from './assembled.ts';
import { membersAsked } from './assessments.ts';
import { type CalendarDay, deadlineIn } from './calendar.ts';
import { isGiven, unreadable } from './cell.ts';
import { countsFor, type DutyState, dutyStateOf } from './duties.ts';
import type { Parameters } from './parameters.ts';
import type { Student } from './school.ts';
import { TallyScope } from './vocabulary.ts';

/** A tally of 述责测评 that a party member owes for the audited year, due on 评议截止. */
export interface OwedTally {
  readonly studentId: string;
  readonly scope: TallyScope;
  readonly dueOn: CalendarDay;
  readonly state: DutyState;
}

/** The tallies, 党内 and 群众, of those who owe 述诺 (EVA-02). A row with an unreadable 范围 may be either. */
export function owedTallies(
  school: School,
  students: readonly Student[],
  { reportDeadline, appraisalDeadline }: Pick<Parameters, 'reportDeadline' | 'appraisalDeadline'>,
): readonly OwedTally[] {
  const dueOn = deadlineIn(school.year, appraisalDeadline);
  const asked = membersAsked(school, students, deadlineIn(school.year, reportDeadline));
  return asked.flatMap((studentId) => {
    const rows = school.records.talliesOf(studentId, school.year);
    return Object.values(TallyScope).map((scope) => {
      const isMet = rows.some(
        (row) =>
          (row.scope === scope || row.scope === unreadable) &&
          (!isGiven(row.heldOn) || countsFor(row.heldOn, dueOn, school.asOf)),
      );
      return { studentId, scope, dueOn, state: dutyStateOf(isMet, dueOn, school.asOf) };
    });
  });
}
