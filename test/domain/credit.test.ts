import { describe, expect, it } from 'vitest';
import { creditsHonor, creditsOf, factorOf, meetsIndicator, organizationsMetBy } from '../../shared/domain/credit.ts';
import type { Activity, Organization } from '../../shared/domain/school.ts';
import type { SchemeItem } from '../../shared/domain/settings.ts';
import { OrgKind, OrgStatus, ScoredKind, Section, Way } from '../../shared/domain/vocabulary.ts';
import { DEFAULT_SCHEME } from '../../shared/scoring/default-scheme.ts';
import { aSchool } from '../support/a-school.ts';
import {
  activity,
  full,
  honor,
  leagueBranch,
  lookups,
  organization,
  partyBranch,
  schoolClass,
} from '../support/rows.ts';

const ITEM: SchemeItem = {
  id: 'T-1',
  name: '志愿服务',
  section: Section.practice,
  kinds: Object.values(ScoredKind),
  way: Way.activity,
  basis: ['志愿服务'],
  value: 100,
  limit: null,
  period: null,
  cap: null,
  jointFactor: { numerator: 1, denominator: 2 },
  jointBonus: { numerator: 6, denominator: 5 },
  guideFactor: { numerator: 0, denominator: 1 },
  capGroup: null,
};
const ORGANIZATIONS: readonly Organization[] = [
  partyBranch('P1'),
  partyBranch('P2'),
  organization('G1', OrgKind.partyStudyGroup),
  organization('FP', OrgKind.functionalPartyOrg),
  organization('FL', OrgKind.functionalLeagueOrg),
  leagueBranch('L1', ['C1']),
  schoolClass('C1'),
  schoolClass('C9', { status: OrgStatus.dissolved }),
];

/** `host 6/5 C1` for each organization that is credited. */
function credited(more: Partial<Activity>, item: Partial<SchemeItem> = {}, host: Activity['hostId'] = 'P1'): string[] {
  const school = lookups('2025-10-15', { organizations: ORGANIZATIONS });
  return creditsOf(school, activity(host, '志愿服务', more), { ...ITEM, ...item }).map((credit) => {
    const { numerator, denominator } = factorOf(credit);
    return `${credit.role} ${numerator}/${denominator} ${String(credit.org.id)}`;
  });
}

describe('an activity credits', () => {
  it('its host in full', () => {
    expect(credited({})).toEqual(['host 1/1 P1']);
  });

  it('its host with 联合加成 where a registered organization of another kind joins, which gets 联合系数', () => {
    expect(credited({ jointIds: full('C1') })).toEqual(['host 6/5 P1', 'joint 1/2 C1']);
    expect(credited({ jointIds: full('L1') })).toEqual(['host 6/5 P1', 'joint 1/2 L1']);
    expect(credited({ jointIds: full('FL') })).toEqual(['host 6/5 P1', 'joint 1/2 FL']);
    expect(credited({ jointIds: full('C1') }, {}, 'L1')).toEqual(['host 6/5 L1', 'joint 1/2 C1']);
  });

  it('its host without 联合加成 where all who join are of its own kind, or 撤销', () => {
    expect(credited({ jointIds: full('P2') })).toEqual(['host 1/1 P1', 'joint 1/2 P2']);
    expect(credited({ jointIds: full('FP') })).toEqual(['host 1/1 P1', 'joint 1/2 FP']);
    expect(credited({ jointIds: full('C9') })).toEqual(['host 1/1 P1']);
  });

  it('no 党课学习小组, but one that joins a class brings it 联合加成', () => {
    expect(credited({ jointIds: full('G1') }, {}, 'C1')).toEqual(['host 6/5 C1']);
  });

  it('only organizations that the item is for', () => {
    expect(credited({ jointIds: full('C1') }, { kinds: [ScoredKind.schoolClass] })).toEqual(['joint 1/2 C1']);
  });

  it('the 指导党支部 only where 指导系数 is above 0', () => {
    const guideFactor = { numerator: 1, denominator: 5 };
    expect(credited({ guideBranchId: 'P2' })).toEqual(['host 1/1 P1']);
    expect(credited({ guideBranchId: 'P2' }, { guideFactor })).toEqual(['host 1/1 P1', 'guide 1/5 P2']);
  });

  it('an organization once, in its best role', () => {
    const cells = { jointIds: full('P1', 'P2'), guideBranchId: 'P2' };
    expect(credited(cells, { guideFactor: { numerator: 2, denominator: 3 } })).toEqual(['host 1/1 P1', 'guide 2/3 P2']);
    expect(credited(cells, { guideFactor: { numerator: 1, denominator: 2 } })).toEqual(['host 1/1 P1', 'joint 1/2 P2']);
  });

  it('nobody under another type, under an item of another way, or with a host that is 撤销 or unknown', () => {
    expect(credited({ type: '党课' })).toEqual([]);
    expect(credited({}, { way: Way.indicator })).toEqual([]);
    expect(credited({ jointIds: full('C1') }, {}, 'C9')).toEqual([]);
    expect(credited({ jointIds: full('C1') }, {}, null)).toEqual([]);
  });
});

describe('an honor', () => {
  const school = lookups('2025-10-15', { organizations: ORGANIZATIONS });
  const honorOf = (orgId: string) => honor(orgId, { name: '先进集体', level: '校级', awardedOn: 45900 });
  const item = { ...ITEM, way: Way.honor, basis: ['校级'] };

  it('is credited to a registered organization of the kinds that the item is for', () => {
    expect(creditsHonor(school, honorOf('P1'), item)).toBe(true);
    expect(creditsHonor(school, honorOf('FL'), item)).toBe(true);
    expect(creditsHonor(school, honorOf('P1'), { ...item, kinds: [ScoredKind.schoolClass] })).toBe(false);
    expect(creditsHonor(school, honorOf('G1'), item)).toBe(false);
    expect(creditsHonor(school, honorOf('C9'), item)).toBe(false);
    expect(creditsHonor(school, honorOf('X'), item)).toBe(false);
  });

  it('is credited by its own level only', () => {
    expect(creditsHonor(school, honorOf('P1'), { ...item, basis: ['院级'] })).toBe(false);
  });
});

describe('an activity meets duties', () => {
  it('of exactly those organizations whose duties are looked up with it', () => {
    const school = aSchool('2026-07-01')
      .org('班级', 'C2')
      .org('团支部', 'L2', { 所辖班级: 'C1、C2' })
      .org('班级', 'C3', { 状态: '撤销' })
      .org('班级', 'C4', { 状态: '停办' })
      .activity('班会', 'C2', { 联合组织: 'C3、P1' })
      .activity('班会', 'C3', { 联合组织: 'C1' })
      .activity('班会', 'L2', { 联合组织: 'C4' })
      .activity('班会', 'C404', { 联合组织: 'C1' })
      .assemble();
    const organizations = school.colleges.flatMap(({ judged }) => judged.organizations);
    const activities = school.colleges.flatMap(({ all }) => all.activities);
    expect(organizations.map(({ id }) => id)).toEqual(['P1', 'L1', 'C1', 'C2', 'L2']);
    for (const one of activities) {
      const found = new Set(organizationsMetBy(school, one).map(({ id }) => id));
      const expected = organizations.filter((org) => school.activities.meeting(org).includes(one)).map(({ id }) => id);
      expect([one.row, found]).toEqual([one.row, new Set(expected)]);
    }
  });

  it('in every period that binds the organization, also one that has not ended', () => {
    const item = DEFAULT_SCHEME.find(({ id }) => id === 'P-B1') as SchemeItem;
    const school = lookups('2025-10-15', { organizations: ORGANIZATIONS });
    const meets = (heldOn: number) =>
      meetsIndicator(school, activity('P1', '主题党日', { heldOn }), item, { holidayMonths: [2, 7, 8] });
    expect(meets(45901)).toBe(true); // 2025-09-01
    expect(meets(45900)).toBe(false);
    expect(meets(46054)).toBe(false); // 2026-02-01
    expect(meets(46053)).toBe(true);
    expect(meets(46203)).toBe(true); // 2026-06-30
    expect(meets(46204)).toBe(false);
  });
});
