import { isInYear } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { ActivityType, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { activityWords } from '../words/activity-words.ts';

/** “党支部在团支部开展主题团日活动过程中积极发挥指导作用” (四(3)): the row names the guiding branch. */
export default defineRule({
  id: 'EDU-08',
  title: '主题团日没有指导党支部',
  severity: Severity.warning,
  basis: [guideline('四(3)', 2)],
  needs: ['activities.heldOn', 'activities.type'],
  reads: [],
  touches: 'row',
  *check({ activities, college, school }) {
    for (const activity of activities) {
      const { type, heldOn, guideBranchId } = activity;
      if (type !== ActivityType.leagueDay || guideBranchId !== null) continue;
      if (!isGiven(heldOn) || !isInYear(heldOn, school.year)) continue;
      yield {
        at: college.place('activities', activity, 'guideBranchId'),
        subject: college.keyOf('activities', activity),
        facts: { activity: activityWords(activity, school) },
      };
    }
  },
  message: ({ activity }) => `${activity}没有填指导党支部；主题团日应当有党支部指导。`,
  advice: () => '请在这一行的“指导党支部”填写到场指导的党支部的组织编号。',
});
