import { addMonths, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { admission } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** “经过一年以上培养教育和考察……可以列为发展对象” (细则§13): the anniversary itself is enough. Event: 确定发展对象. */
export default defineRule({
  id: 'DEV-05',
  title: '入党积极分子培养不满一年',
  severity: Severity.error,
  basis: [admission({ 2026: '13' })],
  needs: ['students.id', 'developments.studentId'],
  reads: [],
  *check({ developments, college, school }) {
    for (const { id, person, record } of applicantsOf(developments, school)) {
      const { activistOn, prospectOn } = record;
      if (!isGiven(activistOn) || !isGiven(prospectOn)) continue;
      const earliest = addMonths(activistOn, 12);
      if (prospectOn >= earliest) continue;
      yield {
        at: college.place('developments', record, 'prospectOn'),
        subject: [id],
        on: prospectOn,
        facts: {
          person,
          activistOn: formatDay(activistOn),
          prospectOn: formatDay(prospectOn),
          earliest: formatDay(earliest),
        },
      };
    }
  },
  message: ({ person, activistOn, prospectOn, earliest }) =>
    `${person}确定积极分子日期为“${activistOn}”，确定发展对象日期为“${prospectOn}”，培养不满一年；应当不早于 ${earliest}。`,
  advice: () =>
    '请核对确定积极分子日期和确定发展对象日期，改正填错的一处；确属提前的，请撤回发展对象，满一年后重新确定。',
});
