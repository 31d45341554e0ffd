import type { School } from '../domain/assembled.ts';
import type { Parameters } from '../domain/parameters.ts';
import type { Position } from '../domain/position.ts';
import { isRegistered, scoredKindOf } from '../domain/roster.ts';
import type { SchemeItem } from '../domain/settings.ts';
import { ScoredKind, Way } from '../domain/vocabulary.ts';
import { activityDrafts } from './activities.ts';
import { deductionDrafts } from './deductions.ts';
import { byDayThenIdentity, compareText, type Draft } from './draft.ts';
import { byHonorOrder, honorDrafts } from './honors.ts';
import { totalsByGuide } from './indicator-guidance.ts';
import { indicatorContext, indicatorDrafts, isGuidance } from './indicators.ts';
import { capYear, limitPeriods } from './limits.ts';
import type { OpenFinding, ScoredOrganization } from './scored.ts';
import type { IndicatorContext } from './share.ts';
import { type Touched, touchedBy } from './touched.ts';

export interface ScoreResult {
  /** Ordered by organization, item, day, activity. */
  readonly positions: readonly Position[];
  readonly organizations: readonly ScoredOrganization[];
  readonly touched: Touched;
}

/** Scores one academic year as of a day (points.md §3): pure, in whole hundredths, rounded once per position. */
export function scoreSchool(
  school: School,
  scheme: readonly SchemeItem[],
  open: readonly OpenFinding[],
  parameters: Parameters,
): ScoreResult {
  const organizations = scoredOrganizations(school);
  const touched = touchedBy(school);
  const scored = new Set(organizations.map(({ id }) => id));
  const context = indicatorContext(school, parameters, open);
  const first = scheme.filter((item) => !isGuidance(item));
  const isScored = ({ organization }: { readonly organization: string }): boolean => scored.has(organization);
  const drafts = [
    ...indicatorDrafts(context, organizations, first),
    ...activityDrafts(school, scheme),
    ...honorDrafts(school, scheme),
  ].filter(isScored);
  const deductions = deductionDrafts(school, scheme, open, touched).filter(isScored);
  // 团支部 first: 带团建成效 of the 党支部 rests on their totals.
  const leagueBranches = new Set(organizations.filter(isLeagueBranch).map(({ id }) => id));
  const [league, others] = parted(drafts, ({ organization }) => leagueBranches.has(organization));
  limitAndCap(league, scheme, school);
  const guidance = guidanceDrafts(context, organizations, scheme, [...league, ...deductions]);
  limitAndCap([...others, ...guidance], scheme, school);
  const positions: Position[] = [...drafts, ...guidance, ...deductions];
  return { positions: positions.sort(byOrganizationItemDay), organizations, touched };
}

function isLeagueBranch({ kind }: ScoredOrganization): boolean {
  return kind === ScoredKind.leagueBranch;
}

/** Splits items into those that meet a condition and the others. */
function parted<Item>(items: readonly Item[], isSo: (item: Item) => boolean): readonly [Item[], Item[]] {
  const [yes, no]: [Item[], Item[]] = [[], []];
  for (const item of items) (isSo(item) ? yes : no).push(item);
  return [yes, no];
}

/** The items of 带团建成效, from what counts for the 团支部. */
function guidanceDrafts(
  context: IndicatorContext,
  organizations: readonly ScoredOrganization[],
  scheme: readonly SchemeItem[],
  counting: readonly Draft[],
): Draft[] {
  const items = scheme.filter(isGuidance);
  if (items.length === 0) return [];
  const sums = new Map<string, number>();
  for (const { organization, counted } of counting) sums.set(organization, (sums.get(organization) ?? 0) + counted);
  const branches = organizations.filter(isLeagueBranch);
  const guided = totalsByGuide(branches, (id) => Math.max(0, sums.get(id) ?? 0));
  return indicatorDrafts({ ...context, guided }, organizations, items);
}

/** 在册 organizations of a scored kind; of two rows with one id, the first. */
export function scoredOrganizations(school: School): readonly ScoredOrganization[] {
  return school.colleges.flatMap((college) =>
    college.judged.organizations.flatMap((org) => {
      const kind = scoredKindOf(org);
      const id = org.id;
      return typeof id === 'string' && kind && isRegistered(org) && school.roster.organization(id) === org
        ? [{ org, id, kind, college: college.id }]
        : [];
    }),
  );
}

function limitAndCap(drafts: readonly Draft[], scheme: readonly SchemeItem[], { year }: School): void {
  const items = new Map(scheme.map((item) => [item.id, item]));
  const groupOf = (draft: Draft): string => items.get(draft.item)?.capGroup ?? `#${draft.item}`;
  for (const own of Map.groupBy(drafts, ({ organization }) => organization).values()) {
    for (const [itemId, list] of Map.groupBy(own, ({ item }) => item)) {
      const item = items.get(itemId);
      if (item?.way === Way.activity) limitPeriods(list, item, year);
    }
    for (const list of Map.groupBy(own, groupOf).values()) {
      const item = items.get(list[0]?.item ?? '');
      if (item) capYear(list, item.cap, item.way === Way.honor ? byHonorOrder : byDayThenIdentity);
    }
  }
}

function byOrganizationItemDay(a: Position, b: Position): number {
  return (
    compareText(a.organization, b.organization) ||
    compareText(a.item, b.item) ||
    (a.on ?? 0) - (b.on ?? 0) ||
    compareText(a.activity ?? '', b.activity ?? '') ||
    compareText(a.source?.college ?? '', b.source?.college ?? '')
  );
}
