import { addMonths, type CalendarDay } from './calendar.ts';
import { type Cell, isGiven, unreadable } from './cell.ts';
import { countsFor } from './duties.ts';
import type { Development } from './school.ts';
import { type DevelopmentStep, PoliticalStatus } from './vocabulary.ts';

/**
 * The chains of party development: within a chain no step may precede an earlier one; equal dates are in order.
 * After 接收预备党员 two chains continue side by side, one to the oath and one to full membership.
 */
export const STEP_CHAINS: readonly (readonly DevelopmentStep[])[] = [
  [
    'appliedOn',
    'talkedOn',
    'activistOn',
    'prospectOn',
    'politicalReviewOn',
    'preliminaryReviewOn',
    'admittedOn',
    'admissionApprovedOn',
    'oathOn',
  ],
  ['admittedOn', 'confirmedOn', 'confirmationApprovedOn'],
];

/** A stage that changes 政治面貌, and the step whose date reaches it. */
export interface Stage {
  readonly step: DevelopmentStep;
  readonly status: PoliticalStatus;
}

/** The four stages in order. */
export const STAGES: readonly Stage[] = [
  { step: 'activistOn', status: PoliticalStatus.activist },
  { step: 'prospectOn', status: PoliticalStatus.prospect },
  { step: 'admittedOn', status: PoliticalStatus.probationaryMember },
  { step: 'confirmedOn', status: PoliticalStatus.fullMember },
];

/** A step whose date is given. */
export interface GivenStep {
  readonly step: DevelopmentStep;
  readonly on: CalendarDay;
}

/** Those of the steps that have a date, in the same order. */
export function givenSteps(record: Development, steps: readonly DevelopmentStep[]): readonly GivenStep[] {
  return steps.flatMap((step) => {
    const on = record[step];
    return isGiven(on) ? [{ step, on }] : [];
  });
}

/** The last stage with a date; `null` if there is none, or if an unreadable date might be a later one. */
export function stageReached(record: Development): (Stage & GivenStep) | null {
  for (const stage of STAGES.toReversed()) {
    const on = record[stage.step];
    if (on === unreadable) return null;
    if (on !== null) return { ...stage, on };
  }
  return null;
}

/** Whether development continues: no 培养终止日期 on or before the day. If it is unreadable, nobody knows: not judged. */
export function isDeveloping({ endedOn }: Development, day: CalendarDay): boolean {
  return endedOn === null || (isGiven(endedOn) && endedOn > day);
}

/** Whether a step came after its last day, or is blank and that day is over. An unreadable date is not judged. */
export function isOverdue(step: Cell<CalendarDay>, lastDay: CalendarDay, asOf: CalendarDay): boolean {
  return isGiven(step) ? step > lastDay : step === null && asOf > lastDay;
}

/** The state of a step that is owed by a day. */
export interface OwedStep {
  /** `null`: it was taken, but late. */
  readonly dueOn: CalendarDay | null;
}

/**
 * What a record owes for a step: nothing if the step was taken in time, is unreadable, or 培养 ended before it could be
 * late. A future date counts from its own day.
 */
export function owedStep(
  record: Development,
  step: DevelopmentStep,
  dueOn: CalendarDay,
  asOf: CalendarDay,
): OwedStep | null {
  const on = record[step];
  if (on === unreadable) return null;
  if (isGiven(on) && countsFor(on, dueOn, asOf)) {
    return on > dueOn && isDeveloping(record, asOf) ? { dueOn: null } : null;
  }
  return isDeveloping(record, Math.max(asOf, dueOn + 1)) ? { dueOn } : null;
}

/** 接收 + 12 months: the first day on which 转正 is possible, and the end of a probation without extension. */
export function probationYearOf(admittedOn: CalendarDay): CalendarDay {
  return addMonths(admittedOn, 12);
}
