import { deadlineIn, formatAcademicYear, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { isBoundForYear, meetsInYear } from '../../domain/duties.ts';
import { orgLabelOf } from '../../domain/roster.ts';
import { ActivityType, OrgKind, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineDuty } from '../frame/rule.ts';

const PRACTICES: readonly string[] = [ActivityType.studyHelp, ActivityType.redPairing, ActivityType.grassrootsProject];

/** “充分发挥党支部在第二课堂活动中的引领带动作用” (四(4)): at least one of the three in the year, hosted or joined. */
export default defineDuty({
  id: 'PRA-04',
  title: '党支部全年没有开展协同实践',
  severity: Severity.warning,
  basis: [guideline('四(4)', 1)],
  needs: ['organizations.id', 'organizations.kind', 'activities.heldOn', 'activities.hostId', 'activities.type'],
  reads: ['practiceDeadline'],
  newRowIn: 'activities.heldOn',
  *check({ organizations, college, school }, { practiceDeadline }, _, until) {
    const deadline = deadlineIn(school.year, practiceDeadline);
    if (deadline > until) return;
    for (const org of organizations) {
      if (org.kind !== OrgKind.partyBranch || !isGiven(org.id) || !isBoundForYear(school, org)) continue;
      const hasPractice = school.activities
        .meeting(org)
        .some(
          (activity) =>
            isGiven(activity.type) && PRACTICES.includes(activity.type) && meetsInYear(activity, school, deadline),
        );
      if (hasPractice) continue;
      const year = formatAcademicYear(school.year);
      yield {
        at: college.rowPlace('organizations', org),
        subject: [org.id, year],
        dueOn: deadline,
        facts: { organization: orgLabelOf(org, org.id), year, deadline: formatDay(deadline) },
      };
    }
  },
  task: () => `开展${PRACTICES.join('、')}中的至少一项，在“活动台账”登记`,
  message: ({ organization, year, deadline }) =>
    `${organization} ${year} 学年没有主办或参加过${PRACTICES.join('、')}中的任何一项；应当不晚于 ${deadline} 至少开展一项。`,
  advice: () => `请在“活动台账”补登已经开展的${PRACTICES.join('、')}；还没有开展的，请尽快开展后登记。`,
});
