import { formatAcademicYear, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { owedItems } from '../../domain/plan-items.ts';
import { orgNameOf } from '../../domain/roster.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineDuty } from '../frame/rule.ts';

/**
 * “制定……工作计划并落实具体工作” (四(2)): once 完成期限 has passed, an item of the year is 已取消, or done: by 完成情况, by the
 * activity that it names, or by one found for it (domain/plan-items.ts).
 */
export default defineDuty({
  id: 'MEC-09',
  title: '计划事项到期没有完成',
  severity: Severity.warning,
  basis: [guideline('四(2)', 2)],
  needs: ['planItems.orgId', 'planItems.academicYear', 'planItems.name', 'planItems.dueOn', 'activities.heldOn'],
  asks: ['planItems.type', 'planItems.activityId', 'planItems.progress'],
  reads: [],
  *check({ planItems, college, school }) {
    const owedOf = new Map(
      [...hostsOf(planItems)].flatMap((id) => owedItems(school, id).map((owed) => [owed.item, owed])),
    );
    for (const item of planItems) {
      const { orgId, academicYear, name, type } = item;
      const owed = owedOf.get(item);
      if (!owed || owed.state === 'met' || !isGiven(orgId) || !isGiven(academicYear) || !isGiven(name)) continue;
      yield {
        at: college.place('planItems', item, 'dueOn'),
        remedy: college.place('planItems', item, 'progress'),
        subject: [orgId, formatAcademicYear(academicYear), name],
        dueOn: owed.dueOn,
        facts: {
          organization: orgNameOf(school.roster.organization(orgId), orgId),
          name,
          dueOn: formatDay(owed.dueOn),
          type: isGiven(type) ? type : null,
        },
      };
    }
  },
  task: () => '完成计划事项，填写对应活动编号或完成情况',
  message: ({ organization, name, dueOn, type }) =>
    `${organization}的计划事项“${name}”完成期限为“${dueOn}”，还没有完成，活动台账里也没有找到对应的${type ?? '活动'}；应当按期完成。`,
  advice: () =>
    '已经完成的，请填写对应活动编号，或把完成情况改为“已完成”；不再做的改为“已取消”并写明原因；还要做的，请尽快完成。',
});

function hostsOf(items: readonly { readonly orgId: unknown }[]): ReadonlySet<string> {
  return new Set(items.flatMap(({ orgId }) => (typeof orgId === 'string' ? [orgId] : [])));
}
