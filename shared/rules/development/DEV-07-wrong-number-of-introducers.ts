import { isGiven } from '../../domain/cell.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { admission } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

const NUMBER = 2;

/**
 * “发展对象应当有两名正式党员作入党介绍人” (细则§14). A list with unreadable items is never judged too short. Event: 接收.
 */
export default defineRule({
  id: 'DEV-07',
  title: '入党介绍人不是两名',
  severity: Severity.error,
  basis: [admission({ 2026: '14' })],
  needs: ['students.id', 'developments.studentId'],
  reads: [],
  *check({ developments, college, school }) {
    for (const { id, person, record } of applicantsOf(developments, school)) {
      const { admittedOn } = record;
      const { items, partial } = record.introducers;
      if (!isGiven(admittedOn) || items.length === NUMBER || (partial && items.length < NUMBER)) continue;
      yield {
        at: college.place('developments', record, 'introducers'),
        subject: [id],
        on: admittedOn,
        facts: { person, introducers: items },
      };
    }
  },
  message: ({ person, introducers }) =>
    introducers.length === 0
      ? `${person}已接收为预备党员，入党介绍人没有填；应当有 ${NUMBER} 名。`
      : `${person}的入党介绍人填了 ${introducers.length} 名：“${introducers.join('、')}”；应当是 ${NUMBER} 名。`,
  advice: ({ introducers }) =>
    introducers.length < NUMBER
      ? `请填满 ${NUMBER} 名入党介绍人，中间用顿号隔开。`
      : `请只保留 ${NUMBER} 名入党介绍人。`,
});
