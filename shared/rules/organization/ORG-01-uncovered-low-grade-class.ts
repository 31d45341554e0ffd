import { isGiven } from '../../domain/cell.ts';
import { isLowGrade, studyingYear } from '../../domain/grades.ts';
import { orgLabelOf } from '../../domain/roster.ts';
import { OrgKind, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * “低年级本科生成立年级联合党支部（或以入党积极分子为主成立‘党课学习小组’）” (四(1)): each of their classes is covered by one of
 * the two. Nothing is concluded while a list of 所辖班级 in the college has an unreadable item.
 */
export default defineRule({
  id: 'ORG-01',
  title: '低年级班级没有党组织覆盖',
  severity: Severity.error,
  basis: [guideline('四(1)', 1)],
  needs: ['organizations.id', 'organizations.kind'],
  reads: ['lowGradeYears'],
  touches: 'nobody',
  *check({ organizations, college, school }, { lowGradeYears }) {
    const { coverage, year } = school;
    const isPartial = [OrgKind.partyBranch, OrgKind.partyStudyGroup].some((kind) =>
      coverage.hasPartialList(college.index, kind),
    );
    if (isPartial) return;
    for (const org of organizations) {
      if (org.kind !== OrgKind.schoolClass || !isGiven(org.id) || !isGiven(org.entryYear)) continue;
      if (isLowGrade(org, year, lowGradeYears) !== true || coverage.partyOrgsOf(org.id).length > 0) continue;
      yield {
        at: college.rowPlace('organizations', org),
        subject: [org.id],
        facts: { schoolClass: orgLabelOf(org, org.id), studyingYear: studyingYear(org.entryYear, year) },
      };
    }
  },
  message: ({ schoolClass, studyingYear: inYear }) =>
    `${schoolClass}是本科第 ${inYear} 学年的低年级班级，没有党支部或党课学习小组覆盖；应当由年级联合党支部或党课学习小组覆盖。`,
  advice: ({ schoolClass }) =>
    `请在年级联合党支部或党课学习小组的“所辖班级”里加上${schoolClass}；还没有成立的，请先成立。`,
});
