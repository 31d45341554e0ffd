import { isGiven } from '../../domain/cell.ts';
import { orgLabelOf } from '../../domain/roster.ts';
import { OrgKind, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * “在实验室、梯队、学生社团、宿舍公寓、网络等阵地和……育人项目中，探索设置功能型党、团组织” (五(1)): it gives its 设立阵地; a
 * 功能型团组织 also names the 党支部 that guides it (党建带团建). One finding per organization, 设立阵地 first.
 */
export default defineRule({
  id: 'ORG-15',
  title: '功能型组织缺少阵地或指导党支部',
  severity: Severity.error,
  basis: [guideline('五(1)', 2)],
  needs: ['organizations.id', 'organizations.kind'],
  reads: [],
  *check({ organizations, college }) {
    for (const org of organizations) {
      const isLeague = org.kind === OrgKind.functionalLeagueOrg;
      if (!isGiven(org.id) || (!isLeague && org.kind !== OrgKind.functionalPartyOrg)) continue;
      const lacksBase = org.base === null;
      const lacksGuide = isLeague && org.guideBranchId === null;
      if (!lacksBase && !lacksGuide) continue;
      yield {
        at: college.place('organizations', org, lacksBase ? 'base' : 'guideBranchId'),
        subject: [org.id],
        facts: {
          organization: orgLabelOf(org, org.id),
          missing: [...(lacksBase ? ['设立阵地'] : []), ...(lacksGuide ? ['指导党支部'] : [])],
        },
      };
    }
  },
  message: ({ organization, missing }) =>
    `${organization}没有填${missing.join('和')}；功能型组织应当写明${missing.join('和')}。`,
  advice: ({ missing }) => `请填写${missing.join('和')}。`,
});
