import { isGiven } from '../../domain/cell.ts';
import { isPartyMember, personOf } from '../../domain/roster.ts';
import { byPlace, countClassPosts, mayBeTeacher } from '../../domain/tenure.ts';
import { BranchMembership, Severity } from '../../domain/vocabulary.ts';
import { CURRENT_POSTS } from '../families/recorded-posts.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** “党支部成员兼任班团委员会职务不超过一职” (四(1)). The latest post beyond the first is the one to give up. */
export default defineRule({
  id: 'ORG-06',
  title: '党支部成员兼任班团职务超过一职',
  severity: Severity.error,
  basis: [guideline('四(1)', 3)],
  needs: ['organizations', 'students', ...CURRENT_POSTS],
  reads: ['branchMembership'],
  touches: 'row',
  *check({ tenures, college, school }, { branchMembership }) {
    const seen = new Set<string>();
    for (const { holderId } of tenures) {
      if (!isGiven(holderId) || seen.has(holderId)) continue;
      seen.add(holderId);
      const posts = school.tenures.classPostsOf(holderId).filter(({ tenure }) => !mayBeTeacher(tenure));
      const latest = posts.toSorted(byPlace).at(-1);
      if (!latest || latest.tenure.college !== college.index || countClassPosts(posts, school.coverage) < 2) continue;
      const student = school.roster.student(holderId);
      const isMember =
        branchMembership === BranchMembership.committee
          ? school.tenures.branchPostsOf(holderId).some(({ tenure }) => !mayBeTeacher(tenure))
          : student !== undefined && isPartyMember(student);
      if (!isMember) continue;
      yield {
        at: college.rowPlace('tenures', latest.tenure),
        subject: [holderId],
        facts: {
          name: personOf(student, holderId),
          count: countClassPosts(posts, school.coverage),
          posts: [...new Set(posts.map(({ post }) => post))],
          drop: latest.post,
        },
      };
    }
  },
  message: ({ name, count, posts }) =>
    `${name}是党支部成员，却同时担任班团职务 ${count} 项：${posts.join('、')}；最多一项（班长兼团支部副书记算一项）。`,
  advice: ({ drop }) => `请在“${drop}”一行填写离任日期，或改由他人担任。`,
});
