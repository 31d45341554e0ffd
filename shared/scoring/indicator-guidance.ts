import { isInYear } from '../domain/calendar.ts';
import { isGiven } from '../domain/cell.ts';
import { owedItems } from '../domain/plan-items.ts';
import { ActivityType } from '../domain/vocabulary.ts';
import type { ScoredOrganization } from './scored.ts';
import { type IndicatorContext, NOTHING_DUE, type Share } from './share.ts';

/** Full marks of an organization, in hundredths: anything above counts as this. */
const FULL = 10_000;

/** 计划完成率: of the items of 计划事项 whose 完成期限 has passed (已取消 left out), the share done, by the criteria of MEC-09. */
export function planItemShare({ school }: IndicatorContext, orgId: string): Share {
  const due = owedItems(school, orgId).filter(({ dueOn }) => dueOn < school.asOf);
  return { done: due.filter(({ state }) => state === 'met').length, due: due.length };
}

/**
 * 指导率: of the 主题团日 hosted by a 团支部 in the audited year, the share with 指导党支部; an unreadable one is not blank (EDU-08).
 */
export function guidanceShare({ school }: IndicatorContext, orgId: string): Share {
  const days = school.activities
    .hostedOrJoined(orgId)
    .filter(({ type, hostId }) => type === ActivityType.leagueDay && hostId === orgId)
    .filter(({ heldOn }) => isGiven(heldOn) && isInYear(heldOn, school.year) && heldOn <= school.asOf);
  return { done: days.filter(({ guideBranchId }) => guideBranchId !== null).length, due: days.length };
}

/** 带团建成效: the mean of total ÷ 100 points, at most 1, over the 团支部 that the branch guides as 指导党支部, in hundredths. */
export function guidedBranchesShare({ guided }: IndicatorContext, branchId: string): Share {
  const totals = guided.get(branchId) ?? [];
  if (totals.length === 0) return NOTHING_DUE;
  return { done: totals.reduce((sum, total) => sum + Math.min(total, FULL), 0), due: totals.length * FULL };
}

/** Totals of 团支部 by their 指导党支部, once everything that goes into them is known. */
export function totalsByGuide(
  leagueBranches: readonly ScoredOrganization[],
  totalOf: (id: string) => number,
): ReadonlyMap<string, readonly number[]> {
  const byGuide = new Map<string, number[]>();
  for (const { org, id } of leagueBranches) {
    if (!isGiven(org.guideBranchId)) continue;
    const totals = byGuide.get(org.guideBranchId);
    if (totals) totals.push(totalOf(id));
    else byGuide.set(org.guideBranchId, [totalOf(id)]);
  }
  return byGuide;
}
