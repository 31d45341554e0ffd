import { formatAcademicYear, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { orgLabelOf, personOf } from '../../domain/roster.ts';
import { wasHeld } from '../../domain/tenure.ts';
import { ClassPost, OrgKind, PartyPost, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * “党支部书记负责制定党支部工作计划……团支书负责制定团支部工作计划” (四(2)): by whoever held that post on 提交日期, even if
 * they have left since. A 团支部书记 may be recorded under the 团支部 or a class that it covers, even a 撤销 one. Nothing is
 * concluded if an item of its 所辖班级 is unreadable. DAT-12 reports dates in the future.
 */
export default defineRule({
  id: 'MEC-03',
  title: '工作计划不是由书记制定',
  severity: Severity.error,
  basis: [guideline('四(2)', 2)],
  needs: [
    'organizations.id',
    'organizations.kind',
    'plans.orgId',
    'plans.academicYear',
    'plans.authorId',
    'plans.submittedOn',
    'tenures.orgId',
    'tenures.posts',
    'tenures.holderId',
    'tenures.from',
  ],
  reads: [],
  *check({ plans, college, school: { roster, coverage, tenures, year } }, _, asOf) {
    for (const plan of plans) {
      const { orgId, academicYear, authorId, submittedOn } = plan;
      if (academicYear !== year || !isGiven(orgId) || !isGiven(authorId) || !isGiven(submittedOn)) continue;
      const org = roster.organization(orgId);
      if (org?.kind !== OrgKind.partyBranch && org?.kind !== OrgKind.leagueBranch) continue;
      if (submittedOn > asOf || (org.kind === OrgKind.leagueBranch && org.coveredClassIds.partial)) continue;
      const post = org.kind === OrgKind.partyBranch ? PartyPost.secretary : ClassPost.leagueSecretary;
      const classes = org.kind === OrgKind.leagueBranch ? coverage.listedClassesOf(orgId) : [];
      const rows = [org, ...classes].flatMap(({ id }) => tenures.everOf(id as string));
      if (rows.some((tenure) => tenure.holderId === authorId && wasHeld(tenure, post, submittedOn))) continue;
      yield {
        at: college.place('plans', plan, 'authorId'),
        subject: [orgId, formatAcademicYear(year)],
        facts: {
          organization: orgLabelOf(org, orgId),
          year: formatAcademicYear(year),
          author: personOf(roster.student(authorId), authorId),
          submittedOn: formatDay(submittedOn),
          post,
        },
      };
    }
  },
  message: ({ organization, year, author, submittedOn, post }) =>
    `${organization}的 ${year} 学年工作计划制定人是${author}，提交当天（${submittedOn}）不是${post}；应当由当时的${post}制定。`,
  advice: ({ post }) => `请核对“制定人学号”和“任职”中${post}的任职日期、离任日期，改正填错的一处。`,
});
