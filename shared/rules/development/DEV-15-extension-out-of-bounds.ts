import { addMonths, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { probationYearOf } from '../../domain/stages.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { admission } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * “延长时间不能少于半年，最长不超过一年” (细则 2026 §31, 2014 §32): from 18 to 24 months after 接收, both days included.
 * Event: the end of the first year of probation, when the extension is decided.
 */
export default defineRule({
  id: 'DEV-15',
  title: '延长的预备期过短或过长',
  severity: Severity.error,
  basis: [admission({ 2014: '32', 2026: '31' })],
  needs: ['students.id', 'developments.studentId'],
  reads: [],
  *check({ developments, college, school }) {
    for (const { id, person, record } of applicantsOf(developments, school)) {
      const { admittedOn, probationExtendedTo: until } = record;
      if (!isGiven(admittedOn) || !isGiven(until)) continue;
      const earliest = addMonths(admittedOn, 18);
      const latest = addMonths(admittedOn, 24);
      if (until >= earliest && until <= latest) continue;
      yield {
        at: college.place('developments', record, 'probationExtendedTo'),
        subject: [id],
        on: probationYearOf(admittedOn),
        facts: {
          person,
          admittedOn: formatDay(admittedOn),
          extendedTo: formatDay(until),
          earliest: formatDay(earliest),
          latest: formatDay(latest),
        },
      };
    }
  },
  message: ({ person, admittedOn, extendedTo, earliest, latest }) =>
    `${person}接收预备党员日期为“${admittedOn}”，延长预备期至“${extendedTo}”；应当延长半年到一年，在 ${earliest} 到 ${latest} 之间。`,
  advice: ({ earliest, latest }) =>
    `请按党员大会决议把“延长预备期至”改为 ${earliest} 到 ${latest} 之间的日期；没有延长的，请清空。`,
});
