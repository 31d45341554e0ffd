import { ratingsOf } from '../../domain/assessments.ts';
import { formatAcademicYear } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { moreThan } from '../../domain/majority.ts';
import { formatShare } from '../../domain/points.ts';
import { orgLabelOf, personOf } from '../../domain/roster.ts';
import { OrgKind, Severity } from '../../domain/vocabulary.ts';
import { branchRegulation, leagueRegulation, serving } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** Too large a share of a branch's assessed members is rated 优秀: 民主评议 of a 党支部, 团员教育评议 of a 团支部. */
export default defineRule({
  id: 'EVA-08',
  title: '评议优秀比例超过上限',
  severity: Severity.warning,
  basis: [serving(branchRegulation(), '四(5)1'), leagueRegulation()],
  needs: [
    'organizations.id',
    'organizations.kind',
    'students.id',
    'students.classId',
    'students.politicalStatus',
    'pledges.academicYear',
    'pledges.studentId',
  ],
  reads: ['memberExcellentShare', 'leagueExcellentShare'],
  *check({ organizations, college, school }, { memberExcellentShare, leagueExcellentShare }) {
    const year = formatAcademicYear(school.year);
    for (const org of organizations) {
      const ratings = ratingsOf(school, org);
      if (!ratings || !isGiven(org.id)) continue;
      const { kind, assessed, excellent } = ratings;
      const limit = org.kind === OrgKind.partyBranch ? memberExcellentShare : leagueExcellentShare;
      if (!moreThan(excellent.length, assessed, limit)) continue;
      yield {
        at: college.rowPlace('organizations', org),
        subject: [org.id, year],
        facts: {
          organization: orgLabelOf(org, org.id),
          year,
          kind,
          assessed,
          excellent: excellent.length,
          limit: formatShare(limit),
          allowed: Math.floor((assessed * limit.numerator) / limit.denominator),
          people: excellent.map((member) => personOf(member, member.id as string)),
        },
      };
    }
  },
  message: ({ organization, year, kind, assessed, excellent, limit, allowed, people }) =>
    `${organization} ${year} 学年${kind}参评 ${assessed} 人，其中优秀 ${excellent} 人：${people.join('、')}；应当不超过参评人数的 ${limit}，即 ${allowed} 人。`,
  advice: ({ excellent, allowed }) =>
    `请核对“承诺考评”中的评议等次，填错的改正；确实超过的，请重新评定，至少减少 ${excellent - allowed} 个“优秀”。`,
});
