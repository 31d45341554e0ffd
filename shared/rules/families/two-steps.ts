import { type CalendarDay, formatDay } from '../../domain/calendar.ts';
import { type Cell, isGiven } from '../../domain/cell.ts';

/** The names of the two meetings that a decision goes through: the committee first, then the assembly (五(3)). */
export interface Steps {
  readonly committee: string;
  readonly assembly: string;
}

/** A meeting that is missing, or a committee that met after the assembly. */
export interface StepFault {
  readonly step: keyof Steps;
  /** Name of the meeting at fault, e.g. 团支委会. */
  readonly which: string;
  readonly committeeOn: string | null;
  readonly assemblyOn: string | null;
  readonly isMissing: boolean;
}

/** Faults of the two meetings; an unreadable date is not missing, and its order is not judged. */
export function* stepFaults(
  steps: Steps,
  committeeOn: Cell<CalendarDay>,
  assemblyOn: Cell<CalendarDay>,
  isCommitteeAsked = true,
): Iterable<StepFault> {
  const shown = {
    committeeOn: isGiven(committeeOn) ? formatDay(committeeOn) : null,
    assemblyOn: isGiven(assemblyOn) ? formatDay(assemblyOn) : null,
  };
  const isReversed = isGiven(committeeOn) && isGiven(assemblyOn) && committeeOn > assemblyOn;
  if (isReversed || (committeeOn === null && isCommitteeAsked)) {
    yield { step: 'committee', which: steps.committee, ...shown, isMissing: !isReversed };
  }
  if (assemblyOn === null) yield { step: 'assembly', which: steps.assembly, ...shown, isMissing: true };
}

/** The present state: `没有填团支委会日期`, `团支委会日期“2026-03-10”晚于团员大会日期“2026-03-01”`. */
export function stepWords(
  { committee, assembly }: Steps,
  { which, isMissing, committeeOn, assemblyOn }: StepFault,
): string {
  return isMissing ? `没有填${which}日期` : `${committee}日期“${committeeOn}”晚于${assembly}日期“${assemblyOn}”`;
}

/** What to do about it. */
export function stepAdvice({ committee, assembly }: Steps, { which, isMissing }: StepFault): string {
  return isMissing
    ? `请填写${which}日期；没有开过${which}的，请补开后填写。`
    : `请核对${committee}日期和${assembly}日期，改正填错的一处。`;
}
