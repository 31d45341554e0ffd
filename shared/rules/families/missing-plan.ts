import { deadlineIn, formatAcademicYear, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { countsFor, isBoundForYear } from '../../domain/duties.ts';
import { orgLabelOf } from '../../domain/roster.ts';
import { type OrgKind, type Post, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineDuty } from '../frame/rule.ts';

interface MissingPlan {
  readonly id: string;
  readonly title: string;
  readonly kind: OrgKind;
  /** Who makes the plan. */
  readonly author: Post;
}

/**
 * A plan that an organization owes every year (四(2)), due on 工作计划截止. A late plan still counts (MEC-04 judges its
 * day). It binds organizations that existed on 1 September; a row without a readable 学年 is not a plan of the year.
 */
export function missingPlan({ id, title, kind, author }: MissingPlan) {
  return defineDuty({
    id,
    title,
    severity: Severity.error,
    basis: [guideline('四(2)', 2)],
    needs: ['organizations.id', 'organizations.kind', 'plans.orgId', 'plans.academicYear'],
    reads: ['planDeadline'],
    newRowIn: 'plans.orgId',
    *check({ organizations, college, school }, { planDeadline }, asOf, until) {
      const deadline = deadlineIn(school.year, planDeadline);
      if (deadline > until) return;
      const year = formatAcademicYear(school.year);
      for (const org of organizations) {
        if (org.kind !== kind || !isGiven(org.id) || !isBoundForYear(school, org)) continue;
        const isMade = school.records
          .plansOf(org.id, school.year)
          .some(({ submittedOn }) => !isGiven(submittedOn) || countsFor(submittedOn, deadline, asOf));
        if (isMade) continue;
        yield {
          at: college.rowPlace('organizations', org),
          subject: [org.id, year],
          dueOn: deadline,
          facts: { organization: orgLabelOf(org, org.id), year, deadline: formatDay(deadline) },
        };
      }
    },
    task: ({ year }) => `制定 ${year} 学年的工作计划，在“工作计划”登记`,
    message: ({ organization, year, deadline }) =>
      `${organization}没有 ${year} 学年的工作计划；应当由${author}制定，不晚于 ${deadline} 提交。`,
    advice: ({ organization, year }) =>
      `请在“工作计划”中登记${organization}的 ${year} 学年工作计划；还没有的，请${author}尽快制定。`,
  });
}
