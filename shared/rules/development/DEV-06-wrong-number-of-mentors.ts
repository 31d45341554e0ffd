import { isGiven } from '../../domain/cell.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { admission } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

const MOST = 2;

/**
 * “一至两名正式党员作入党积极分子的培养联系人” (细则§9). A list with unreadable items is never judged too short.
 * Event: 确定积极分子.
 */
export default defineRule({
  id: 'DEV-06',
  title: '培养联系人不是一至两名',
  severity: Severity.error,
  basis: [admission({ 2026: '9' })],
  needs: ['students.id', 'developments.studentId'],
  reads: [],
  *check({ developments, college, school }) {
    for (const { id, person, record } of applicantsOf(developments, school)) {
      const { activistOn } = record;
      const { items, partial } = record.mentors;
      if (!isGiven(activistOn) || (items.length === 0 ? partial : items.length <= MOST)) continue;
      yield {
        at: college.place('developments', record, 'mentors'),
        subject: [id],
        on: activistOn,
        facts: { person, mentors: items },
      };
    }
  },
  message: ({ person, mentors }) =>
    mentors.length === 0
      ? `${person}已确定为入党积极分子，培养联系人没有填；应当有 1 至 2 名。`
      : `${person}的培养联系人填了 ${mentors.length} 名：“${mentors.join('、')}”；应当是 1 至 2 名。`,
  advice: ({ mentors }) =>
    mentors.length === 0 ? '请填写 1 至 2 名培养联系人，两名之间用顿号隔开。' : `请只保留 1 至 2 名培养联系人。`,
});
