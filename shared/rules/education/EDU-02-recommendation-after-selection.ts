import { formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** “优化党支部确定入党积极分子、团支部推优的程序和办法” (四(3)): the recommendation comes first; the same day is allowed. */
export default defineRule({
  id: 'EDU-02',
  title: '推优晚于确定积极分子',
  severity: Severity.error,
  basis: [guideline('四(3)', 1)],
  needs: ['students.id', 'developments.studentId'],
  reads: [],
  touches: 'leagueBranch',
  *check({ developments, college, school }) {
    for (const { id, person, record } of applicantsOf(developments, school)) {
      const { activistOn, recommendedOn } = record;
      if (!isGiven(activistOn) || !isGiven(recommendedOn) || recommendedOn <= activistOn) continue;
      yield {
        at: college.place('developments', record, 'recommendedOn'),
        subject: [id],
        facts: { person, recommendedOn: formatDay(recommendedOn), activistOn: formatDay(activistOn) },
      };
    }
  },
  message: ({ person, recommendedOn, activistOn }) =>
    `${person}推优日期为“${recommendedOn}”，晚于确定积极分子日期“${activistOn}”；应当先推优，再确定为积极分子。`,
  advice: () => '请核对推优日期和确定积极分子日期，改正填错的一处。',
});
