import type { School } from '../../domain/assembled.ts';
import { isGiven } from '../../domain/cell.ts';
import { leagueMembersOf } from '../../domain/duties.ts';
import { orgLabelOf } from '../../domain/roster.ts';
import type { Organization } from '../../domain/school.ts';
import { OrgKind, Severity } from '../../domain/vocabulary.ts';
import { branchRegulation, leagueRegulation, serving } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * At least three 正式党员 and, as a rule, at most fifty members (支部条例 §4); a 团支部 likewise (团支部条例). Members of a
 * 党支部 are those who name it; of a 团支部, the League members of its classes. An unreadable list is never too short.
 */
export default defineRule({
  id: 'ORG-13',
  title: '支部人数过少或过多',
  severity: Severity.warning,
  basis: [serving(branchRegulation('4'), '四(1)1'), leagueRegulation()],
  needs: ['organizations.id', 'organizations.kind', 'students.id', 'students.classId', 'students.politicalStatus'],
  reads: ['branchSizeMin', 'branchSizeMax'],
  *check({ organizations, college, school }, { branchSizeMin, branchSizeMax }) {
    for (const org of organizations) {
      const sizes = sizesOf(org, school);
      if (!isGiven(org.id) || !sizes) continue;
      const { few, many } = sizes;
      const isFew = few.count < branchSizeMin && !(org.kind === OrgKind.leagueBranch && org.coveredClassIds.partial);
      if (!isFew && many.count <= branchSizeMax) continue;
      const due = isFew ? `不少于 ${branchSizeMin} 人` : `不多于 ${branchSizeMax} 人`;
      yield {
        at: college.rowPlace('organizations', org),
        subject: [org.id],
        facts: { branch: orgLabelOf(org, org.id), ...(isFew ? few : many), due, isFew },
      };
    }
  },
  message: ({ branch, who, count, due }) => `${branch}有${who} ${count} 人；一般应当${due}。`,
  advice: ({ isFew }) =>
    isFew ? '请核对花名册；人数确实不足的，与其他班级或支部联合设置。' : '请核对花名册；人数确实过多的，分设支部。',
});

/** Who is counted for the lower and for the upper bound. */
function sizesOf({ id, kind }: Organization, school: School) {
  if (!isGiven(id)) return null;
  if (kind === OrgKind.partyBranch) {
    const { fullMembersOfBranch, membersOfBranch } = school.roster;
    const many = { who: '党员', count: membersOfBranch(id).length };
    return { few: { who: '正式党员', count: fullMembersOfBranch(id) }, many };
  }
  if (kind !== OrgKind.leagueBranch) return null;
  const members = { who: '团员', count: leagueMembersOf(school, id) };
  return { few: members, many: members };
}
