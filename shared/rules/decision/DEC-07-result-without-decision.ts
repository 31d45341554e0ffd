import { formatDay, isInYear } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { mayHaveDecided } from '../../domain/decisions.ts';
import { personOf } from '../../domain/roster.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * “评奖评优、人员推荐等重要事务须经团支部委员会通过，由团员学生大会决定” (五(3)): for each result of the audited year, some decision
 * of the school of the same kind names the student and has its latest meeting no later than the result. A decision that
 * might qualify but is partly unreadable is accepted.
 */
export default defineRule({
  id: 'DEC-07',
  title: '个人结果没有对应的议事决策',
  severity: Severity.error,
  basis: [guideline('五(3)', 2)],
  needs: [
    'outcomes.studentId',
    'outcomes.kind',
    'outcomes.title',
    'outcomes.awardedOn',
    'decisions.id',
    'decisions.kind',
  ],
  asks: ['decisions.studentIds'],
  reads: [],
  *check({ outcomes, college, school: { records, roster, year } }) {
    for (const row of outcomes) {
      const { studentId, kind, title, awardedOn, decisionId } = row;
      if (!isGiven(studentId) || !isGiven(kind) || !isGiven(title) || !isGiven(awardedOn)) continue;
      if (!isInYear(awardedOn, year) || (decisionId !== null && !isGiven(decisionId))) continue;
      const candidates = [...records.decisionsNaming(studentId), ...records.decisionsWithUnreadableNames()];
      if (candidates.some((decision) => mayHaveDecided(decision, row))) continue;
      const day = formatDay(awardedOn);
      yield {
        at: college.place('outcomes', row, 'title'),
        subject: [studentId, kind, title, day],
        facts: { person: personOf(roster.student(studentId), studentId), kind, title, day, decisionId },
      };
    }
  },
  message: ({ person, kind, title, day, decisionId }) =>
    `${person} ${day} 的${kind}“${title}”，在“议事决策”中没有${decisionId === null ? '' : `事项编号为“${decisionId}”、`}涉及本人并在这一天以前议定的${kind}事项；应当先经团支部委员会通过，由团员学生大会决定。`,
  advice: ({ person, kind }) =>
    `请在“议事决策”登记这项${kind}，在“涉及学号”中写上${person}并填写会议日期；没有经过议事程序的，请先补办。`,
});
