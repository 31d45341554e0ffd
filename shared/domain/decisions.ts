import { type AcademicYear, type CalendarDay, isInYear } from './calendar.ts';
import { type Cell, isGiven, unreadable } from './cell.ts';
import type { Decision, RowIn } from './school.ts';
import { MatterKind } from './vocabulary.ts';

/** The cells of a decision that show whether it may be the one in question. */
export type DecisionFacts = Pick<
  Decision,
  'id' | 'kind' | 'studentIds' | 'leagueCommitteeOn' | 'leagueAssemblyOn' | 'partyCommitteeOn' | 'partyAssemblyOn'
>;

export function decisionFactsOf(decision: DecisionFacts): DecisionFacts {
  const { id, kind, studentIds, leagueCommitteeOn, leagueAssemblyOn, partyCommitteeOn, partyAssemblyOn } = decision;
  return { id, kind, studentIds, leagueCommitteeOn, leagueAssemblyOn, partyCommitteeOn, partyAssemblyOn };
}

/** The latest of the four meeting dates; `null` where none is given. An unreadable date is left out (rules.md §4). */
export function latestMeetingOf(decision: DecisionFacts): CalendarDay | null {
  const { leagueCommitteeOn, leagueAssemblyOn, partyCommitteeOn, partyAssemblyOn } = decision;
  const days: readonly Cell<CalendarDay>[] = [leagueCommitteeOn, leagueAssemblyOn, partyCommitteeOn, partyAssemblyOn];
  let latest: CalendarDay | null = null;
  for (const day of days) {
    if (isGiven(day) && (latest === null || day > latest)) latest = day;
  }
  return latest;
}

/** Whether a decision is judged in an academic year: its latest meeting is in that year, or no meeting is given. */
export function isDecisionOf(decision: Decision, year: AcademicYear): boolean {
  const latest = latestMeetingOf(decision);
  return latest === null || isInYear(latest, year);
}

/** 评奖评优 or 人员推荐: the important matters that committee and assembly decide (五(3)). */
export function isAwardOrNomination({ kind }: Decision): boolean {
  return kind === MatterKind.award || kind === MatterKind.nomination;
}

/** Whether the 团员大会 of a day may have taken a 推优入党 decision, as far as kind and date are readable. */
export function mayRecommendOn({ kind, leagueAssemblyOn }: DecisionFacts, day: CalendarDay): boolean {
  return (
    (kind === MatterKind.leagueRecommendation || kind === unreadable) &&
    (leagueAssemblyOn === day || leagueAssemblyOn === unreadable)
  );
}

/**
 * Whether a personal result may rest on a decision: it is of the same kind, names the student, has its latest
 * given meeting no later than the result, and has the id that the result gives. Unreadable cells may match; a decision
 * without any meeting date has decided nothing.
 */
export function mayHaveDecided(decision: DecisionFacts, outcome: RowIn<'outcomes'>): boolean {
  const { id, kind, studentIds, leagueCommitteeOn, leagueAssemblyOn, partyCommitteeOn, partyAssemblyOn } = decision;
  if (kind !== unreadable && kind !== outcome.kind) return false;
  if (isGiven(outcome.decisionId) && id !== unreadable && id !== outcome.decisionId) return false;
  if (!isGiven(outcome.studentId) || !isGiven(outcome.awardedOn)) return true;
  if (!studentIds.partial && !studentIds.items.includes(outcome.studentId)) return false;
  const latest = latestMeetingOf(decision);
  if (latest !== null) return latest <= outcome.awardedOn;
  return [leagueCommitteeOn, leagueAssemblyOn, partyCommitteeOn, partyAssemblyOn].includes(unreadable);
}
