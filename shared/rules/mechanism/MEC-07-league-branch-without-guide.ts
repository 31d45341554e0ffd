import { isGiven } from '../../domain/cell.ts';
import { orgLabelOf } from '../../domain/roster.ts';
import { OrgKind, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * “学生团支部协助党支部做好思想政治引领” (三(1)), “党支部在团支部开展主题团日活动过程中积极发挥指导作用” (四(3)): every
 * 团支部 names the 党支部 that guides it.
 */
export default defineRule({
  id: 'MEC-07',
  title: '团支部没有指导党支部',
  severity: Severity.error,
  basis: [guideline('三(1)', 2), guideline('四(3)', 2)],
  needs: ['organizations.id', 'organizations.kind'],
  reads: [],
  *check({ organizations, college }) {
    for (const org of organizations) {
      if (org.kind !== OrgKind.leagueBranch || org.guideBranchId !== null || !isGiven(org.id)) continue;
      yield {
        at: college.place('organizations', org, 'guideBranchId'),
        subject: [org.id],
        facts: { organization: orgLabelOf(org, org.id) },
      };
    }
  },
  message: ({ organization }) => `${organization}没有填指导党支部；每个团支部应当有一个指导它的党支部。`,
  advice: () => '请在“指导党支部”填写指导它的党支部的组织编号。',
});
