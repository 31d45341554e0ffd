import { addMonths, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { admission } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * “未来三个月内将离开工作、学习单位的，一般不办理接收预备党员的手续” (细则 2014 §19, 2026 §18): not within three months before
 * 离校日期. The day exactly three months before is still allowed; days after leaving are not judged here. Event: 接收.
 */
export default defineRule({
  id: 'DEV-20',
  title: '离校前三个月内接收预备党员',
  severity: Severity.warning,
  basis: [admission({ 2014: '19', 2026: '18' })],
  needs: ['students.id', 'developments.studentId'],
  reads: [],
  *check({ developments, college, school }) {
    for (const { id, person, record } of applicantsOf(developments, school)) {
      const { admittedOn } = record;
      const leftOn = school.roster.student(id)?.leftOn ?? null;
      if (!isGiven(admittedOn) || !isGiven(leftOn) || admittedOn > leftOn) continue;
      const latest = addMonths(leftOn, -3);
      if (admittedOn <= latest) continue;
      yield {
        at: college.place('developments', record, 'admittedOn'),
        subject: [id],
        on: admittedOn,
        facts: { person, admittedOn: formatDay(admittedOn), leftOn: formatDay(leftOn), latest: formatDay(latest) },
      };
    }
  },
  message: ({ person, admittedOn, leftOn, latest }) =>
    `${person}接收预备党员日期为“${admittedOn}”，离校日期为“${leftOn}”；离校前三个月内一般不办理接收手续，一般应当不晚于 ${latest}。`,
  advice: () =>
    '请核对接收预备党员日期和“花名册”的离校日期，改正填错的一处；确有特殊情况的，请在备注中写明并报上级党委。',
});
