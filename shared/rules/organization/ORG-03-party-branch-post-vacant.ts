import type { School } from '../../domain/assembled.ts';
import { isGiven } from '../../domain/cell.ts';
import { hasSevenMembers } from '../../domain/duties.ts';
import { orgLabelOf } from '../../domain/roster.ts';
import type { Organization } from '../../domain/school.ts';
import { OrgKind, PartyPost, Severity } from '../../domain/vocabulary.ts';
import { CURRENT_POSTS } from '../families/recorded-posts.ts';
import { branchRegulation, guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** Posts of the committee, which branches with at least seven 正式党员 have. */
const COMMITTEE_POSTS = [PartyPost.organizationOfficer, PartyPost.publicityOfficer, PartyPost.disciplineOfficer];

/**
 * “每个党支部根据实际情况设置党支部书记、党支部副书记、组织委员、宣传委员、纪检委员、青年委员等” (四(1)). Every 党支部 needs
 * a 青年委员, whatever its size.
 */
export default defineRule({
  id: 'ORG-03',
  title: '党支部职务空缺',
  severity: Severity.error,
  basis: [guideline('四(1)', 2), branchRegulation()],
  needs: ['organizations.id', 'organizations.kind', 'students.id', 'students.politicalStatus', ...CURRENT_POSTS],
  reads: [],
  newRowIn: 'tenures.orgId',
  *check({ organizations, college, school }) {
    for (const org of organizations) {
      if (org.kind !== OrgKind.partyBranch || !isGiven(org.id)) continue;
      const held = new Set<string>(school.tenures.ofBranch(org.id).map(({ post }) => post));
      for (const [post, severity] of askedPosts(school, org)) {
        if (held.has(post)) continue;
        yield {
          at: college.rowPlace('organizations', org),
          subject: [org.id, post],
          severity,
          facts: { branch: orgLabelOf(org, org.id), post },
        };
      }
    }
  },
  message: ({ branch, post }) => `${branch}没有在任的${post}；应当有一名。`,
  advice: ({ post }) => `请在“任职”中登记在任的${post}；还没有的，请尽快选举或指定。`,
});

function askedPosts(school: School, org: Organization): readonly (readonly [PartyPost, Severity])[] {
  return [
    [PartyPost.secretary, Severity.error],
    ...(hasSevenMembers(school, org) ? COMMITTEE_POSTS : []).map((post) => [post, Severity.warning] as const),
    [PartyPost.youthOfficer, Severity.hint],
  ];
}
