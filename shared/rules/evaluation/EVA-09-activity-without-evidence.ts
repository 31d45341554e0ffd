import { type CalendarDay, isInYear } from '../../domain/calendar.ts';
import { type Cell, isGiven } from '../../domain/cell.ts';
import { creditsHonor, creditsOf, meetsIndicator } from '../../domain/credit.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { activityWords, honorWords } from '../words/activity-words.ts';

/**
 * “将支部自身建设和大学生素质拓展各项活动均赋予一定积分权重” (四(5)): anything that scores needs 佐证材料. This covers activities
 * up to the as-of day that an item credits to some participant, or that meet a duty behind a periodic 指标, and honors of
 * the year. If the tab 荣誉 is missing, the activities are judged anyway.
 */
export default defineRule({
  id: 'EVA-09',
  title: '计分的活动或荣誉没有佐证材料',
  severity: Severity.warning,
  basis: [guideline('四(5)', 2)],
  needs: ['activities.heldOn', 'activities.hostId', 'activities.type', 'organizations.id', 'organizations.kind'],
  reads: ['holidayMonths'],
  touches: 'row',
  *check({ activities, college, school }, parameters, asOf) {
    const items = school.scheme.filter(({ value }) => value > 0);
    const isOfYear = (day: Cell<CalendarDay>): day is CalendarDay =>
      isGiven(day) && isInYear(day, school.year) && day <= asOf;
    for (const activity of activities) {
      if (activity.evidence !== null || !isOfYear(activity.heldOn)) continue;
      const crediting = items.filter(
        (item) => creditsOf(school, activity, item).length > 0 || meetsIndicator(school, activity, item, parameters),
      );
      if (crediting.length === 0) continue;
      yield {
        at: college.place('activities', activity, 'evidence'),
        subject: college.keyOf('activities', activity),
        facts: { what: activityWords(activity, school), items: crediting.map(({ name }) => name) },
      };
    }
    for (const honor of college.judged.honors) {
      if (honor.evidence !== null || !isOfYear(honor.awardedOn)) continue;
      const crediting = items.filter((item) => creditsHonor(school, honor, item));
      if (crediting.length === 0) continue;
      yield {
        at: college.place('honors', honor, 'evidence'),
        subject: college.keyOf('honors', honor),
        facts: { what: honorWords(honor, school), items: crediting.map(({ name }) => name) },
      };
    }
  },
  message: ({ what, items }) =>
    `${what}没有填佐证材料，暂不能计入积分项目“${items.join('”“')}”；应当有佐证材料才能计分。`,
  advice: () => '请在“佐证材料”填写材料链接或存放位置。',
});
