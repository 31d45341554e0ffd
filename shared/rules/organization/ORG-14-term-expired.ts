import { formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { orgLabelOf } from '../../domain/roster.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { branchRegulation, leagueRegulation, serving } from '../frame/regulations.ts';
import { defineDuty } from '../frame/rule.ts';

/** A new committee is elected when its term ends (支部条例, 团支部条例): 任期届满 has not passed on the as-of day. */
export default defineDuty({
  id: 'ORG-14',
  title: '任期届满未换届',
  severity: Severity.warning,
  basis: [serving(branchRegulation(), '四(1)2'), leagueRegulation()],
  needs: ['organizations.id'],
  reads: [],
  *check({ organizations, college }, _, __, until) {
    for (const org of organizations) {
      const { id, termEndsOn } = org;
      if (!isGiven(id) || !isGiven(termEndsOn) || termEndsOn > until) continue;
      yield {
        at: college.place('organizations', org, 'termEndsOn'),
        subject: [id],
        dueOn: termEndsOn,
        facts: { organization: orgLabelOf(org, id), termEndsOn: formatDay(termEndsOn) },
      };
    }
  },
  task: () => '换届，改填新的任期届满日期，更新“任职”',
  message: ({ organization, termEndsOn }) =>
    `${organization}的任期已于“${termEndsOn}”届满；应当按期换届，并填写新一届的届满日期。`,
  advice: () => '请尽快换届，换届后改填新的“任期届满”日期，并更新“任职”。',
});
