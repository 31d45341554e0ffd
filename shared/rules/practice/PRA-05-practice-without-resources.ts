import { isInYear } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { ActivityType, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { activityWords } from '../words/activity-words.ts';

const PRACTICES: readonly string[] = [
  ActivityType.studyHelp,
  ActivityType.redPairing,
  ActivityType.grassrootsProject,
  ActivityType.fieldPractice,
  ActivityType.volunteering,
];

/** “加强第二课堂实践活动的经费、场地等资源保障” (四(4)): the row gives at least one of the two; 经费 0 counts as given. */
export default defineRule({
  id: 'PRA-05',
  title: '实践活动没有经费和场地记录',
  severity: Severity.hint,
  basis: [guideline('四(4)', 2)],
  needs: ['activities.heldOn', 'activities.type'],
  reads: [],
  *check({ activities, college, school }) {
    for (const activity of activities) {
      const { type, heldOn, funds, venue } = activity;
      if (!isGiven(type) || !PRACTICES.includes(type) || !isGiven(heldOn) || !isInYear(heldOn, school.year)) continue;
      if (funds !== null || venue !== null) continue;
      yield {
        at: college.rowPlace('activities', activity),
        subject: college.keyOf('activities', activity),
        facts: { activity: activityWords(activity, school) },
      };
    }
  },
  message: ({ activity }) => `${activity}既没有填经费，也没有填场地；实践活动应当有经费或场地保障。`,
  advice: () => '请填写经费（单位：元，没有花费填 0）或场地。',
});
