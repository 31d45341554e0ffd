import { describe, expect, it } from 'vitest';
import { participantKinds } from '../../shared/domain/activity-index.ts';
import { unreadable } from '../../shared/domain/cell.ts';
import type { Activity, Organization } from '../../shared/domain/school.ts';
import { ActivityType, OrgKind, OrgStatus } from '../../shared/domain/vocabulary.ts';
import {
  activity,
  full,
  leagueBranch,
  lookups,
  organization,
  partial,
  partyBranch,
  schoolClass,
} from '../support/rows.ts';

const P1 = partyBranch('P1');
const L1 = leagueBranch('L1', ['C1', 'C2']);
const C1 = schoolClass('C1');
const C2 = schoolClass('C2');
const C3 = schoolClass('C3');
const F1 = organization('F1', OrgKind.functionalLeagueOrg, { coveredClassIds: full('C1') });

function meeting(org: Organization, activities: readonly Activity[], organizations = [P1, L1, C1, C2, C3, F1]) {
  return lookups('2026-06-30', { organizations, activities }).activities.meeting(org);
}

const hostedBy = (id: Activity['hostId'], ...joint: string[]) =>
  activity(id, ActivityType.leagueDay, { jointIds: full(...joint) });

describe('what meets a duty', () => {
  it('of a 党支部 is what it hosted or joined, and nothing of its classes', () => {
    const hosted = hostedBy('P1');
    const joined = hostedBy('L1', 'P1');
    expect(meeting(P1, [hosted, joined, hostedBy('C1'), hostedBy('L1')])).toEqual([hosted, joined]);
  });

  it('of a 团支部 is also what a class that it covers hosted or joined', () => {
    const activities = [hostedBy('L1'), hostedBy('C1'), hostedBy('C2'), hostedBy('P1', 'C2')];
    expect(new Set(meeting(L1, [...activities, hostedBy('C3'), hostedBy('P1')]))).toEqual(new Set(activities));
  });

  it('of a 班级 is also what the 团支部 that covers it hosted or joined, not what its sister class did', () => {
    const activities = [hostedBy('C1'), hostedBy('L1'), hostedBy('P1', 'L1')];
    expect(new Set(meeting(C1, [...activities, hostedBy('C2'), hostedBy('F1')]))).toEqual(new Set(activities));
    expect(meeting(C3, activities)).toEqual([]);
  });

  it('of a functional organization is its own alone', () => {
    const own = hostedBy('F1');
    expect(meeting(F1, [own, hostedBy('C1')])).toEqual([own]);
  });

  it('stands once where the host also stands in 联合组织', () => {
    expect(meeting(P1, [hostedBy('P1', 'P1')])).toHaveLength(1);
  });

  it('is not what a 撤销 organization hosted, but what it joined', () => {
    const gone = partyBranch('P0', { status: OrgStatus.dissolved });
    const joined = hostedBy('P1', 'P0');
    expect(meeting(P1, [hostedBy('P0', 'P1'), joined], [gone, P1])).toEqual([joined]);
  });

  it('is what an unreadable or unknown host did together with it', () => {
    const activities = [hostedBy(unreadable, 'P1'), hostedBy(null, 'P1'), hostedBy('X9', 'P1')];
    expect(meeting(P1, activities)).toEqual(activities);
  });

  it('of a 团支部 is nothing of a 撤销 class, but of one whose 状态 is unreadable', () => {
    const gone = schoolClass('C1', { status: OrgStatus.dissolved });
    const doubtful = schoolClass('C2', { status: unreadable });
    const activities = [hostedBy('C1'), hostedBy('C2')];
    expect(meeting(L1, activities, [L1, gone, doubtful])).toEqual([activities[1]]);
  });

  it('may stand in another college’s 活动台账', () => {
    const elsewhere = { ...hostedBy('P9', 'P1'), college: 1 };
    const school = lookups(
      '2026-06-30',
      { organizations: [P1] },
      { organizations: [partyBranch('P9', { college: 1 })], activities: [elsewhere] },
    );
    expect(school.activities.meeting(P1)).toEqual([elsewhere]);
  });
});

describe('the kinds that an activity names', () => {
  const { roster } = lookups('2026-06-30', { organizations: [P1, L1, C1, schoolClass('C8', { kind: unreadable })] });
  const kindsOf = (one: Activity) => [...participantKinds(one, roster)].sort();

  it('are those of host and joint organizations', () => {
    expect(kindsOf(hostedBy('P1', 'L1', 'C1'))).toEqual(
      [OrgKind.partyBranch, OrgKind.leagueBranch, OrgKind.schoolClass].sort(),
    );
    expect(kindsOf(hostedBy('P1', 'P1'))).toEqual([OrgKind.partyBranch]);
  });

  it('leave out what is unknown or unreadable, and the guide', () => {
    expect(kindsOf(hostedBy('X9', 'C8', 'L1'))).toEqual([OrgKind.leagueBranch]);
    expect(kindsOf({ ...hostedBy(unreadable), jointIds: partial('C1'), guideBranchId: 'P1' })).toEqual([
      OrgKind.schoolClass,
    ]);
  });
});
