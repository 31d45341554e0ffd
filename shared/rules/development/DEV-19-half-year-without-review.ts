import { formatDay } from '../../domain/calendar.ts';
import { halfYearsOf } from '../../domain/half-years.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { admission } from '../frame/regulations.ts';
import { defineDuty } from '../frame/rule.ts';

/**
 * “党支部每半年要对入党积极分子进行一次考察” (细则§11): every half-year from 确定积极分子日期 to 确定发展对象日期 (培养终止日期, the as-of day) that ends in
 * the audited year has a 考察日期. Not checked where the tab has no such column. Event: the end of the half-year.
 */
export default defineDuty({
  id: 'DEV-19',
  title: '半年没有考察入党积极分子',
  severity: Severity.warning,
  basis: [admission({ 2026: '11' })],
  needs: ['students.id', 'developments.studentId'],
  asks: ['developments.reviewedOn'],
  reads: [],
  *check({ developments, college, school }) {
    for (const { id, person, record } of applicantsOf(developments, school)) {
      for (const { ordinal, from, end, state } of halfYearsOf(school, record)) {
        if (state === 'met') continue;
        yield {
          at: college.place('developments', record, 'reviewedOn'),
          subject: [id, String(ordinal)],
          dueOn: end - 1,
          on: end,
          facts: { person, ordinal, from: formatDay(from), to: formatDay(end - 1) },
        };
      }
    }
  },
  task: () => '考察入党积极分子，填写考察日期',
  message: ({ person, ordinal, from, to }) =>
    `${person}从 ${from} 到 ${to}（确定积极分子后的第 ${ordinal} 个半年）没有考察日期；党支部应当每半年考察一次。`,
  advice: () => '请在“考察日期”补填这半年考察的日期，几次用顿号分隔；确实没有考察的，请尽快考察并填写。',
});
