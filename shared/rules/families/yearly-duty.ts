import { deadlineIn, formatAcademicYear, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { isBoundForYear, meetsInYear } from '../../domain/duties.ts';
import { orgLabelOf } from '../../domain/roster.ts';
import { type ActivityType, type OrgKind, Severity } from '../../domain/vocabulary.ts';
import { type Basis, defineDuty } from '../frame/rule.ts';

interface YearlyDuty {
  readonly id: string;
  readonly title: string;
  readonly basis: readonly Basis[];
  readonly kind: OrgKind;
  readonly activityType: ActivityType;
}

/**
 * A duty of every year, due on 评议截止: an organization (for a 团支部, including its classes) neither hosted nor joined
 * the activity in the year. An activity after the deadline but within the year still meets it.
 */
export function yearlyDuty({ id, title, basis, kind, activityType }: YearlyDuty) {
  return defineDuty({
    id,
    title,
    severity: Severity.warning,
    basis,
    needs: ['organizations.id', 'organizations.kind', 'activities.heldOn', 'activities.hostId', 'activities.type'],
    reads: ['appraisalDeadline'],
    newRowIn: 'activities.heldOn',
    *check({ organizations, college, school }, { appraisalDeadline }, _, until) {
      const deadline = deadlineIn(school.year, appraisalDeadline);
      if (deadline > until) return;
      const year = formatAcademicYear(school.year);
      for (const org of organizations) {
        if (org.kind !== kind || !isGiven(org.id) || !isBoundForYear(school, org)) continue;
        const isHeld = school.activities
          .meeting(org)
          .some((activity) => activity.type === activityType && meetsInYear(activity, school, deadline));
        if (isHeld) continue;
        yield {
          at: college.rowPlace('organizations', org),
          subject: [org.id, year],
          dueOn: deadline,
          facts: { organization: orgLabelOf(org, org.id), activityType, year, deadline: formatDay(deadline) },
        };
      }
    },
    task: ({ year }) => `召开 ${year} 学年的${activityType}，在“活动台账”登记`,
    message: ({ organization, year, deadline }) =>
      `${organization}在 ${year} 学年没有主办或参加过${activityType}；应当不晚于 ${deadline} 至少开展一次。`,
    advice: () => `请在“活动台账”补登已经召开的${activityType}；还没有召开的，请尽快召开后登记。`,
  });
}
