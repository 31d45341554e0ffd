import { PERIODIC_DUTIES } from './duties.ts';
import type { SchemeItem } from './settings.ts';
import { ActivityType, Indicator, Way } from './vocabulary.ts';

/** Activity types that an indicator counts besides the periodic ones. */
const COUNTED_BY: Readonly<Record<string, readonly ActivityType[]>> = {
  [Indicator.partyAppraisal]: [ActivityType.lifeMeeting, ActivityType.democraticAppraisal],
  [Indicator.leagueAppraisal]: [ActivityType.leagueAppraisal],
  [Indicator.guidance]: [ActivityType.leagueDay],
};

/** The activity types that an indicator counts. */
export function typesOfIndicator(indicator: string): readonly ActivityType[] {
  const periodic = PERIODIC_DUTIES.get(indicator);
  return periodic ? [periodic.activityType] : (COUNTED_BY[indicator] ?? []);
}

/** The activity types that an item of the scheme names, or that its 指标 counts. */
export function typesCountedBy({ way, basis }: SchemeItem): readonly ActivityType[] {
  if (way === Way.activity) return basis;
  return way === Way.indicator ? basis.flatMap(typesOfIndicator) : [];
}
