import type { School } from './assembled.ts';
import { academicYearOf, addMonths, type CalendarDay } from './calendar.ts';
import { isGiven, unreadable } from './cell.ts';
import { type DutyState, dutyStateOf, isAskedFor } from './duties.ts';
import type { Development } from './school.ts';

/** A half-year of an 入党积极分子 in which the branch owes a 考察 (细则§11). */
export interface HalfYear {
  /** 1, 2, …, counted from 确定积极分子日期. */
  readonly ordinal: number;
  readonly from: CalendarDay;
  /** The first day after it: 6, 12, … months after 确定积极分子日期. */
  readonly end: CalendarDay;
  readonly state: DutyState;
}

/**
 * The half-years of a record that end in the audited year, and the running one, each with whether it has a 考察日期. They
 * continue to the earlier of 确定发展对象日期 and 培养终止日期; a half-year cut short by these requires nothing. None if a
 * needed cell is unreadable. The 考察 of a half-year is due on the day before its end.
 */
export function halfYearsOf(school: School, record: Development): readonly HalfYear[] {
  const { asOf } = school;
  const { activistOn, prospectOn, endedOn, reviewedOn } = record;
  if (!isGiven(activistOn) || prospectOn === unreadable || endedOn === unreadable || reviewedOn.partial) return [];
  const last = Math.min(prospectOn ?? Number.POSITIVE_INFINITY, endedOn ?? Number.POSITIVE_INFINITY);
  const halfYears: HalfYear[] = [];
  let from = activistOn;
  for (let ordinal = 1; from <= asOf; ordinal++) {
    const end = addMonths(activistOn, 6 * ordinal);
    if (end > last) break;
    const start = from;
    const isReviewed = reviewedOn.items.some((day) => day >= start && day < end && day <= asOf);
    const state = dutyStateOf(isReviewed, end - 1, school.asOf);
    if (isAskedFor(academicYearOf(end), state, school)) halfYears.push({ ordinal, from, end, state });
    from = end;
  }
  return halfYears;
}
