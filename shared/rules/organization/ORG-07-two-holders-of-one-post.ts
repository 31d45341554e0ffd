import type { School } from '../../domain/assembled.ts';
import { isGiven } from '../../domain/cell.ts';
import { orgLabelOf, personOf } from '../../domain/roster.ts';
import { byPlace, type HeldPost } from '../../domain/tenure.ts';
import { ClassPost, OrgKind, PartyPost, Severity } from '../../domain/vocabulary.ts';
import { CURRENT_POSTS, committeeClasses, recordedPosts } from '../families/recorded-posts.ts';
import { practice, serving } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * One 书记, one 团支部书记 and one 班长 at a time, in one 党支部 or one class's committee. Two rows of one person are one
 * holder; the place is the last of all rows. A committee is named after its class or, without one, its 团支部.
 */
export default defineRule({
  id: 'ORG-07',
  title: '一个职务有两人同时在任',
  severity: Severity.error,
  basis: [serving(practice('通行做法：一个职务由一人担任'), '四(1)2')],
  needs: ['organizations.id', 'organizations.kind', 'students.id', ...CURRENT_POSTS],
  reads: [],
  *check({ tenures, college, school }) {
    const seats = new Map<string, readonly HeldPost[]>();
    for (const { org, id } of recordedPosts(tenures, college, school)) {
      if (org.kind === OrgKind.partyBranch) seats.set(id, school.tenures.ofBranch(id));
      if (org.kind === OrgKind.leagueBranch && committeeClasses(org, school).length === 0)
        seats.set(id, school.tenures.ofClassOrg(id));
      for (const classId of committeeClasses(org, school)) seats.set(classId, school.tenures.ofCommittee(classId));
    }
    for (const [id, held] of seats) {
      for (const single of [PartyPost.secretary, ClassPost.leagueSecretary, ClassPost.monitor]) {
        const posts = held.filter((one) => one.post === single && isKnown(one, school)).sort(byPlace);
        const holders = [...new Set(posts.map(({ tenure }) => tenure.holderId as string))];
        const last = posts.at(-1)?.tenure;
        if (holders.length < 2 || last?.college !== college.index) continue;
        yield {
          at: college.rowPlace('tenures', last),
          subject: [id, single],
          facts: {
            organization: orgLabelOf(school.roster.organization(id), id),
            post: single,
            holders: holders.map((holder) => personOf(school.roster.student(holder), holder)),
          },
        };
      }
    }
  },
  message: ({ organization, post, holders }) =>
    `${organization}同时有 ${holders.length} 名在任的${post}：${holders.join('、')}；应当只有一名。`,
  advice: ({ post }) => `请给已经不担任${post}的人填写离任日期，填错职务的改正职务。`,
});

/** In 花名册, or a teacher. */
function isKnown({ tenure: { holderId } }: HeldPost, { roster, tenures }: School): boolean {
  return isGiven(holderId) && (roster.student(holderId) !== undefined || tenures.isTeacher(holderId));
}
