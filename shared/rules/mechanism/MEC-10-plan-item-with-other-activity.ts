import { formatAcademicYear } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { whyNotFor } from '../../domain/plan-items.ts';
import { orgNameOf } from '../../domain/roster.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { activityWords } from '../words/activity-words.ts';

/**
 * “落实具体工作” (四(2)): the organization hosted or joined the activity that an item of the year names, and the activity
 * is of the item's type, if given. If several activities have that 活动编号, one match is enough.
 */
export default defineRule({
  id: 'MEC-10',
  title: '计划事项对应的活动不符',
  severity: Severity.warning,
  basis: [guideline('四(2)', 2)],
  needs: ['planItems.orgId', 'planItems.academicYear', 'planItems.name', 'activities.hostId', 'activities.type'],
  reads: [],
  *check({ planItems, college, school }) {
    for (const item of planItems) {
      const { orgId, academicYear, name, activityId, type } = item;
      if (academicYear !== school.year || !isGiven(orgId) || !isGiven(name) || !isGiven(activityId)) continue;
      const named = school.activities.named(activityId);
      const reasons = named.map((activity) => whyNotFor(activity, item, orgId));
      const [activity] = named;
      if (!activity || reasons.includes(null)) continue;
      yield {
        at: college.place('planItems', item, 'activityId'),
        subject: [orgId, formatAcademicYear(academicYear), name],
        facts: {
          organization: orgNameOf(school.roster.organization(orgId), orgId),
          name,
          activityId,
          activity: activityWords(activity, school),
          type: reasons.includes('type') && isGiven(type) ? type : null,
        },
      };
    }
  },
  message: ({ organization, name, activityId, activity, type }) =>
    `${organization}的计划事项“${name}”对应活动编号为“${activityId}”，是${activity}；应当是${type === null ? `${organization}主办或参加的活动` : type}。`,
  advice: () => '请核对对应活动编号并改正；活动台账填错的，请改正那一行的主办组织、联合组织或活动类型。',
});
