import { formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { probationYearOf } from '../../domain/stages.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { admission } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * “预备党员的预备期为一年”，从党员大会通过之日算起 (细则 2026 §31, 2014 §32): the anniversary itself is enough. Event: 转正.
 */
export default defineRule({
  id: 'DEV-14',
  title: '预备期不满一年转正',
  severity: Severity.error,
  basis: [admission({ 2014: '32', 2026: '31' })],
  needs: ['students.id', 'developments.studentId'],
  reads: [],
  *check({ developments, college, school }) {
    for (const { id, person, record } of applicantsOf(developments, school)) {
      const { admittedOn, confirmedOn } = record;
      if (!isGiven(admittedOn) || !isGiven(confirmedOn)) continue;
      const earliest = probationYearOf(admittedOn);
      if (confirmedOn >= earliest) continue;
      yield {
        at: college.place('developments', record, 'confirmedOn'),
        subject: [id],
        on: confirmedOn,
        facts: {
          person,
          admittedOn: formatDay(admittedOn),
          confirmedOn: formatDay(confirmedOn),
          earliest: formatDay(earliest),
        },
      };
    }
  },
  message: ({ person, admittedOn, confirmedOn, earliest }) =>
    `${person}接收预备党员日期为“${admittedOn}”，转正日期为“${confirmedOn}”，预备期不满一年；应当不早于 ${earliest}。`,
  advice: () => '请核对接收预备党员日期和转正日期，改正填错的一处；确属提前的，请在预备期满后重新讨论转正。',
});
