import { type AcademicYear, type CalendarDay, isInYear } from './calendar.ts';
import { isGiven } from './cell.ts';
import type { Coverage } from './coverage.ts';
import { isDissolved, push, type Roster } from './roster.ts';
import type { Activity, Organization, Tables } from './school.ts';
import { OrgKind } from './vocabulary.ts';

/** Activities of the whole school by organization. Rows whose host is 撤销 are left out (rules.md §4). */
export interface ActivityIndex {
  /** Activities that the organization hosted or joined, in the order of colleges and rows. */
  hostedOrJoined(orgId: string): readonly Activity[];
  /**
   * Activities that meet a duty of the organization: its own; for a 团支部 also those of the classes that it covers, for
   * a 班级 also those of the 团支部 that covers it (rules.md §4). An activity may occur twice.
   */
  meeting(org: Organization): readonly Activity[];
  /** Those of them with a readable date up to the as-of day: only they can meet a duty. */
  held(org: Organization): readonly Activity[];
  /** Activities with that 活动编号, in the order of colleges and rows. */
  named(id: string): readonly Activity[];
  /** Activities in a college's 活动台账, whoever hosted them; by the college's place in 学院登记. */
  recordedIn(college: number): readonly Activity[];
  /** How many activities of each type the whole school held in the audited year. */
  heldTypes(): ReadonlyMap<string, number>;
}

/**
 * @param span the audited year and the as-of day
 * @param elsewhere activities of the year by type, from colleges whose tables are not here
 */
export function buildActivities(
  tables: readonly Tables[],
  roster: Roster,
  coverage: Coverage,
  { year, asOf }: { readonly year: AcademicYear; readonly asOf: CalendarDay },
  elsewhere: ReadonlyMap<string, number>,
): ActivityIndex {
  const byOrg = new Map<string, Activity[]>();
  const byId = new Map<string, Activity[]>();
  const byCollege = new Map<number, Activity[]>();
  for (const { activities } of tables) {
    for (const activity of activities) {
      const host = isGiven(activity.hostId) ? roster.organization(activity.hostId) : undefined;
      if (host && isDissolved(host)) continue;
      if (isGiven(activity.id)) push(byId, activity.id, activity);
      push(byCollege, activity.college, activity);
      if (isGiven(activity.hostId)) push(byOrg, activity.hostId, activity);
      for (const id of activity.jointIds.items) if (id !== activity.hostId) push(byOrg, id, activity);
    }
  }
  const hostedOrJoined = (id: string): readonly Activity[] => byOrg.get(id) ?? [];
  const meeting = (org: Organization): readonly Activity[] => {
    if (!isGiven(org.id)) return [];
    const others =
      org.kind === OrgKind.leagueBranch
        ? coverage.classesOf(org.id)
        : org.kind === OrgKind.schoolClass
          ? coverage.leagueBranchesOf(org.id)
          : [];
    const own = hostedOrJoined(org.id);
    return others.length === 0 ? own : [own, ...others.map(({ id }) => hostedOrJoined(id as string))].flat();
  };
  // Every periodic duty of an organization asks for the same.
  const held = new Map<Organization, readonly Activity[]>();
  return {
    named: (id) => byId.get(id) ?? [],
    recordedIn: (college) => byCollege.get(college) ?? [],
    heldTypes: () => addTypes(new Map(elsewhere), [...byCollege.values()], year),
    hostedOrJoined,
    meeting,
    held: (org) => {
      const known = held.get(org) ?? meeting(org).filter(({ heldOn }) => isGiven(heldOn) && heldOn <= asOf);
      held.set(org, known);
      return known;
    },
  };
}

/** Activities of a year by type; unreadable ones are not counted. */
export function typesHeld(activities: readonly Activity[], year: AcademicYear): ReadonlyMap<string, number> {
  return addTypes(new Map(), [activities], year);
}

function addTypes(
  held: Map<string, number>,
  lists: readonly (readonly Activity[])[],
  year: AcademicYear,
): ReadonlyMap<string, number> {
  for (const list of lists) {
    for (const { type, heldOn } of list) {
      if (isGiven(type) && isGiven(heldOn) && isInYear(heldOn, year)) held.set(type, (held.get(type) ?? 0) + 1);
    }
  }
  return held;
}

/** Kinds of the organizations that an activity names as host or joint organizations; unknown ones have none. */
export function participantKinds({ hostId, jointIds }: Activity, roster: Roster): ReadonlySet<OrgKind> {
  const kinds = new Set<OrgKind>();
  for (const id of isGiven(hostId) ? [hostId, ...jointIds.items] : jointIds.items) {
    const kind = roster.organization(id)?.kind ?? null;
    if (isGiven(kind)) kinds.add(kind);
  }
  return kinds;
}
