import type { College, School } from '../domain/assembled.ts';
import { deadlineIn, isInYear } from '../domain/calendar.ts';
import { isGiven } from '../domain/cell.ts';
import { typesOfIndicator } from '../domain/counted-types.ts';
import { dutyPeriods, isBoundForYear, PERIODIC_DUTIES } from '../domain/duties.ts';
import type { Parameters } from '../domain/parameters.ts';
import { scaled } from '../domain/points.ts';
import { type Factors, factorLists, NO_FACTORS, type PositionSource } from '../domain/position.ts';
import type { FieldOf, Organization, TabKey } from '../domain/school.ts';
import type { SchemeItem } from '../domain/settings.ts';
import {
  ClassPost,
  Indicator,
  OrgKind,
  PartyPost,
  Reason,
  TabTitle,
  TEN_CLASS_POSTS,
  Way,
} from '../domain/vocabulary.ts';
import type { Draft } from './draft.ts';
import { assessmentShare } from './indicator-assessments.ts';
import { guidanceShare, guidedBranchesShare, planItemShare } from './indicator-guidance.ts';
import { procedureShare, recommendationShare } from './indicator-procedures.ts';
import type { OpenFinding, ScoredOrganization } from './scored.ts';
import { classesOf, type IndicatorContext, NOTHING_DUE, type Share } from './share.ts';

const yesOrNo = (isDone: boolean): Share => ({ done: isDone ? 1 : 0, due: 1 });

/** The tabs that an indicator is judged by; without them it counts 0, with the reason 未提供台账. */
const JUDGED_BY: Readonly<Record<Indicator, readonly TabKey[]>> = {
  [Indicator.partyAssemblies]: ['activities'],
  [Indicator.leagueAssemblies]: ['activities'],
  [Indicator.partyCommitteeMeetings]: ['activities'],
  [Indicator.leagueCommitteeMeetings]: ['activities'],
  [Indicator.classMeetings]: ['activities'],
  [Indicator.jointMeetings]: ['activities'],
  [Indicator.partyDays]: ['activities'],
  [Indicator.leagueDays]: ['activities'],
  [Indicator.partyPosts]: ['tenures'],
  [Indicator.classPosts]: ['tenures'],
  [Indicator.plan]: ['plans'],
  [Indicator.partyAppraisal]: ['activities'],
  [Indicator.leagueAppraisal]: ['activities'],
  [Indicator.termInOffice]: ['organizations'],
  [Indicator.monitorAsDeputy]: ['tenures'],
  [Indicator.functionalSetup]: ['organizations'],
  [Indicator.pledges]: ['pledges'],
  [Indicator.memberAppraisals]: ['pledges'],
  [Indicator.dutyReports]: ['pledges'],
  [Indicator.studentAssessments]: ['pledges'],
  [Indicator.procedures]: ['decisions', 'developments'],
  [Indicator.recommendations]: ['developments'],
  [Indicator.planItems]: ['planItems'],
  [Indicator.guidance]: ['activities'],
  [Indicator.guidedBranches]: ['organizations'],
};

/**
 * Headings without which such a tab cannot show a fault: who a record is about, and which decisions need which steps. A
 * tab that lacks them is as good as missing; what was not checked never passes.
 */
const JUDGED_BY_HEADINGS: { readonly [Tab in TabKey]?: readonly FieldOf<Tab>[] } = {
  developments: ['studentId'],
  decisions: ['kind'],
};

function isSuppliedBy({ tabs }: College, tab: TabKey): boolean {
  const { present, columns } = tabs[tab];
  const headings: readonly string[] = JUDGED_BY_HEADINGS[tab] ?? [];
  return present && Object.keys(columns).length > 0 && headings.every((field) => field in columns);
}

/** 带团建成效 rests on the totals of 团支部: it is scored after them. */
export function isGuidance({ way, basis }: SchemeItem): boolean {
  return way === Way.indicator && basis[0] === Indicator.guidedBranches;
}

/** 指标: value × k / n, rounded once (points.md §3). */
export function indicatorDrafts(
  context: IndicatorContext,
  organizations: readonly ScoredOrganization[],
  items: readonly SchemeItem[],
): Draft[] {
  const factorsOf = factorLists();
  return organizations.flatMap((scored) => {
    const source = { college: scored.college, tab: TabTitle.organizations, row: scored.org.row };
    return items
      .filter(({ way, kinds }) => way === Way.indicator && kinds.includes(scored.kind))
      .map((item) => toDraft(context, scored, item, source, factorsOf));
  });
}

function toDraft(
  context: IndicatorContext,
  { org, id }: ScoredOrganization,
  item: SchemeItem,
  source: PositionSource,
  factorsOf: (factors: Factors) => Factors,
): Draft {
  const indicator = item.basis[0] as Indicator;
  const own = context.school.colleges[org.college] as College;
  const isSupplied = JUDGED_BY[indicator].every((tab) => isSuppliedBy(own, tab));
  const { done, due } = isSupplied ? shareOf(context, org, id, indicator) : NOTHING_DUE;
  const full = due === 0 ? item.value : scaled(item.value, { numerator: done, denominator: due });
  const hundredths = isSupplied ? full : 0;
  return {
    organization: id,
    section: item.section,
    item: item.id,
    itemName: item.name,
    activity: null,
    on: null,
    title: due === 0 ? null : `${done}/${due}`,
    base: item.value,
    factors:
      due === 0 || !isSupplied
        ? NO_FACTORS
        : factorsOf([{ name: indicator, factor: { numerator: done, denominator: due } }]),
    hundredths,
    counted: hundredths,
    reason: isSupplied ? (due === 0 ? Reason.nothingDue : null) : Reason.noLedger,
    source,
  };
}

/**
 * The data from which every indicator of one run is computed; made once. Rules broken are looked up only if an
 * indicator asks.
 */
export function indicatorContext(
  school: School,
  parameters: Parameters,
  open: readonly OpenFinding[],
): IndicatorContext {
  let broken: ReadonlySet<string> | null = null;
  const isBroken = (rule: string, subject: string): boolean => {
    broken ??= new Set(open.map((finding) => `${finding.rule}|${finding.subject[0]}`));
    return broken.has(`${rule}|${subject}`);
  };
  return { school, parameters, open, isBroken, guided: new Map() };
}

/** An indicator of one organization, apart from any scheme. */
export function indicatorShare(
  context: IndicatorContext,
  { org, id }: ScoredOrganization,
  indicator: Indicator,
): Share {
  return shareOf(context, org, id, indicator);
}

function shareOf(context: IndicatorContext, org: Organization, id: string, indicator: Indicator): Share {
  const { school, parameters, isBroken } = context;
  const duty = PERIODIC_DUTIES.get(indicator);
  if (duty) {
    const periods = dutyPeriods(school, org, { ...duty, kinds: [org.kind as OrgKind] }, parameters);
    return periods ? { done: periods.filter(({ proved }) => proved).length, due: periods.length } : NOTHING_DUE;
  }
  switch (indicator) {
    case Indicator.partyPosts:
      return partyPosts(school, id);
    case Indicator.classPosts:
      return classPosts(school, org, id);
    case Indicator.plan:
      return plan(context, org, id);
    case Indicator.partyAppraisal:
      return yearly(context, org, typesOfIndicator(indicator));
    case Indicator.leagueAppraisal:
      return yearly(context, org, typesOfIndicator(indicator));
    case Indicator.termInOffice:
      return yesOrNo(org.termEndsOn !== null && !isBroken('ORG-14', id));
    case Indicator.monitorAsDeputy:
      return yesOrNo(
        school.tenures.ofCommittee(id).some(({ post }) => post === ClassPost.monitor) && !isBroken('ORG-05', id),
      );
    case Indicator.functionalSetup:
      return yesOrNo(!isBroken('ORG-15', id));
    case Indicator.planItems:
      return planItemShare(context, id);
    case Indicator.guidance:
      return org.kind === OrgKind.leagueBranch ? guidanceShare(context, id) : NOTHING_DUE;
    case Indicator.guidedBranches:
      return guidedBranchesShare(context, id);
    case Indicator.procedures:
      return procedureShare(context, id);
    case Indicator.recommendations:
      return recommendationShare(context, org, id);
    default:
      return assessmentShare(context, org, id, indicator);
  }
}

const OFFICERS_FROM_SEVEN: readonly PartyPost[] = [
  PartyPost.organizationOfficer,
  PartyPost.publicityOfficer,
  PartyPost.disciplineOfficer,
];

/** 党支部班子齐备: required posts currently held / required posts (ORG-03 without 青年委员). */
function partyPosts(school: School, id: string): Share {
  const required = [PartyPost.secretary, ...(school.roster.fullMembersOfBranch(id) >= 7 ? OFFICERS_FROM_SEVEN : [])];
  const held = new Set(school.tenures.ofBranch(id).map(({ post }) => post));
  return { done: required.filter((post) => held.has(post)).length, due: required.length };
}

/** 班团齐备: of the ten posts (ORG-04), summed over the classes that a 团支部 covers. */
function classPosts(school: School, org: Organization, id: string): Share {
  const classIds = classesOf(school, org, id);
  let done = 0;
  for (const classId of classIds) {
    const held = new Set(school.tenures.ofCommittee(classId).map(({ post }) => post));
    done += TEN_CLASS_POSTS.filter((post) => held.has(post)).length;
  }
  return { done, due: classIds.length * TEN_CLASS_POSTS.length };
}

/** 工作计划: 1/1 if a plan exists and MEC-03 is not broken; before 工作计划截止 not due unless there is one. */
function plan({ school, parameters, isBroken }: IndicatorContext, org: Organization, id: string): Share {
  const exists = school.records.plansOf(id, school.year).length > 0;
  if (!exists && (school.asOf <= deadlineIn(school.year, parameters.planDeadline) || !isBoundForYear(school, org)))
    return NOTHING_DUE;
  return yesOrNo(exists && !isBroken('MEC-03', id));
}

/** Yearly duties: how many of these activity types were held with 佐证材料, once 评议截止 has passed. */
function yearly({ school, parameters }: IndicatorContext, org: Organization, types: readonly string[]): Share {
  if (school.asOf <= deadlineIn(school.year, parameters.appraisalDeadline) || !isBoundForYear(school, org))
    return NOTHING_DUE;
  const held = new Set<unknown>();
  for (const { type, heldOn, evidence } of school.activities.meeting(org)) {
    if (isGiven(evidence) && isGiven(heldOn) && isInYear(heldOn, school.year) && heldOn <= school.asOf) held.add(type);
  }
  return { done: types.filter((type) => held.has(type)).length, due: types.length };
}
