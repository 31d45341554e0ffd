import { ageOn, formatDay } from '../../domain/calendar.ts';
import { isGiven, unreadable } from '../../domain/cell.ts';
import { RecommendedBy, Severity } from '../../domain/vocabulary.ts';
import { applicantsOf } from '../families/applicants.ts';
import { guideline, recommendationRules } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * “进一步完善团支部推优入党制度” (四(3)); anyone under 28 is as a rule recommended by the League (推优办法). An unknown
 * birth date counts as under 28. 团组织推优 without its date is an error; neither 推荐方式 nor date given, a warning.
 */
export default defineRule({
  id: 'EDU-01',
  title: '确定积极分子前没有推优记录',
  severity: Severity.error,
  basis: [guideline('四(3)', 1), recommendationRules()],
  needs: ['students.id', 'developments.studentId'],
  reads: ['recommendationAge'],
  touches: 'leagueBranch',
  *check({ developments, college, school }, { recommendationAge }) {
    for (const { id, person, student, record } of applicantsOf(developments, school)) {
      const { activistOn, recommendedBy, recommendedOn } = record;
      if (!isGiven(activistOn) || recommendedOn !== null || student.bornOn === unreadable) continue;
      if (student.bornOn !== null && ageOn(student.bornOn, activistOn) >= recommendationAge) continue;
      const isByLeague = recommendedBy === RecommendedBy.league;
      if (!isByLeague && recommendedBy !== null) continue;
      yield {
        at: college.place('developments', record, isByLeague ? 'recommendedOn' : 'recommendedBy'),
        subject: [id],
        severity: isByLeague ? Severity.error : Severity.warning,
        facts: { person, activistOn: formatDay(activistOn), isByLeague, recommendationAge },
      };
    }
  },
  message: ({ person, activistOn, isByLeague, recommendationAge }) =>
    isByLeague
      ? `${person}确定积极分子日期为“${activistOn}”，推荐方式是“${RecommendedBy.league}”，却没有填推优日期；应当先由团组织推优，再确定为积极分子。`
      : `${person}确定积极分子日期为“${activistOn}”，推荐方式和推优日期都没有填；不满 ${recommendationAge} 周岁的一般应当由团组织推优。`,
  advice: ({ isByLeague }) =>
    isByLeague
      ? '请填写推优大会的日期；没有推优的，请把推荐方式改为实际的方式。'
      : '请填写推荐方式；由团组织推优的，同时填写推优日期。',
});
