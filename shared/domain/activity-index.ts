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
   * What meets a duty of the organization: its own activities; for a 团支部 also those of the classes that it
   * covers, for a 班级 also those of the 团支部 that covers it (rules.md §4). An activity may stand twice.
   */
  meeting(org: Organization): readonly Activity[];
  /** Activities with that 活动编号, in the order of colleges and rows. */
  named(id: string): readonly Activity[];
  /** Activities that a college's 活动台账 holds, whoever hosted them; by the college's place in 学院登记. */
  recordedIn(college: number): readonly Activity[];
}

export function buildActivities(tables: readonly Tables[], roster: Roster, coverage: Coverage): ActivityIndex {
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
  return {
    named: (id) => byId.get(id) ?? [],
    recordedIn: (college) => byCollege.get(college) ?? [],
    hostedOrJoined,
    meeting: (org) => {
      if (!isGiven(org.id)) return [];
      const others =
        org.kind === OrgKind.leagueBranch
          ? coverage.classesOf(org.id)
          : org.kind === OrgKind.schoolClass
            ? coverage.leagueBranchesOf(org.id)
            : [];
      const own = hostedOrJoined(org.id);
      return others.length === 0 ? own : [own, ...others.map(({ id }) => hostedOrJoined(id as string))].flat();
    },
  };
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
