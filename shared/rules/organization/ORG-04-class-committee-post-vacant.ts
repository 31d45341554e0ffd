import { isGiven } from '../../domain/cell.ts';
import { orgLabelOf } from '../../domain/roster.ts';
import { ClassPost, OrgKind, Severity, TEN_CLASS_POSTS } from '../../domain/vocabulary.ts';
import { CURRENT_POSTS } from '../families/recorded-posts.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** “每个班团委员会设置团支部书记、班长（兼团支部副书记）、组织委员……等委员” (四(1)): each of the ten posts is held. */
export default defineRule({
  id: 'ORG-04',
  title: '班团委员会职务空缺',
  severity: Severity.error,
  basis: [guideline('四(1)', 2)],
  needs: ['organizations.id', 'organizations.kind', ...CURRENT_POSTS],
  reads: [],
  newRowIn: 'tenures.orgId',
  *check({ organizations, college, school }) {
    for (const org of organizations) {
      if (org.kind !== OrgKind.schoolClass || !isGiven(org.id)) continue;
      const held = new Set<string>(school.tenures.ofCommittee(org.id).map(({ post }) => post));
      for (const post of TEN_CLASS_POSTS) {
        if (held.has(post)) continue;
        const isHead = post === ClassPost.leagueSecretary || post === ClassPost.monitor;
        yield {
          at: college.rowPlace('organizations', org),
          subject: [org.id, post],
          severity: isHead ? Severity.error : Severity.warning,
          facts: { schoolClass: orgLabelOf(org, org.id), post },
        };
      }
    }
  },
  message: ({ schoolClass, post }) => `${schoolClass}的班团委员会没有在任的${post}；应当有一名。`,
  advice: ({ post }) => `请在“任职”中登记在任的${post}（记在班级或其团支部名下都可以）；还没有的，请尽快选出。`,
});
