import { deadlineIn, formatAcademicYear, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { orgLabelOf } from '../../domain/roster.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * “党支部书记负责制定党支部工作计划”，团支书制定团支部的 (四(2)), by 工作计划截止 of the plan's own year. DAT-12 reports dates in
 * the future.
 */
export default defineRule({
  id: 'MEC-04',
  title: '工作计划逾期提交',
  severity: Severity.warning,
  basis: [guideline('四(2)', 2)],
  needs: ['plans.orgId', 'plans.academicYear', 'plans.submittedOn'],
  reads: ['planDeadline'],
  *check({ plans, college, school }, { planDeadline }, asOf) {
    const deadline = deadlineIn(school.year, planDeadline);
    const year = formatAcademicYear(school.year);
    for (const plan of plans) {
      const { orgId, academicYear, submittedOn } = plan;
      if (academicYear !== school.year || !isGiven(orgId) || !isGiven(submittedOn)) continue;
      if (submittedOn <= deadline || submittedOn > asOf) continue;
      yield {
        at: college.place('plans', plan, 'submittedOn'),
        subject: [orgId, year],
        facts: {
          organization: orgLabelOf(school.roster.organization(orgId), orgId),
          year,
          submittedOn: formatDay(submittedOn),
          deadline: formatDay(deadline),
        },
      };
    }
  },
  message: ({ organization, year, submittedOn, deadline }) =>
    `${organization}的 ${year} 学年工作计划提交日期为“${submittedOn}”；应当不晚于 ${deadline} 提交。`,
  advice: () => '请核对提交日期，填错的改正；确属逾期的，请在下一学年按时提交。',
});
