import { formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { type Duty, owedPeriods } from '../../domain/duties.ts';
import { orgLabelOf } from '../../domain/roster.ts';
import { OrgKind, PeriodKind, Severity } from '../../domain/vocabulary.ts';
import { type Basis, defineDuty } from '../frame/rule.ts';
import { EVERY, spanWords } from '../words/period-words.ts';

interface PeriodicDuty {
  readonly id: string;
  readonly title: string;
  readonly basis: readonly Basis[];
  readonly duty: Duty;
  /** Only if it is not 警告. */
  readonly severity?: Severity;
}

const NEEDS = [
  'organizations.id',
  'organizations.kind',
  'activities.heldOn',
  'activities.hostId',
  'activities.type',
] as const;
/** Columns needed to count the members of a 党支部, and of a 团支部. */
const PARTY_COUNT = ['students.id', 'students.politicalStatus'] as const;
const LEAGUE_COUNT = [...PARTY_COUNT, 'students.classId'] as const;

/**
 * A duty of every month, quarter or term, due on its last day: yields each period begun in which the organization (or,
 * for a 团支部, one of its classes; for a 班级, its 团支部) neither hosted nor joined the activity. The indicator that
 * scores the duty counts with the same function.
 */
export function periodicDuty({ id, title, basis, duty, severity = Severity.warning }: PeriodicDuty) {
  const every = EVERY[duty.period];
  const counted = duty.kinds.includes(OrgKind.partyBranch) ? PARTY_COUNT : LEAGUE_COUNT;
  return defineDuty({
    id,
    title,
    severity,
    basis,
    needs: [...NEEDS, ...(duty.fromSevenMembers ? counted : [])],
    reads: duty.period === PeriodKind.month ? ['holidayMonths'] : [],
    newRowIn: 'activities.heldOn',
    *check({ organizations, college, school }, parameters) {
      for (const org of organizations) {
        const periods = isGiven(org.id) ? owedPeriods(school, org, duty, parameters) : null;
        for (const { period, state } of periods ?? []) {
          if (state === 'met' || !isGiven(org.id)) continue;
          yield {
            at: college.rowPlace('organizations', org),
            subject: [org.id, period.name],
            dueOn: period.to,
            facts: {
              organization: orgLabelOf(org, org.id),
              activityType: duty.activityType,
              period: period.name,
              span: spanWords(period),
              from: formatDay(period.from),
              to: formatDay(period.to),
            },
          };
        }
      }
    },
    task: ({ activityType, span }) => `开展 ${span}的${activityType}，在“活动台账”登记`,
    message: ({ organization, activityType, span }) =>
      `${organization}在 ${span}没有主办或参加过${activityType}；应当${every}至少一次。`,
    advice: ({ activityType, span }) =>
      `请在“活动台账”补登 ${span}已经开展的${activityType}；确实没有开展的，请从现在起${every}开展并登记。`,
  });
}
