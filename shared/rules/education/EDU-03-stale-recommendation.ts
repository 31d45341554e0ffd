import { addMonths, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { recommendationRules, serving } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** A recommendation is valid for 推优有效年数 (推优办法); its last valid day is the anniversary that many years later. */
export default defineRule({
  id: 'EDU-03',
  title: '推优已过有效期',
  severity: Severity.warning,
  basis: [serving(recommendationRules(), '四(3)1')],
  needs: ['students.id', 'developments.studentId'],
  reads: ['recommendationYears'],
  touches: 'leagueBranch',
  *check({ developments, college, school }, { recommendationYears }) {
    for (const { id, person, record } of applicantsOf(developments, school)) {
      const { activistOn, recommendedOn } = record;
      if (!isGiven(activistOn) || !isGiven(recommendedOn)) continue;
      const validUntil = addMonths(recommendedOn, 12 * recommendationYears);
      if (activistOn <= validUntil) continue;
      yield {
        at: college.place('developments', record, 'recommendedOn'),
        subject: [id],
        facts: {
          person,
          recommendedOn: formatDay(recommendedOn),
          activistOn: formatDay(activistOn),
          validUntil: formatDay(validUntil),
          recommendationYears,
        },
      };
    }
  },
  message: ({ person, recommendedOn, activistOn, validUntil, recommendationYears }) =>
    `${person}推优日期为“${recommendedOn}”，确定积极分子日期为“${activistOn}”，推优已超过 ${recommendationYears} 年；应当在有效期内确定，不晚于 ${validUntil}。`,
  advice: () => '请核对推优日期和确定积极分子日期，填错的改正；确属过期的，请重新推优后填写新的推优日期。',
});
