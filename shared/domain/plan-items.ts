import type { School } from './assembled.ts';
import type { CalendarDay } from './calendar.ts';
import { isGiven, unreadable } from './cell.ts';
import { type DutyState, dutyStateOf, isAskedFor } from './duties.ts';
import type { Activity, PlanItem } from './school.ts';
import { PlanProgress } from './vocabulary.ts';

/** Days around 完成期限 within which an activity of the item's type is taken for it. */
const DAYS_BEFORE = 60;
const DAYS_AFTER = 30;

/**
 * An item of 计划事项, not 已取消, of the audited year (or of the next, while still to be done), with its state; `activity`:
 * the one by which it was done, if known.
 */
export interface OwedItem {
  readonly item: PlanItem;
  readonly dueOn: CalendarDay;
  readonly state: DutyState;
  readonly activity: Activity | null;
}

/**
 * What an organization owes by its 计划事项 of the audited year. An item is done if 完成情况 says so, by the activity that
 * 对应活动编号 names, or by one found for it: of the same type, hosted or joined by the organization, up to the as-of day.
 * Items take activities in the order of 完成期限, then row, the earliest activity first. Each activity serves one item, and
 * named activities are assigned first. Left out: items that are 已取消 or unclear because of an unreadable cell.
 */
export function owedItems(school: School, orgId: string): readonly OwedItem[] {
  const items = school.records
    .planItemsOf(orgId)
    .filter(isReadable)
    .toSorted((a, b) => a.dueOn - b.dueOn || a.college - b.college || a.row - b.row);
  const serving = new Map<PlanItem, Activity>();
  for (const item of items) {
    const named = isGiven(item.activityId) ? school.activities.named(item.activityId) : [];
    const valid = named.find((activity) => whyNotFor(activity, item, orgId) === null);
    if (valid) serving.set(item, valid);
  }
  const free = freeActivities(school, orgId, new Set(serving.values()));
  for (const item of items) {
    if (serving.has(item)) continue;
    const found = free.find((activity) => isFor(activity, item));
    if (!found) continue;
    serving.set(item, found);
    free.splice(free.indexOf(found), 1);
  }
  return items.flatMap((item) => {
    const activity = serving.get(item) ?? null;
    const isDone = activity !== null || item.progress === PlanProgress.done;
    const state = dutyStateOf(isDone, item.dueOn, school.asOf);
    if (!isGiven(item.academicYear) || !isAskedFor(item.academicYear, state, school)) return [];
    return [{ item, dueOn: item.dueOn, activity, state }];
  });
}

/** Why an activity does not match the item: organization not involved, or other type; `null` if it may match. */
export function whyNotFor(
  { hostId, jointIds, type }: Activity,
  item: Pick<PlanItem, 'type'>,
  orgId: string,
): 'organization' | 'type' | null {
  const mayTakePart = hostId === orgId || hostId === unreadable || jointIds.items.includes(orgId) || jointIds.partial;
  if (!mayTakePart) return 'organization';
  return isGiven(item.type) && isGiven(type) && item.type !== type ? 'type' : null;
}

type ReadableItem = PlanItem & { readonly dueOn: CalendarDay };

function isReadable(item: PlanItem): item is ReadableItem {
  const { dueOn, progress, activityId, type } = item;
  if (!isGiven(dueOn) || progress === PlanProgress.cancelled) return false;
  return progress === PlanProgress.done || ![progress, activityId, type].includes(unreadable);
}

/** Activities that no item names, the earliest first, then in the order of colleges and rows. */
function freeActivities(school: School, orgId: string, taken: ReadonlySet<Activity>): (Activity & Dated)[] {
  return school.activities
    .hostedOrJoined(orgId)
    .filter(isDated)
    .filter((activity) => activity.heldOn <= school.asOf && !taken.has(activity))
    .sort((a, b) => a.heldOn - b.heldOn || a.college - b.college || a.row - b.row);
}

interface Dated {
  readonly heldOn: CalendarDay;
}

function isDated(activity: Activity): activity is Activity & Dated {
  return isGiven(activity.heldOn);
}

function isFor({ type, heldOn }: Activity & Dated, item: ReadableItem): boolean {
  if (!isGiven(item.type) || item.type !== type) return false;
  return heldOn >= item.dueOn - DAYS_BEFORE && heldOn <= item.dueOn + DAYS_AFTER;
}
