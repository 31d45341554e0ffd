import type { School } from './assembled.ts';
import { firstDayOf } from './calendar.ts';
import { isGiven, unreadable } from './cell.ts';
import type { Parameters } from './parameters.ts';
import { dutyMonthsOf, type Period, periodsOf } from './periods.ts';
import { isLeagueMember } from './roster.ts';
import type { Activity, Organization } from './school.ts';
import { ActivityType, Indicator, OrgKind, PeriodKind } from './vocabulary.ts';

/**
 * Periodic duties, computed once: the rule that lists the missing periods and the indicator that scores them share
 * them, so the two can never disagree (architecture.md §3).
 */
export interface Duty {
  /** `null` where only a rule watches the duty. */
  readonly indicator: Indicator | null;
  readonly kind: OrgKind;
  readonly activityType: string;
  readonly period: PeriodKind;
  /** Only organizations with at least seven 正式党员 (党支部) or League members (团支部). */
  readonly fromSevenMembers: boolean;
}

const duty = (
  indicator: Indicator | null,
  kind: OrgKind,
  activityType: string,
  period: PeriodKind,
  fromSevenMembers = false,
): Duty => ({
  indicator,
  kind,
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
  /** 团课: a rule alone, no indicator (the scheme scores 团课 as activities). */
  leagueLecture: duty(null, OrgKind.leagueBranch, ActivityType.leagueLecture, PeriodKind.quarter),
  classMeeting: duty(Indicator.classMeetings, OrgKind.schoolClass, ActivityType.classMeeting, PeriodKind.month),
  jointMeeting: duty(Indicator.jointMeetings, OrgKind.schoolClass, ActivityType.jointMeeting, PeriodKind.term),
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

/** One elapsed period of a duty. */
export interface DutyPeriod {
  readonly period: Period;
  /** An activity met the duty. */
  readonly met: boolean;
  /** An activity with 佐证材料 met it: only that scores (points.md §3). */
  readonly proved: boolean;
}

/**
 * The periods of a kind that bind an organization, also those still to come: begun on or after 成立日期; `null` where
 * that is unreadable. Months in 假期月份 carry no duty.
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

/** Those of them that ended before the as-of day. */
export function elapsedPeriods(
  school: School,
  org: Organization,
  kind: PeriodKind,
  holidayMonths: readonly number[],
): readonly Period[] | null {
  return boundPeriods(school, org, kind, holidayMonths)?.filter(({ to }) => to < school.asOf) ?? null;
}

/** What an organization owed and did for one duty; `null` where the duty does not bind it or cannot be judged. */
export function dutyPeriods(
  school: School,
  org: Organization,
  { kind, activityType, period, fromSevenMembers }: Duty,
  { holidayMonths }: Pick<Parameters, 'holidayMonths'>,
): readonly DutyPeriod[] | null {
  if (org.kind !== kind || !isGiven(org.id) || (fromSevenMembers && !hasSevenMembers(school, org))) return null;
  const periods = elapsedPeriods(school, org, period, holidayMonths);
  if (periods === null) return null;
  const activities = school.activities.meeting(org).filter(({ type }) => type === activityType);
  return periods.map((span) => {
    const held = activities.filter((activity) => isWithin(activity, span));
    return { period: span, met: held.length > 0, proved: held.some(({ evidence }) => isGiven(evidence)) };
  });
}

/** Whether the yearly duties bind an organization: 成立日期 blank or not later than 1 September (rules.md §4). */
export function isBoundForYear({ year }: School, { foundedOn }: Organization): boolean {
  return foundedOn === null || (isGiven(foundedOn) && foundedOn <= firstDayOf(year));
}

/** Whether an activity was held in a period; an unreadable date is in none. */
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
