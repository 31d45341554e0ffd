import { isGiven, unreadable } from '../../domain/cell.ts';
import type { Activity } from '../../domain/school.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { activityWords } from '../activity-words.ts';
import { workbookSpecification } from '../regulations.ts';
import { defineRule } from '../rule.ts';

/**
 * One activity is typed once: two rows with the same date, host, type and 主题 that are called differently may be one
 * activity. Each later row is compared with the first; two without 活动编号, or with the same one, are DAT-06.
 * The subject does not tell which of them stands first: sorting the tab must leave the violation the same. So every
 * finding of a group names the least identity of the group and one other.
 */
export default defineRule({
  id: 'DAT-14',
  title: '疑似重复登记的活动',
  severity: Severity.warning,
  basis: [workbookSpecification],
  needs: ['activities.heldOn', 'activities.hostId', 'activities.type', 'activities.topic'],
  reads: [],
  *check({ college, school }) {
    const groups = Map.groupBy(college.all.activities.filter(isNamed), ({ heldOn, hostId, type, topic }) =>
      [heldOn, hostId, type, topic].join('\n'),
    );
    const identityOf = (activity: Activity): readonly string[] => college.keyOf('activities', activity);
    for (const [first, ...later] of groups.values()) {
      if (!first || later.length === 0) continue;
      const least = [first, ...later].map(identityOf).reduce((a, b) => (isLess(b, a) ? b : a));
      for (const activity of later.filter(({ id }) => id !== first.id)) {
        const own = identityOf(activity);
        yield {
          at: college.rowPlace('activities', activity),
          subject: [...least, ...(isLess(least, own) ? own : identityOf(first))],
          facts: {
            activity: activityWords(activity, school),
            firstRow: first.row,
            id: activity.id as string | null,
            firstId: first.id as string | null,
          },
        };
      }
    }
  },
  message: ({ activity, firstRow, id, firstId }) =>
    `${activity}与第 ${firstRow} 行的日期、主办组织、类型、主题都相同，活动编号却不同（本行${idWords(id)}，第 ${firstRow} 行${idWords(firstId)}）；一个活动应当只登记一次。`,
  advice: ({ firstRow }) => `请与第 ${firstRow} 行核对：同一个活动的删去一行；不是同一个的，把活动主题写得有区别。`,
});

/** All four parts of the tuple can be read, and 活动编号 too where it is given. */
function isNamed({ id, heldOn, hostId, type, topic }: Activity): boolean {
  return id !== unreadable && isGiven(heldOn) && isGiven(hostId) && isGiven(type) && isGiven(topic);
}

/** Identities in a fixed order: 活动编号 before tuples. */
function isLess(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length ? a.join('\n') < b.join('\n') : a.length < b.length;
}

function idWords(id: string | null): string {
  return id === null ? '没有填' : `是“${id}”`;
}
