import type { School } from '../../domain/assembled.ts';
import { isGiven } from '../../domain/cell.ts';
import { isAwardOrNomination, isDecisionOf } from '../../domain/decisions.ts';
import { partyMembersNamed } from '../../domain/membership-at.ts';
import { personOf } from '../../domain/roster.ts';
import type { Decision } from '../../domain/school.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { stepAdvice, stepFaults, stepWords } from '../families/two-steps.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { decisionWords } from '../words/decision-words.ts';

const PARTY = { committee: '党支委会', assembly: '党员大会' } as const;

/**
 * “涉及学生党员评奖评优、人员推荐等事务须经党支部委员会通过，由党支部全体党员大会决定” (五(3)). Members are those admitted by
 * 团员大会日期. A 党支部 with fewer than seven 正式党员 has no committee to ask.
 */
export default defineRule({
  id: 'DEC-02',
  title: '涉及党员的评优推荐没有经过党支部',
  severity: Severity.error,
  basis: [guideline('五(3)', 3)],
  needs: ['decisions.kind', 'students.id', 'students.politicalStatus'],
  reads: [],
  touches: 'rowAndPartyBranch',
  *check({ decisions, college, school }) {
    for (const decision of decisions) {
      if (!isAwardOrNomination(decision) || !isDecisionOf(decision, school.year)) continue;
      const members = partyMembersNamed(school, decision);
      if (members.length === 0) continue;
      const asksCommittee = hasCommittee(decision, school);
      for (const fault of stepFaults(PARTY, decision.partyCommitteeOn, decision.partyAssemblyOn, asksCommittee)) {
        yield {
          at: college.place('decisions', decision, fault.step === 'committee' ? 'partyCommitteeOn' : 'partyAssemblyOn'),
          subject: [...college.keyOf('decisions', decision), fault.which],
          facts: {
            decision: decisionWords(decision, school),
            members: members.map((member) => personOf(member, member.id as string)),
            asksCommittee,
            fault,
          },
        };
      }
    }
  },
  message: ({ decision, members, asksCommittee, fault }) =>
    `${decision}涉及党员${members.join('、')}，${stepWords(PARTY, fault)}；应当${asksCommittee || fault.step === 'committee' ? '先经党支委会通过，再' : ''}由党员大会决定。`,
  advice: ({ fault }) => stepAdvice(PARTY, fault),
});

/** Whether 党支委会日期 is required: not with fewer than seven 正式党员, nor where 党支部 is unreadable. */
function hasCommittee({ branchId }: Decision, { roster }: School): boolean {
  return branchId === null || (isGiven(branchId) && roster.fullMembersOfBranch(branchId) >= 7);
}
