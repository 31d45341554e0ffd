import { isDecisionOf } from '../../domain/decisions.ts';
import { MatterKind, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { decisionWords } from '../words/decision-words.ts';

/** “建立班、团事务共同议事规则” (四(2)): a 班团事务 of the audited year goes through 团支委会, 团员大会 or both. */
export default defineRule({
  id: 'DEC-08',
  title: '班团事务没有议事会议',
  severity: Severity.hint,
  basis: [guideline('四(2)', 2)],
  needs: ['decisions.kind'],
  reads: [],
  *check({ decisions, college, school }) {
    for (const decision of decisions) {
      const { kind, leagueCommitteeOn, leagueAssemblyOn } = decision;
      if (kind !== MatterKind.classAffairs || leagueCommitteeOn !== null || leagueAssemblyOn !== null) continue;
      if (!isDecisionOf(decision, school.year)) continue;
      yield {
        at: college.place('decisions', decision, 'leagueCommitteeOn'),
        subject: college.keyOf('decisions', decision),
        facts: { decision: decisionWords(decision, school) },
      };
    }
  },
  message: ({ decision }) =>
    `${decision}没有填团支委会日期和团员大会日期；班、团事务应当一起商量，两个会至少开过一个。`,
  advice: () => '请填写团支委会日期或团员大会日期；还没有议过的，请先开会商议。',
});
