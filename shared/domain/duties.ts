import type { School } from './assembled.ts';
import { type AcademicYear, academicYearOf, type CalendarDay, firstDayOf, isInYear } from './calendar.ts';
import { isGiven, unreadable } from './cell.ts';
import type { Parameters } from './parameters.ts';
import { dutyMonthsOf, type Period, periodsOf } from './periods.ts';
import { isLeagueMember } from './roster.ts';
import type { Activity, Organization } from './school.ts';
import { ActivityType, Indicator, OrgKind, PeriodKind } from './vocabulary.ts';

/**
 * Periodic duties, computed once: the rule that lists the missing periods shares them with the indicator that scores
 * them, so the two can never disagree (architecture.md §3).
 */
export interface Duty {
  /** `null` if only a rule watches the duty. */
  readonly indicator: Indicator | null;
  readonly kinds: readonly OrgKind[];
  readonly activityType: string;
  readonly period: PeriodKind;
  /** Only organizations with at least seven 正式党员 (党支部) or League members (团支部). */
  readonly fromSevenMembers: boolean;
}

const duty = (
  indicator: Indicator | null,
  kind: OrgKind | readonly OrgKind[],
  activityType: string,
  period: PeriodKind,
  fromSevenMembers = false,
): Duty => ({
  indicator,
  kinds: [kind].flat(),
  activityType,
  period,
  fromSevenMembers,
});

export const DUTIES = {
  partyDay: duty(Indicator.partyDays, OrgKind.partyBranch, ActivityType.partyDay, PeriodKind.month),
  partyAssembly: duty(Indicator.partyAssemblies, OrgKind.partyBranch, ActivityType.partyAssembly, PeriodKind.quarter),
  partyCommitteeMeeting: duty(
    Indicator.partyCommitteeMeetings,
    OrgKind.partyBranch,
    ActivityType.partyCommitteeMeeting,
    PeriodKind.month,
    true,
  ),
  leagueDay: duty(Indicator.leagueDays, OrgKind.leagueBranch, ActivityType.leagueDay, PeriodKind.month),
  leagueAssembly: duty(
    Indicator.leagueAssemblies,
    OrgKind.leagueBranch,
    ActivityType.leagueAssembly,
    PeriodKind.quarter,
  ),
  leagueCommitteeMeeting: duty(
    Indicator.leagueCommitteeMeetings,
    OrgKind.leagueBranch,
    ActivityType.leagueCommitteeMeeting,
    PeriodKind.month,
    true,
  ),
  /** 团课: a rule but no indicator (the scheme scores 团课 as activities). */
  leagueLecture: duty(null, OrgKind.leagueBranch, ActivityType.leagueLecture, PeriodKind.quarter),
  classMeeting: duty(Indicator.classMeetings, OrgKind.schoolClass, ActivityType.classMeeting, PeriodKind.month),
  jointMeeting: duty(Indicator.jointMeetings, OrgKind.schoolClass, ActivityType.jointMeeting, PeriodKind.term),
  /** 交流座谈: a rule but no indicator. */
  exchangeForum: duty(null, [OrgKind.partyBranch, OrgKind.leagueBranch], ActivityType.exchangeForum, PeriodKind.term),
} as const;

/** The duties behind the periodic indicators, by name; an item of the scheme may ask any kind of organization for them. */
export const PERIODIC_DUTIES: ReadonlyMap<string, Duty> = new Map(
  [
    DUTIES.partyAssembly,
    DUTIES.leagueAssembly,
    DUTIES.partyCommitteeMeeting,
    DUTIES.leagueCommitteeMeeting,
    DUTIES.classMeeting,
    DUTIES.jointMeeting,
    DUTIES.partyDay,
    DUTIES.leagueDay,
  ].map((one) => [one.indicator as Indicator, one]),
);

/** The state of something owed on a day: done, still to be done, or not done by the end of its last day. */
export type DutyState = 'met' | 'due' | 'broken';

/** Whether something was done by its last day, which is included. */
export function dutyStateOf(isMet: boolean, dueOn: CalendarDay, asOf: CalendarDay): DutyState {
  if (isMet) return 'met';
  return asOf > dueOn ? 'broken' : 'due';
}

/**
 * Whether something owed belongs to the audited year: what is broken or met in that year and, while it is the running
 * year, also what is still to be done in the next: on 1 September that may already be late.
 * @param owedIn the academic year in which it is judged
 */
export function isAskedFor(
  owedIn: AcademicYear,
  state: DutyState,
  { year, asOf }: Pick<School, 'year' | 'asOf'>,
): boolean {
  return owedIn === year || (state === 'due' && owedIn === year + 1 && academicYearOf(asOf) === year);
}

/**
 * Whether something with this date meets what is due on a day. A future date counts from that day on; a date after the
 * last day counts as typed (rules.md §4: a date with DAT-12 is used). Once the last day has come, everything counts, so
 * the findings of rules do not depend on this.
 */
export function countsFor(day: CalendarDay, dueOn: CalendarDay, asOf: CalendarDay): boolean {
  return day <= asOf || day > dueOn;
}

/**
 * One period of a duty that has begun. Rules list what is broken, indicators count what is met, reminders name what is
 * due.
 */
export interface DutyPeriod {
  readonly state: DutyState;
  /** Its last day is over: only such periods count for rules and indicators. */
  readonly isOver: boolean;
  readonly period: Period;
  /** An activity met the duty. */
  readonly met: boolean;
  /** An activity with 佐证材料 met it: only that scores (points.md §3). */
  readonly proved: boolean;
}

/**
 * The periods of a kind that bind an organization, including future ones: begun on or after 成立日期; `null` if that is
 * unreadable. Months in 假期月份 carry no duty.
 */
export function boundPeriods(
  school: School,
  { foundedOn }: Organization,
  kind: PeriodKind,
  holidayMonths: readonly number[],
): readonly Period[] | null {
  if (foundedOn === unreadable) return null;
  const periods = kind === PeriodKind.month ? dutyMonthsOf(school.year, holidayMonths) : periodsOf(kind, school.year);
  return periods.filter(({ from }) => foundedOn === null || from >= foundedOn);
}

/** The terms of the audited year that ended before the as-of day: for duties of a college as a whole. */
export function elapsedTerms({ year, asOf }: School): readonly Period[] {
  return periodsOf(PeriodKind.term, year).filter(({ to }) => to < asOf);
}

/** The periods that bind an organization and have begun. */
export function begunPeriods(
  school: School,
  org: Organization,
  kind: PeriodKind,
  holidayMonths: readonly number[],
): readonly Period[] | null {
  return boundPeriods(school, org, kind, holidayMonths)?.filter(({ from }) => from <= school.asOf) ?? null;
}

/** The periods that bind an organization and ended before the as-of day. */
export function elapsedPeriods(
  school: School,
  org: Organization,
  kind: PeriodKind,
  holidayMonths: readonly number[],
): readonly Period[] | null {
  return boundPeriods(school, org, kind, holidayMonths)?.filter(({ to }) => to < school.asOf) ?? null;
}

/**
 * What an organization owes and did for one duty, up to the running period; `null` if the duty does not bind it or
 * cannot be judged. Each period is due on its last day.
 */
export function owedPeriods(
  school: School,
  org: Organization,
  { kinds, activityType, period, fromSevenMembers }: Duty,
  { holidayMonths }: Pick<Parameters, 'holidayMonths'>,
): readonly DutyPeriod[] | null {
  if (!isGiven(org.kind) || !kinds.includes(org.kind) || !isGiven(org.id)) return null;
  if (fromSevenMembers && !hasSevenMembers(school, org)) return null;
  const periods = begunPeriods(school, org, period, holidayMonths);
  if (periods === null) return null;
  const activities = school.activities.held(org).filter(({ type }) => type === activityType);
  return periods.map((span) => {
    const held = activities.filter((activity) => isWithin(activity, span));
    const met = held.length > 0;
    return {
      period: span,
      state: dutyStateOf(met, span.to, school.asOf),
      isOver: span.to < school.asOf,
      met,
      proved: held.some(({ evidence }) => isGiven(evidence)),
    };
  });
}

/** Those of the periods that have ended. */
export function dutyPeriods(
  school: School,
  org: Organization,
  duty: Duty,
  parameters: Pick<Parameters, 'holidayMonths'>,
): readonly DutyPeriod[] | null {
  return owedPeriods(school, org, duty, parameters)?.filter(({ isOver }) => isOver) ?? null;
}

/** Whether an activity meets a yearly duty: it is dated in the year, possibly after the last day. */
export function meetsInYear({ heldOn }: Activity, { year, asOf }: School, dueOn: CalendarDay): boolean {
  return isGiven(heldOn) && isInYear(heldOn, year) && countsFor(heldOn, dueOn, asOf);
}

/** Whether the yearly duties bind an organization: 成立日期 blank or not later than 1 September (rules.md §4). */
export function isBoundForYear({ year }: School, { foundedOn }: Organization): boolean {
  return foundedOn === null || (isGiven(foundedOn) && foundedOn <= firstDayOf(year));
}

/** Whether an activity was held in a period; never if its date is unreadable. */
export function isWithin({ heldOn }: Activity, { from, to }: Period): boolean {
  return isGiven(heldOn) && heldOn >= from && heldOn <= to;
}

/** At least seven 正式党员 (党支部) or seven League members in the classes that it covers (团支部). */
export function hasSevenMembers(school: School, org: Organization): boolean {
  if (!isGiven(org.id)) return false;
  if (org.kind === OrgKind.partyBranch) return school.roster.fullMembersOfBranch(org.id) >= 7;
  return leagueMembersOf(school, org.id) >= 7;
}

/** League members of the classes that a 团支部 covers. */
export function leagueMembersOf(school: School, orgId: string): number {
  let count = 0;
  for (const { id } of school.coverage.classesOf(orgId)) {
    for (const student of school.roster.studentsOfClass(id as string)) if (isLeagueMember(student)) count++;
  }
  return count;
}
