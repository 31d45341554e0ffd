import { isGiven } from '../../domain/cell.ts';
import { orgLabelOf, personOf } from '../../domain/roster.ts';
import { mayBeTeacher } from '../../domain/tenure.ts';
import { ClassPost, PoliticalStatus, Severity } from '../../domain/vocabulary.ts';
import { CURRENT_POSTS, recordedPosts } from '../families/recorded-posts.ts';
import { branchRegulation, partyConstitution, serving } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

const LEAGUE_HEADS: readonly string[] = [ClassPost.leagueSecretary, ClassPost.deputyLeagueSecretary];

/**
 * 预备党员 cannot be elected (党章), so posts of a 党支部 are for 正式党员; the heads of a 团支部 are not 群众. A teacher holds
 * a Party post as a 正式党员; people without a readable 政治面貌 are not judged.
 */
export default defineRule({
  id: 'ORG-08',
  title: '任职人的政治面貌不符合要求',
  severity: Severity.error,
  basis: [serving(partyConstitution(), '四(1)2'), branchRegulation()],
  needs: ['organizations.id', 'organizations.kind', 'students.id', 'students.politicalStatus', ...CURRENT_POSTS],
  reads: [],
  *check({ tenures, college, school: { roster }, school }) {
    for (const { org, id, party, class: ofClass } of recordedPosts(tenures, college, school)) {
      const isPartyPost = party.length > 0;
      for (const { post, tenure } of [...party, ...ofClass]) {
        const { holderId } = tenure;
        const student = isGiven(holderId) ? roster.student(holderId) : undefined;
        if (mayBeTeacher(tenure) || !isGiven(holderId) || !student || !isGiven(student.politicalStatus)) continue;
        const status = student.politicalStatus;
        const isQualified = isPartyPost
          ? status === PoliticalStatus.fullMember
          : !LEAGUE_HEADS.includes(post) || status !== PoliticalStatus.nonMember;
        if (isQualified) continue;
        yield {
          at: college.rowPlace('tenures', tenure),
          subject: [id, post, holderId],
          facts: { organization: orgLabelOf(org, id), post, person: personOf(student, holderId), status, isPartyPost },
        };
      }
    }
  },
  message: ({ organization, post, person, status, isPartyPost }) =>
    `${organization}的${post}${person}政治面貌是“${status}”；${isPartyPost ? '党支部职务应当由正式党员担任' : `${post}不应当由群众担任`}。`,
  advice: ({ post }) => `请核对花名册中的政治面貌；没有填错的，改由符合条件的人担任${post}，并填写离任日期。`,
});
