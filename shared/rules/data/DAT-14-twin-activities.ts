import { Severity } from '../../domain/vocabulary.ts';
import { twinsOf } from '../families/twins.ts';
import { workbookSpecification } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { activityWords } from '../words/activity-words.ts';

/**
 * An activity is entered once: two rows with the same date, host, type and 主题 but different 活动编号 may be one
 * activity. Each later row is compared with the first; two rows without 活动编号, or with the same one, are DAT-06.
 */
export default defineRule({
  id: 'DAT-14',
  title: '疑似重复登记的活动',
  severity: Severity.warning,
  basis: [workbookSpecification],
  needs: ['activities.heldOn', 'activities.hostId', 'activities.type', 'activities.topic'],
  reads: [],
  *check({ college, school }) {
    for (const { first, later, subject } of twinsOf(college)) {
      yield {
        at: college.rowPlace('activities', later),
        subject,
        facts: {
          activity: activityWords(later, school),
          firstRow: first.row,
          id: later.id,
          firstId: first.id,
        },
      };
    }
  },
  message: ({ activity, firstRow, id, firstId }) =>
    `${activity}与第 ${firstRow} 行的日期、主办组织、类型、主题都相同，活动编号却不同（本行${idWords(id)}，第 ${firstRow} 行${idWords(firstId)}）；一个活动应当只登记一次。`,
  advice: ({ firstRow }) => `请与第 ${firstRow} 行核对：同一个活动的删去一行；不是同一个的，把活动主题写得有区别。`,
});

function idWords(id: string | null): string {
  return id === null ? '没有填' : `是“${id}”`;
}
