import type { School } from '../domain/assembled.ts';
import { formatDay, isInYear } from '../domain/calendar.ts';
import { isGiven, orNull } from '../domain/cell.ts';
import { ONE, scaled } from '../domain/points.ts';
import { type Factors, NO_FACTORS } from '../domain/position.ts';
import { isRegistered, scoredKindOf } from '../domain/roster.ts';
import type { Honor } from '../domain/school.ts';
import type { SchemeItem } from '../domain/settings.ts';
import { FactorName, HonorLevel, Reason, TabTitle, Way } from '../domain/vocabulary.ts';
import { byDayThenIdentity, compareText, cut, type Draft } from './draft.ts';

const LEVELS: readonly string[] = Object.values(HonorLevel);
const HALF = { numerator: 1, denominator: 2 };
const HALVED: Factors = [{ name: FactorName.halved, factor: HALF }];

interface Claim {
  readonly honor: Honor;
  readonly organization: string;
  readonly level: HonorLevel;
  readonly identity: string;
  readonly item: SchemeItem;
}

/**
 * 荣誉 of the year (points.md §3): without 佐证材料 0; within one 同一事项 only the highest level counts (equal: the
 * earliest); of several matters on one level the first (date, name) counts in full and each further one half.
 */
export function honorDrafts(school: School, items: readonly SchemeItem[]): Draft[] {
  const claims = claimsOf(school, items);
  const drafts: Draft[] = [];
  for (const own of Map.groupBy(claims, ({ organization }) => organization).values()) {
    const winners = new Set(matterWinners(school, own));
    const seenLevels = new Set<HonorLevel>();
    for (const claim of own.sort(byDateThenName)) {
      const counts = winners.has(claim);
      const halved = counts && seenLevels.has(claim.level);
      if (counts) seenLevels.add(claim.level);
      const draft = toDraft(school, claim, halved);
      drafts.push(draft);
      if (!hasGoodDate(school, claim.honor)) cut(draft, 0, Reason.badDate);
      else if (!isGiven(claim.honor.evidence)) cut(draft, 0, Reason.noEvidence);
      else if (!counts) cut(draft, 0, Reason.sameMatter);
    }
  }
  return drafts;
}

/** Order of honors under their shared cap: by date, then the larger first, then by name (points.md §3). */
export function byHonorOrder(a: Draft, b: Draft): number {
  return (
    (a.on ?? 0) - (b.on ?? 0) ||
    b.counted - a.counted ||
    compareText(a.title ?? '', b.title ?? '') ||
    byDayThenIdentity(a, b)
  );
}

/** The claims; of rows with one identity the first, but one with evidence goes before one without. */
function claimsOf(school: School, items: readonly SchemeItem[]): Claim[] {
  const claims = new Map<string, Claim>();
  for (const { judged } of school.colleges) {
    for (const honor of judged.honors) {
      const org = isGiven(honor.orgId) ? school.roster.organization(honor.orgId) : undefined;
      const kind = org && isRegistered(org) ? scoredKindOf(org) : null;
      if (
        !org ||
        !kind ||
        !isGiven(honor.level) ||
        (isGiven(honor.awardedOn) && !isInYear(honor.awardedOn, school.year))
      )
        continue;
      const level = honor.level;
      const organization = org.id as string;
      const date = isGiven(honor.awardedOn) ? formatDay(honor.awardedOn) : '';
      const identity = [date, organization, level, orNull(honor.name) ?? ''].join('|');
      for (const item of items) {
        if (item.way !== Way.honor || !item.basis.includes(level) || !item.kinds.includes(kind)) continue;
        const key = `${item.id}|${identity}`;
        const known = claims.get(key);
        if (known && (isGiven(known.honor.evidence) || !isGiven(honor.evidence))) continue;
        claims.set(key, { honor, organization, level, identity, item });
      }
    }
  }
  return [...claims.values()];
}

function hasGoodDate(school: School, { awardedOn }: Honor): boolean {
  return isGiven(awardedOn) && awardedOn <= school.asOf;
}

/** The claims that may count: with evidence and a good date, one for each 同一事项 (a row without one is a matter of its own). */
function matterWinners(school: School, claims: readonly Claim[]): Claim[] {
  const best = new Map<string, Claim>();
  const winners: Claim[] = [];
  for (const claim of claims) {
    const { honor } = claim;
    if (!isGiven(honor.evidence) || !hasGoodDate(school, honor)) continue;
    if (!isGiven(honor.matter)) {
      winners.push(claim);
      continue;
    }
    const known = best.get(honor.matter);
    if (!known || byLevelThenDate(claim, known) < 0) best.set(honor.matter, claim);
  }
  return [...winners, ...best.values()];
}

function byLevelThenDate(a: Claim, b: Claim): number {
  return LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || byDateThenName(a, b);
}

function byDateThenName(a: Claim, b: Claim): number {
  return (
    (orNull(a.honor.awardedOn) ?? 0) - (orNull(b.honor.awardedOn) ?? 0) ||
    compareText(orNull(a.honor.name) ?? '', orNull(b.honor.name) ?? '') ||
    a.honor.college - b.honor.college ||
    a.honor.row - b.honor.row
  );
}

function toDraft(school: School, { honor, organization, identity, item }: Claim, halved: boolean): Draft {
  const hundredths = scaled(item.value, halved ? HALF : ONE);
  return {
    organization,
    section: item.section,
    item: item.id,
    itemName: item.name,
    activity: identity,
    on: orNull(honor.awardedOn),
    title: orNull(honor.name),
    base: item.value,
    factors: halved ? HALVED : NO_FACTORS,
    hundredths,
    counted: hundredths,
    reason: halved ? Reason.halved : null,
    source: { college: school.colleges[honor.college]?.id ?? '', tab: TabTitle.honors, row: honor.row },
  };
}
