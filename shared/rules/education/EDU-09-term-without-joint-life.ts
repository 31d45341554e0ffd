import { participantKinds } from '../../domain/activity-index.ts';
import { isGiven } from '../../domain/cell.ts';
import { begunPeriods, isWithin } from '../../domain/duties.ts';
import { orgLabelOf } from '../../domain/roster.ts';
import type { Activity } from '../../domain/school.ts';
import { ActivityType, Audience, OrgKind, PeriodKind, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineDuty } from '../frame/rule.ts';
import { daysOf, heldWords, spanWords } from '../words/period-words.ts';

const ALL_THREE = [Audience.partyMembers, Audience.activists, Audience.leagueMembers] as const;

/**
 * “党支部党员、入党积极分子和团支部团员共同参加组织生活进行理论学习” (四(3)): every term has a 联合组织生活 with the 党支部 and
 * a 团支部 among host and joint organizations, and all three groups in 参加对象. An unreadable item may be the missing one.
 */
export default defineDuty({
  id: 'EDU-09',
  title: '学期内没有联合组织生活',
  severity: Severity.warning,
  basis: [guideline('四(3)', 3)],
  needs: ['organizations.id', 'organizations.kind', 'activities.heldOn', 'activities.hostId', 'activities.type'],
  reads: [],
  newRowIn: 'activities.heldOn',
  *check({ organizations, college, school }) {
    const isShared = (activity: Activity): boolean =>
      (activity.jointIds.partial || participantKinds(activity, school.roster).has(OrgKind.leagueBranch)) &&
      (activity.audience.partial || ALL_THREE.every((group) => activity.audience.items.includes(group)));
    for (const org of organizations) {
      if (org.kind !== OrgKind.partyBranch || !isGiven(org.id)) continue;
      const lives = school.activities.held(org).filter(({ type }) => type === ActivityType.jointLife);
      for (const term of begunPeriods(school, org, PeriodKind.term, []) ?? []) {
        const held = lives.filter((activity) => isWithin(activity, term));
        if (held.some(isShared)) continue;
        yield {
          at: college.rowPlace('organizations', org),
          subject: [org.id, term.name],
          dueOn: term.to,
          facts: {
            organization: orgLabelOf(org, org.id),
            period: term.name,
            span: spanWords(term),
            held: daysOf(held),
          },
        };
      }
    }
  },
  task: ({ span }) => `开展 ${span}的联合组织生活（${ALL_THREE.join('、')}都参加），在“活动台账”登记`,
  message: ({ organization, span, held }) =>
    `${organization}在 ${span}没有团支部参加并且${ALL_THREE.join('、')}都到场的联合组织生活${heldWords(held, '没有写齐')}；应当每学期至少一次。`,
  advice: ({ span }) =>
    `请在“活动台账”补登 ${span}的联合组织生活，写明联合组织中的团支部和参加对象；确实没有开展的，请从现在起每学期开展并登记。`,
});
