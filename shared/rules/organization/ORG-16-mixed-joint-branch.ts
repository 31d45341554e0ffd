import { isGiven } from '../../domain/cell.ts';
import { orgLabelOf } from '../../domain/roster.ts';
import { OrgKind, Setup, Severity } from '../../domain/vocabulary.ts';
import { branchRegulation, guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * “年级联合党支部” (四(1)): its classes share one 年级 and one 培养层次, and number at most 联合支部班级上限 (支部条例). Only
 * existing classes count; one with an unknown 年级 or 培养层次 differs from none.
 */
export default defineRule({
  id: 'ORG-16',
  title: '年级联合党支部覆盖班级不当',
  severity: Severity.warning,
  basis: [guideline('四(1)', 1), branchRegulation()],
  needs: ['organizations.id', 'organizations.kind'],
  reads: ['jointBranchClassMax'],
  *check({ organizations, college, school }, { jointBranchClassMax }) {
    for (const org of organizations) {
      if (org.kind !== OrgKind.partyBranch || org.setup !== Setup.jointByGrade || !isGiven(org.id)) continue;
      const classes = school.coverage.classesOf(org.id);
      const grades = [...new Set(classes.map(({ entryYear }) => entryYear).filter(isGiven))].sort();
      const levels = [...new Set(classes.map(({ studyLevel }) => studyLevel).filter(isGiven))];
      const faults = [
        ...(grades.length > 1 ? [`年级有 ${grades.join('、')}`] : []),
        ...(levels.length > 1 ? [`培养层次有${levels.join('、')}`] : []),
        ...(classes.length > jointBranchClassMax ? [`共 ${classes.length} 个班级`] : []),
      ];
      if (faults.length === 0) continue;
      yield {
        at: college.place('organizations', org, 'coveredClassIds'),
        subject: [org.id],
        facts: { branch: orgLabelOf(org, org.id), faults, max: jointBranchClassMax },
      };
    }
  },
  message: ({ branch, faults, max }) =>
    `年级联合党支部${branch}所辖班级的${faults.join('，')}；应当是同一年级、同一培养层次，且不超过 ${max} 个班级。`,
  advice: () => '请核对“所辖班级”；确实不是一个年级或班级过多的，分设党支部。',
});
