import { deadlineIn, formatAcademicYear, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { orgLabelOf } from '../../domain/roster.ts';
import { OrgKind, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

const JOINING: readonly unknown[] = [OrgKind.leagueBranch, OrgKind.schoolClass];

/**
 * “把班团建设纳入党建工作总体部署，同研究、同规划” (五(2)): after 工作计划截止, some item of a 党支部's plan of the year names a
 * 团支部 or 班级. Branches without items are not judged; an unreadable item of 联合组织 may be the one.
 */
export default defineRule({
  id: 'MEC-12',
  title: '党支部计划没有与班团一起的事项',
  severity: Severity.hint,
  basis: [guideline('五(2)', 1)],
  needs: ['organizations.id', 'organizations.kind', 'planItems.orgId', 'planItems.academicYear'],
  asks: ['planItems.jointIds'],
  reads: ['planDeadline'],
  *check({ organizations, college, school }, { planDeadline }, asOf) {
    const deadline = deadlineIn(school.year, planDeadline);
    if (asOf <= deadline) return;
    const year = formatAcademicYear(school.year);
    for (const org of organizations) {
      if (org.kind !== OrgKind.partyBranch || !isGiven(org.id)) continue;
      const items = school.records.planItemsOf(org.id).filter(({ academicYear }) => academicYear === school.year);
      const isJoint = items.some(
        ({ jointIds }) =>
          jointIds.partial || jointIds.items.some((id) => JOINING.includes(school.roster.organization(id)?.kind)),
      );
      if (items.length === 0 || isJoint) continue;
      yield {
        at: college.rowPlace('organizations', org),
        subject: [org.id, year],
        facts: { organization: orgLabelOf(org, org.id), year, items: items.length, deadline: formatDay(deadline) },
      };
    }
  },
  message: ({ organization, year, items }) =>
    `${organization} ${year} 学年的 ${items} 项计划事项都没有写团支部或班级；党建和班团建设应当同规划。`,
  advice: () => '请在“计划事项”与团支部、班级一起做的那几项的“联合组织”中，填写团支部或班级的组织编号。',
});
