import { isGiven } from '../../domain/cell.ts';
import { orgLabelOf } from '../../domain/roster.ts';
import { OrgKind, PoliticalStatus, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** “以入党积极分子为主成立‘党课学习小组’” (四(1)): its classes have at least one. An unreadable 所辖班级 is not judged. */
export default defineRule({
  id: 'ORG-17',
  title: '党课学习小组没有入党积极分子',
  severity: Severity.warning,
  basis: [guideline('四(1)', 1)],
  needs: ['organizations.id', 'organizations.kind', 'students.id', 'students.classId', 'students.politicalStatus'],
  reads: [],
  *check({ organizations, college, school: { coverage, roster } }) {
    for (const org of organizations) {
      if (org.kind !== OrgKind.partyStudyGroup || !isGiven(org.id) || org.coveredClassIds.partial) continue;
      const classes = coverage.classesOf(org.id);
      const hasActivist = classes.some(({ id }) =>
        roster.studentsOfClass(id as string).some((student) => student.politicalStatus === PoliticalStatus.activist),
      );
      if (hasActivist) continue;
      yield {
        at: college.rowPlace('organizations', org),
        subject: [org.id],
        facts: { group: orgLabelOf(org, org.id), classes: classes.length },
      };
    }
  },
  message: ({ group, classes }) =>
    `${group}所辖的 ${classes} 个班级里没有入党积极分子；党课学习小组应当以入党积极分子为主。`,
  advice: () => '请核对“所辖班级”和花名册的政治面貌；确实没有的，改由党支部覆盖这些班级。',
});
