import { isGiven } from '../../domain/cell.ts';
import { orgLabelOf } from '../../domain/roster.ts';
import { OrgKind, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** “建立班、团事务共同议事规则” (四(2)): the 团支部 names the document. Not checked where the tab has no such column. */
export default defineRule({
  id: 'MEC-08',
  title: '没有班团共同议事规则',
  severity: Severity.hint,
  basis: [guideline('四(2)', 2)],
  needs: ['organizations.id', 'organizations.kind'],
  asks: ['organizations.rulesOfProcedure'],
  reads: [],
  *check({ organizations, college }) {
    for (const org of organizations) {
      if (org.kind !== OrgKind.leagueBranch || !isGiven(org.id) || org.rulesOfProcedure !== null) continue;
      yield {
        at: college.place('organizations', org, 'rulesOfProcedure'),
        subject: [org.id],
        facts: { organization: orgLabelOf(org, org.id) },
      };
    }
  },
  message: ({ organization }) => `${organization}没有填共同议事规则；班、团事务应当有共同议事规则。`,
  advice: () => '请在“共同议事规则”填写文件的链接或文号；还没有的，请团支部委员会和班委会一起制定。',
});
