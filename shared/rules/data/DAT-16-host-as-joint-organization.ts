import { isGiven } from '../../domain/cell.ts';
import { orgLabelOf } from '../../domain/roster.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { workbookSpecification } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { activityWords } from '../words/activity-words.ts';

/** 联合组织 lists the other participants; the host appears only once, as 主办组织. */
export default defineRule({
  id: 'DAT-16',
  title: '联合组织里有主办组织自己',
  severity: Severity.warning,
  basis: [workbookSpecification],
  needs: ['activities.hostId'],
  reads: [],
  *check({ college, school }) {
    for (const activity of college.all.activities) {
      const { hostId, jointIds } = activity;
      if (!isGiven(hostId) || !jointIds.items.includes(hostId)) continue;
      yield {
        at: college.place('activities', activity, 'jointIds'),
        subject: college.keyOf('activities', activity),
        facts: {
          activity: activityWords(activity, school),
          host: orgLabelOf(school.roster.organization(hostId), hostId),
        },
      };
    }
  },
  message: ({ activity, host }) => `${activity}的联合组织里有主办组织${host}自己；应当只填一起开展的其他组织。`,
  advice: ({ host }) => `请从联合组织中删去${host}。`,
});
