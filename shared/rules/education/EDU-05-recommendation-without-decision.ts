import { formatDay, isInYear } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { mayRecommendOn } from '../../domain/decisions.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * “强化团组织推优……的育人功能” (四(3)): 议事决策 (of any college) records each recommendation of the audited year with the
 * same 团员大会日期. A decision that might match but is partly unreadable is accepted.
 */
export default defineRule({
  id: 'EDU-05',
  title: '推优没有对应的议事决策',
  severity: Severity.error,
  basis: [guideline('四(3)', 1)],
  needs: ['students.id', 'developments.studentId', 'decisions.kind'],
  reads: [],
  newRowIn: 'decisions.id',
  touches: 'leagueBranch',
  *check({ developments, college, school }) {
    const { records, year } = school;
    for (const { id, person, record } of applicantsOf(developments, school)) {
      const { recommendedOn } = record;
      if (!isGiven(recommendedOn) || !isInYear(recommendedOn, year)) continue;
      const candidates = [...records.decisionsNaming(id), ...records.decisionsWithUnreadableNames()];
      if (candidates.some((decision) => mayRecommendOn(decision, recommendedOn))) continue;
      yield {
        at: college.place('developments', record, 'recommendedOn'),
        subject: [id],
        facts: { person, recommendedOn: formatDay(recommendedOn) },
      };
    }
  },
  message: ({ person, recommendedOn }) =>
    `${person}推优日期为“${recommendedOn}”，而“议事决策”中没有团员大会日期为这一天、涉及${person}的推优入党事项；推优应当由团员大会表决并登记。`,
  advice: ({ person, recommendedOn }) =>
    `请在“议事决策”登记 ${recommendedOn} 的推优入党事项，并在“涉及学号”中写上${person}；日期填错的，请改正。`,
});
