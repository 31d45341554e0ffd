import type { School } from '../domain/assembled.ts';
import type { Parameters } from '../domain/parameters.ts';
import type { Position } from '../domain/position.ts';
import { isRegistered, scoredKindOf } from '../domain/roster.ts';
import type { SchemeItem } from '../domain/settings.ts';
import { Way } from '../domain/vocabulary.ts';
import { activityDrafts } from './activities.ts';
import { deductionDrafts } from './deductions.ts';
import { byDayThenIdentity, compareText, type Draft } from './draft.ts';
import { byHonorOrder, honorDrafts } from './honors.ts';
import { indicatorDrafts } from './indicators.ts';
import { capYear, limitPeriods } from './limits.ts';
import type { OpenFinding, ScoredOrganization } from './scored.ts';
import { type Touched, touchedBy } from './touched.ts';

export interface ScoreResult {
  /** Ordered by organization, item, day, activity. */
  readonly positions: readonly Position[];
  readonly organizations: readonly ScoredOrganization[];
  readonly touched: Touched;
}

/** Scores one academic year as of a day (points.md §3): pure, whole hundredths, every rounding once a position. */
export function scoreSchool(
  school: School,
  scheme: readonly SchemeItem[],
  open: readonly OpenFinding[],
  parameters: Parameters,
): ScoreResult {
  const organizations = scoredOrganizations(school);
  const touched = touchedBy(school);
  const scored = new Set(organizations.map(({ id }) => id));
  const drafts = [
    ...indicatorDrafts(school, organizations, scheme, open, parameters),
    ...activityDrafts(school, scheme),
    ...honorDrafts(school, scheme),
  ].filter(({ organization }) => scored.has(organization));
  limitAndCap(drafts, scheme, school);
  const positions: Position[] = [
    ...drafts,
    ...deductionDrafts(school, scheme, open, touched).filter(({ organization }) => scored.has(organization)),
  ];
  return { positions: positions.sort(byOrganizationItemDay), organizations, touched };
}

/** 在册 organizations of a scored kind of two rows with one id the first. */
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
