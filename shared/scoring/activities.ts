import type { School } from '../domain/assembled.ts';
import { isInYear } from '../domain/calendar.ts';
import { isGiven, orNull, unreadable } from '../domain/cell.ts';
import { type Credit, creditsOf, factorOf } from '../domain/credit.ts';
import { atLeast } from '../domain/majority.ts';
import { type Fraction, ONE, scaled, times } from '../domain/points.ts';
import { type Factors, factorLists, type PositionSource } from '../domain/position.ts';
import type { Activity } from '../domain/school.ts';
import type { SchemeItem } from '../domain/settings.ts';
import { FactorName, Reason, TabTitle, Way } from '../domain/vocabulary.ts';
import { cut, type Draft } from './draft.ts';
import { uniqueActivities } from './unique-activities.ts';

const HALF: Fraction = { numerator: 1, denominator: 2 };
const ZERO: Fraction = { numerator: 0, denominator: 1 };
const THREE_FIFTHS: Fraction = { numerator: 3, denominator: 5 };
const ROLE_NAMES: Readonly<Record<Credit['role'], string>> = FactorName;

interface Attendance {
  readonly factor: Fraction;
  readonly reason: Reason | null;
}

/**
 * 活动: what each activity of the year gives to its host, joint organizations and guide (points.md §3). 得分 = 基础分 ×
 * all factors, rounded once; limits and caps come later.
 */
export function activityDrafts(school: School, scheme: readonly SchemeItem[]): Draft[] {
  const byType = new Map<string, SchemeItem[]>();
  for (const item of scheme) {
    if (item.way !== Way.activity) continue;
    for (const type of item.basis) byType.set(type, [...(byType.get(type) ?? []), item]);
  }
  const drafts: Draft[] = [];
  const listOf = factorLists();
  for (const activity of uniqueActivities(school)) {
    if (!isGiven(activity.type) || (isGiven(activity.heldOn) && !isInYear(activity.heldOn, school.year))) continue;
    const items = byType.get(activity.type) ?? [];
    if (items.length === 0) continue;
    const held = heldOf(school, activity);
    for (const item of items) {
      for (const credit of creditsOf(school, activity, item))
        drafts.push(toDraft(school, held, item, credit, listOf(factorsOf(credit, held.attendance))));
    }
  }
  return drafts;
}

/** What all positions of one activity have in common. */
interface Held {
  readonly activity: Activity;
  readonly identity: string;
  readonly attendance: Attendance;
  readonly source: PositionSource;
}

function heldOf(school: School, activity: Activity): Held {
  const college = school.colleges[activity.college];
  return {
    activity,
    identity: college ? college.keyOf('activities', activity).join('|') : '',
    attendance: attendanceOf(activity),
    source: { college: college?.id ?? '', tab: TabTitle.activities, row: activity.row },
  };
}

/** 到会率 below one half counts nothing, below three fifths one half; a blank number one half, an impossible one nothing. */
function attendanceOf({ expected, present }: Activity): Attendance {
  if (expected === unreadable || present === unreadable) return { factor: ZERO, reason: Reason.badAttendance };
  if (expected === null || present === null || expected === 0) {
    if (expected !== null && present !== null && present > expected)
      return { factor: ZERO, reason: Reason.badAttendance };
    return { factor: HALF, reason: Reason.noAttendance };
  }
  if (present > expected) return { factor: ZERO, reason: Reason.badAttendance };
  if (!atLeast(present, expected, HALF)) return { factor: ZERO, reason: Reason.lowAttendance };
  if (!atLeast(present, expected, THREE_FIFTHS)) return { factor: HALF, reason: Reason.lowAttendance };
  return { factor: ONE, reason: null };
}

function toDraft(
  { asOf }: School,
  { activity, identity, attendance, source }: Held,
  item: SchemeItem,
  credit: Credit,
  factors: Factors,
): Draft {
  const { heldOn, evidence, topic } = activity;
  const hundredths = scaled(item.value, times(factorOf(credit), attendance.factor));
  const draft: Draft = {
    organization: credit.org.id as string,
    section: item.section,
    item: item.id,
    itemName: item.name,
    activity: identity,
    on: orNull(heldOn),
    title: orNull(topic),
    base: item.value,
    factors,
    hundredths,
    counted: hundredths,
    reason: attendance.reason,
    source,
  };
  if (!isGiven(heldOn) || heldOn > asOf) cut(draft, 0, Reason.badDate);
  else if (!isGiven(evidence)) cut(draft, 0, Reason.noEvidence);
  return draft;
}

function factorsOf({ role, roleFactor, bonus }: Credit, { factor }: Attendance): Factors {
  return [
    { name: ROLE_NAMES[role], factor: roleFactor },
    ...(bonus ? [{ name: FactorName.jointBonus, factor: bonus }] : []),
    ...(factor === ONE ? [] : [{ name: FactorName.attendance, factor }]),
  ];
}
