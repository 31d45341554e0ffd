import { isGiven } from '../../domain/cell.ts';
import { isPartyMember, orgLabelOf, personOf } from '../../domain/roster.ts';
import { OrgKind, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * “构建高校学生党支部、团支部和班委会建设的联动机制” (二): every class has its 团支部, every party member a 党支部. Nothing is
 * concluded about classes while a 团支部 of the college has an unreadable item in 所辖班级.
 */
export default defineRule({
  id: 'ORG-12',
  title: '班级没有团支部或党员没有党支部',
  severity: Severity.error,
  basis: [guideline('二')],
  needs: ['organizations.id', 'organizations.kind', 'students.id', 'students.politicalStatus'],
  reads: [],
  touches: 'nobody',
  *check({ organizations, students, college, school: { coverage } }) {
    const isPartial = coverage.hasPartialList(college.index, OrgKind.leagueBranch);
    for (const org of isPartial ? [] : organizations) {
      if (org.kind !== OrgKind.schoolClass || !isGiven(org.id) || coverage.leagueBranchesOf(org.id).length > 0)
        continue;
      const facts = { who: orgLabelOf(org, org.id), isClass: true };
      yield { at: college.rowPlace('organizations', org), subject: [org.id], facts };
    }
    for (const student of students) {
      if (!isGiven(student.id) || !isPartyMember(student) || student.branchId !== null) continue;
      const facts = { who: personOf(student, student.id), isClass: false };
      yield { at: college.place('students', student, 'branchId'), subject: [student.id], facts };
    }
  },
  message: ({ who, isClass }) =>
    isClass ? `${who}没有团支部覆盖；每个班级应当有团支部。` : `党员${who}没有填党支部；每名党员应当编入一个党支部。`,
  advice: ({ who, isClass }) =>
    isClass ? `请在团支部的“所辖班级”里加上${who}。` : '请在“党支部”一列填写本人组织关系所在党支部的组织编号。',
});
