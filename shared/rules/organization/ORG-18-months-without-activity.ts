import { isGiven } from '../../domain/cell.ts';
import { elapsedPeriods, isWithin } from '../../domain/duties.ts';
import type { Period } from '../../domain/periods.ts';
import { orgLabelOf, scoredKindOf } from '../../domain/roster.ts';
import { PeriodKind, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { spanWords } from '../words/period-words.ts';

/**
 * “着力解决党支部、团支部的功能虚化弱化” (三(2)): fewer than 连续无活动月数 elapsed months of the year in a row without any
 * activity that the organization hosted or joined. 假期月份 are skipped and do not interrupt. One finding per run.
 */
export default defineRule({
  id: 'ORG-18',
  title: '连续几个月没有任何活动',
  severity: Severity.warning,
  basis: [guideline('三(2)', 1)],
  needs: ['organizations.id', 'organizations.kind', 'activities.heldOn', 'activities.hostId'],
  reads: ['idleMonths', 'holidayMonths'],
  *check({ organizations, college, school }, { idleMonths, holidayMonths }) {
    for (const org of organizations) {
      const months =
        scoredKindOf(org) && isGiven(org.id) ? elapsedPeriods(school, org, PeriodKind.month, holidayMonths) : null;
      if (!months || !isGiven(org.id)) continue;
      const activities = school.activities.hostedOrJoined(org.id);
      const isIdle = (month: Period): boolean => !activities.some((activity) => isWithin(activity, month));
      for (const run of runsOf(months, isIdle)) {
        const [first, last] = [run[0], run.at(-1)];
        if (run.length < idleMonths || !first || !last) continue;
        yield {
          at: college.rowPlace('organizations', org),
          subject: [org.id, first.name],
          facts: {
            organization: orgLabelOf(org, org.id),
            from: first.name,
            to: last.name,
            span: spanWords({ ...first, to: last.to }),
            months: run.length,
            idleMonths,
          },
        };
      }
    }
  },
  message: ({ organization, span, months, idleMonths }) =>
    `${organization}在 ${span}连续 ${months} 个月（假期月份不算）没有主办或参加任何活动；没有活动不应当长达 ${idleMonths} 个月。`,
  advice: ({ span }) =>
    `请在“活动台账”补登 ${span}已经开展的活动；确实没有开展的，请尽快安排；组织已经不在的，请在“组织”中把状态改为“撤销”。`,
});

/** Unbroken runs of months that satisfy `isSo`. */
function runsOf(months: readonly Period[], isSo: (month: Period) => boolean): readonly (readonly Period[])[] {
  const runs: Period[][] = [[]];
  for (const month of months) {
    if (isSo(month)) runs.at(-1)?.push(month);
    else runs.push([]);
  }
  return runs;
}
