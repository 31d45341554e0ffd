import { isGiven } from '../../domain/cell.ts';
import { orgLabelOf } from '../../domain/roster.ts';
import type { HeldPost } from '../../domain/tenure.ts';
import { ClassPost, LEAGUE_POSTS, OrgKind, Severity } from '../../domain/vocabulary.ts';
import { CURRENT_POSTS } from '../families/recorded-posts.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * “鼓励班委会和团支委骨干成员交叉任职” (四(1)): somebody besides the 班长, who is 团支部副书记 anyway, holds one of the four
 * posts of the 团支部 and another post of the committee.
 */
export default defineRule({
  id: 'ORG-11',
  title: '班委会和团支委没有交叉任职',
  severity: Severity.hint,
  basis: [guideline('四(1)', 3)],
  needs: ['organizations.id', 'organizations.kind', ...CURRENT_POSTS],
  reads: [],
  *check({ organizations, college, school }) {
    for (const org of organizations) {
      if (org.kind !== OrgKind.schoolClass || !isGiven(org.id)) continue;
      if (hasSharedOfficer(school.tenures.ofCommittee(org.id))) continue;
      const at = college.rowPlace('organizations', org);
      yield { at, subject: [org.id], facts: { schoolClass: orgLabelOf(org, org.id) } };
    }
  },
  message: ({ schoolClass }) =>
    `${schoolClass}除班长外没有人既担任团支部职务又担任班委会职务；鼓励班委会和团支委骨干交叉任职。`,
  advice: () => '请在换届时考虑交叉任职；已经交叉任职的，请在“任职”中把两个职务都登记上。',
});

function hasSharedOfficer(posts: readonly HeldPost<ClassPost>[]): boolean {
  const byHolder = Map.groupBy(
    posts.filter(({ tenure }) => isGiven(tenure.holderId)),
    ({ tenure }) => tenure.holderId,
  );
  return [...byHolder.values()].some((held) => {
    const words = held.map(({ post }) => post);
    const isShared =
      words.some((post) => LEAGUE_POSTS.includes(post)) && words.some((post) => !LEAGUE_POSTS.includes(post));
    return isShared && !words.includes(ClassPost.monitor);
  });
}
