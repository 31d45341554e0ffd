import { isGiven, unreadable } from '../../domain/cell.ts';
import { isLowGrade } from '../../domain/grades.ts';
import { isFullMember, orgLabelOf } from '../../domain/roster.ts';
import { OrgKind, Setup, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** Fewer 正式党员 than this cannot form a 党支部 (支部条例): then a joint one is enough, and this is a hint. */
const ENOUGH_MEMBERS = 3;

/** “高年级本科生、研究生以班级为单位建立党支部” (四(1)): a 党支部 set up by class covers each of these classes. */
export default defineRule({
  id: 'ORG-02',
  title: '高年级班级没有按班级建立党支部',
  severity: Severity.error,
  basis: [guideline('四(1)', 1)],
  needs: ['organizations.id', 'organizations.kind', 'students.id', 'students.classId', 'students.politicalStatus'],
  reads: ['lowGradeYears'],
  touches: 'nobody',
  *check({ organizations, college, school }, { lowGradeYears }) {
    const { coverage, roster, year } = school;
    if (coverage.hasPartialList(college.index, OrgKind.partyBranch)) return;
    for (const org of organizations) {
      if (org.kind !== OrgKind.schoolClass || !isGiven(org.id)) continue;
      if (isLowGrade(org, year, lowGradeYears) !== false) continue;
      const branches = coverage.partyOrgsOf(org.id).filter(({ kind }) => kind === OrgKind.partyBranch);
      if (branches.some(({ setup }) => setup === Setup.byClass || setup === unreadable)) continue;
      const members = roster.studentsOfClass(org.id).filter(isFullMember).length;
      yield {
        at: college.rowPlace('organizations', org),
        subject: [org.id],
        severity: members < ENOUGH_MEMBERS && branches.length > 0 ? Severity.hint : Severity.error,
        facts: {
          schoolClass: orgLabelOf(org, org.id),
          fullMembers: members,
          coveredBy: branches.map((branch) => orgLabelOf(branch, branch.id as string)),
        },
      };
    }
  },
  message({ schoolClass, fullMembers, coveredBy }) {
    const now = coveredBy.length === 0 ? '没有党支部覆盖' : `由${coveredBy.join('、')}覆盖，没有自己的党支部`;
    return `${schoolClass}有正式党员 ${fullMembers} 人，${now}；高年级本科生、研究生应当以班级为单位建立党支部。`;
  },
  advice: ({ schoolClass }) =>
    `请在按班级设置的党支部的“所辖班级”里加上${schoolClass}；还没有建立的，请在正式党员满 ${ENOUGH_MEMBERS} 人时建立，不足的先由联合党支部覆盖。`,
});
