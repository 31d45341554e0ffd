import type { School } from './assembled.ts';
import { isGiven } from './cell.ts';
import { boundPeriods, hasSevenMembers, isWithin, PERIODIC_DUTIES } from './duties.ts';
import type { Parameters } from './parameters.ts';
import { type Fraction, ONE, times } from './points.ts';
import { isDissolved, isRegistered, scoredKindOf } from './roster.ts';
import type { Activity, Honor, Organization } from './school.ts';
import type { SchemeItem } from './settings.ts';
import { OrgKind, Way } from './vocabulary.ts';

/** How an organization takes part in an activity: 主办, 联合, 指导. */
export type ParticipantRole = 'host' | 'joint' | 'guide';

/** What an item of 方式 活动 credits to one organization for one activity, before attendance, evidence and caps. */
export interface Credit {
  readonly org: Organization;
  readonly role: ParticipantRole;
  /** 1 for the host, 联合系数, 指导系数. */
  readonly roleFactor: Fraction;
  /** 联合加成 of the host; `null` if nobody of another kind joined. */
  readonly bonus: Fraction | null;
}

/**
 * Whom an item of 方式 活动 credits for an activity: 在册 organizations of the item's kinds, each in its best role, with a
 * factor above 0 (points.md §3). With an unreadable host or type, or a dissolved host: nobody.
 */
export function creditsOf({ roster }: School, activity: Activity, item: SchemeItem): readonly Credit[] {
  const { hostId, type, jointIds, guideBranchId } = activity;
  if (item.way !== Way.activity || !isGiven(type) || !item.basis.includes(type) || !isGiven(hostId)) return [];
  const host = roster.organization(hostId);
  if (host && isDissolved(host)) return [];
  const joint = jointIds.items.map((id) => roster.organization(id)).filter((org) => org !== undefined);
  const guide = isGiven(guideBranchId) ? roster.organization(guideBranchId) : undefined;
  const bonus = host && joint.some((org) => isRegistered(org) && isOfAnotherSide(org, host)) ? item.jointBonus : null;
  const best = new Map<string, Credit>();
  const offer = (credit: Credit): void => {
    const { org } = credit;
    const kind = isRegistered(org) ? scoredKindOf(org) : null;
    if (!kind || !item.kinds.includes(kind) || factorOf(credit).numerator <= 0) return;
    const known = best.get(org.id as string);
    if (!known || isMore(factorOf(credit), factorOf(known))) best.set(org.id as string, credit);
  };
  if (host) offer({ org: host, role: 'host', roleFactor: ONE, bonus });
  for (const org of joint) offer({ org, role: 'joint', roleFactor: item.jointFactor, bonus: null });
  if (guide) offer({ org: guide, role: 'guide', roleFactor: item.guideFactor, bonus: null });
  return [...best.values()];
}

/** The factor of a credit: that of the role, times 联合加成. */
export function factorOf({ roleFactor, bonus }: Credit): Fraction {
  return bonus ? times(roleFactor, bonus) : roleFactor;
}

/** Whether an item of 方式 荣誉 credits an honor to its organization. */
export function creditsHonor({ roster }: School, { orgId, level }: Honor, item: SchemeItem): boolean {
  if (item.way !== Way.honor || !isGiven(level) || !item.basis.includes(level) || !isGiven(orgId)) return false;
  const org = roster.organization(orgId);
  const kind = org && isRegistered(org) ? scoredKindOf(org) : null;
  return kind !== null && item.kinds.includes(kind);
}

/**
 * Whether an activity meets, for some organization, a duty that a periodic 指标 scores: it is of the duty's type, and
 * held in a period (even a running one) that binds an organization of the item's kinds for which it counts.
 */
export function meetsIndicator(
  school: School,
  activity: Activity,
  item: SchemeItem,
  { holidayMonths }: Pick<Parameters, 'holidayMonths'>,
): boolean {
  if (item.way !== Way.indicator) return false;
  const duties = item.basis
    .flatMap((name) => PERIODIC_DUTIES.get(name) ?? [])
    .filter(({ activityType }) => activityType === activity.type);
  return duties.some(({ period, fromSevenMembers }) =>
    organizationsMetBy(school, activity).some((org) => {
      const kind = scoredKindOf(org);
      if (!kind || !item.kinds.includes(kind) || (fromSevenMembers && !hasSevenMembers(school, org))) return false;
      return boundPeriods(school, org, period, holidayMonths)?.some((span) => isWithin(activity, span)) ?? false;
    }),
  );
}

/** The 在册 organizations whose duties an activity can meet: the inverse of `ActivityIndex.meeting`. */
export function organizationsMetBy(
  { roster, coverage }: School,
  { hostId, jointIds }: Activity,
): readonly Organization[] {
  const host = isGiven(hostId) ? roster.organization(hostId) : undefined;
  if (host && isDissolved(host)) return [];
  const met = new Set<Organization>();
  for (const org of [host, ...jointIds.items.map((id) => roster.organization(id))]) {
    if (!org || isDissolved(org) || !isGiven(org.id)) continue;
    met.add(org);
    if (org.kind === OrgKind.schoolClass) for (const branch of coverage.leagueBranchesOf(org.id)) met.add(branch);
    if (org.kind === OrgKind.leagueBranch) for (const schoolClass of coverage.classesOf(org.id)) met.add(schoolClass);
  }
  return [...met].filter(isRegistered);
}

/** 党, 团 and 班 are different sides; an organization without a readable kind is on none. */
function isOfAnotherSide(a: Organization, b: Organization): boolean {
  const side = sideOf(a);
  const other = sideOf(b);
  return side !== null && other !== null && side !== other;
}

function sideOf({ kind }: Organization): 'party' | 'league' | 'class' | null {
  switch (kind) {
    case OrgKind.partyBranch:
    case OrgKind.partyStudyGroup:
    case OrgKind.functionalPartyOrg:
      return 'party';
    case OrgKind.leagueBranch:
    case OrgKind.functionalLeagueOrg:
      return 'league';
    case OrgKind.schoolClass:
      return 'class';
    default:
      return null;
  }
}

function isMore(a: Fraction, b: Fraction): boolean {
  return a.numerator * b.denominator > b.numerator * a.denominator;
}
