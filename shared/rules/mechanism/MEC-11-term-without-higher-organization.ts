import { participantKinds } from '../../domain/activity-index.ts';
import { isGiven } from '../../domain/cell.ts';
import { elapsedTerms, isWithin } from '../../domain/duties.ts';
import { isRegistered } from '../../domain/roster.ts';
import type { Activity } from '../../domain/school.ts';
import { OrgKind, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { spanWords } from '../words/period-words.ts';

/**
 * “促进校院级党团组织与学生党团支部之间的互动交流” (四(2)): every term has an activity in the college's 活动台账 in which a
 * 上级党团组织 and a 党支部 or 团支部 take part, from the first term in which the college has a 上级党团组织. An unreadable
 * item in 联合组织 may be the missing one.
 */
export default defineRule({
  id: 'MEC-11',
  title: '学期内没有与上级党团组织的交流',
  severity: Severity.hint,
  basis: [guideline('四(2)', 3)],
  needs: ['organizations.id', 'organizations.kind', 'activities.heldOn', 'activities.hostId'],
  reads: [],
  touches: 'nobody',
  *check({ college, school }) {
    const higher = college.all.organizations.filter((org) => org.kind === OrgKind.higherOrg && isRegistered(org));
    const joins = (activity: Activity): boolean => {
      const kinds = participantKinds(activity, school.roster);
      const hasBranch = kinds.has(OrgKind.partyBranch) || kinds.has(OrgKind.leagueBranch);
      const hasHigher = kinds.has(OrgKind.higherOrg);
      return activity.jointIds.partial ? hasBranch || hasHigher : hasBranch && hasHigher;
    };
    for (const term of elapsedTerms(school)) {
      const isAsked = higher.some(({ foundedOn: on }) => on === null || (isGiven(on) && on <= term.from));
      const recorded = isAsked ? school.activities.recordedIn(college.index) : [];
      if (!isAsked || recorded.some((activity) => isWithin(activity, term) && joins(activity))) continue;
      yield {
        at: college.tabPlace('activities'),
        subject: [college.id, term.name],
        facts: { college: college.name, period: term.name, span: spanWords(term) },
      };
    }
  },
  message: ({ college, span }) =>
    `${college}在 ${span}没有上级党团组织与党支部、团支部一起参加的活动；校院级党团组织与学生党团支部每学期应当有互动交流。`,
  advice: ({ span }) =>
    `请在“活动台账”补登 ${span}上级党团组织主办或参加的活动，并在“主办组织”“联合组织”写明各方；没有开展的，请联系学院党委、分团委安排。`,
});
