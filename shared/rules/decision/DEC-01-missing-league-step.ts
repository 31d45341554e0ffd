import { isAwardOrNomination, isDecisionOf } from '../../domain/decisions.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { stepAdvice, stepFaults, stepWords } from '../families/two-steps.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { decisionWords } from '../words/decision-words.ts';

const LEAGUE = { committee: '团支委会', assembly: '团员大会' } as const;

/** “评奖评优、人员推荐等重要事务须经团支部委员会通过，由团员学生大会决定” (五(3)): both dates are given, the committee's not later. */
export default defineRule({
  id: 'DEC-01',
  title: '评优推荐没有经过团支部议事程序',
  severity: Severity.error,
  basis: [guideline('五(3)', 2)],
  needs: ['decisions.kind'],
  reads: [],
  *check({ decisions, college, school }) {
    for (const decision of decisions) {
      if (!isAwardOrNomination(decision) || !isDecisionOf(decision, school.year)) continue;
      for (const fault of stepFaults(LEAGUE, decision.leagueCommitteeOn, decision.leagueAssemblyOn)) {
        yield {
          at: college.place(
            'decisions',
            decision,
            fault.step === 'committee' ? 'leagueCommitteeOn' : 'leagueAssemblyOn',
          ),
          subject: [...college.keyOf('decisions', decision), fault.which],
          facts: { decision: decisionWords(decision, school), fault },
        };
      }
    }
  },
  message: ({ decision, fault }) => `${decision}${stepWords(LEAGUE, fault)}；应当先经团支委会通过，再由团员大会决定。`,
  advice: ({ fault }) => stepAdvice(LEAGUE, fault),
});
