import { participantKinds } from '../../domain/activity-index.ts';
import { elapsedTerms, isWithin } from '../../domain/duties.ts';
import type { Activity } from '../../domain/school.ts';
import { ActivityType, OrgKind, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { daysOf, heldWords, spanWords } from '../words/period-words.ts';

const SIDES = [OrgKind.partyBranch, OrgKind.leagueBranch, OrgKind.schoolClass] as const;

/**
 * “定期面向学生党支部党员、团支部和班委会学生干部开展沟通交流” (四(2)): in every term a 交流座谈 in 活动台账 of the college
 * that names a 党支部, a 团支部 and a 班级 as host or joint organizations. An unreadable item in 联合组织 may be the one
 * that seems to be missing.
 */
export default defineRule({
  id: 'MEC-06',
  title: '学期内没有党团班交流座谈',
  severity: Severity.warning,
  basis: [guideline('四(2)', 3)],
  needs: ['organizations.id', 'organizations.kind', 'activities.heldOn', 'activities.hostId', 'activities.type'],
  reads: [],
  newRowIn: 'activities.heldOn',
  touches: 'nobody',
  *check({ college, school }) {
    // The college is judged here, not the host: a host with an unreadable 状态 has held its 交流座谈 all the same.
    const forums = school.activities
      .recordedIn(college.index)
      .filter(({ type }) => type === ActivityType.exchangeForum);
    const isComplete = (forum: Activity): boolean => {
      const kinds = participantKinds(forum, school.roster);
      return forum.jointIds.partial || SIDES.every((kind) => kinds.has(kind));
    };
    for (const term of elapsedTerms(school)) {
      const held = forums.filter((forum) => isWithin(forum, term));
      if (held.some(isComplete)) continue;
      yield {
        at: college.tabPlace('activities'),
        subject: [college.id, term.name],
        facts: { college: college.name, period: term.name, span: spanWords(term), held: daysOf(held) },
      };
    }
  },
  message: ({ college, span, held }) =>
    `${college}在 ${span}没有党支部、团支部、班级共同参加的交流座谈${heldWords(held, '没有写明这三方')}；应当每学期至少一次。`,
  advice: ({ span }) =>
    `请在“活动台账”补登 ${span}的交流座谈，并在“联合组织”写明参加的党支部、团支部和班级；确实没有开展的，请从现在起每学期开展并登记。`,
});
