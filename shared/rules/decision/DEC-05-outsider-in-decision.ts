import type { School } from '../../domain/assembled.ts';
import { isGiven } from '../../domain/cell.ts';
import { isDecisionOf } from '../../domain/decisions.ts';
import { nameOf, orgLabelOf, orgNameOf, personOf } from '../../domain/roster.ts';
import type { Organization } from '../../domain/school.ts';
import { OrgKind, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { decisionWords } from '../words/decision-words.ts';

/**
 * “突出团支部为主导的班集体建设” (五(3)): an organization decides about the students of its own classes, in every category; a
 * student of a 撤销 class still belongs to it.
 */
export default defineRule({
  id: 'DEC-05',
  title: '事项涉及的学生不属于本组织',
  severity: Severity.error,
  basis: [guideline('五(3)', 2)],
  needs: ['decisions.orgId', 'organizations.id', 'organizations.kind', 'students.id', 'students.classId'],
  reads: [],
  *check({ decisions, college, school }) {
    const { roster } = school;
    for (const decision of decisions) {
      const { orgId, studentIds } = decision;
      if (!isGiven(orgId) || !isDecisionOf(decision, school.year)) continue;
      const classIds = classesOf(roster.organization(orgId), school);
      for (const studentId of classIds ? studentIds.items : []) {
        const student = roster.student(studentId);
        if (!student || !roster.isEnrolled(student) || !isGiven(student.classId)) continue;
        if (classIds?.includes(student.classId)) continue;
        yield {
          at: college.place('decisions', decision, 'studentIds'),
          subject: [...college.keyOf('decisions', decision), studentId],
          facts: {
            decision: decisionWords(decision, school),
            organization: orgNameOf(roster.organization(orgId), orgId),
            person: personOf(student, studentId),
            name: nameOf(student, studentId),
            schoolClass: orgLabelOf(roster.organization(student.classId), student.classId),
          },
        };
      }
    }
  },
  message: ({ decision, organization, person, name, schoolClass }) =>
    `${decision}的涉及学号中有${person}，而${name}在${schoolClass}；涉及的学生应当属于${organization}所辖的班级。`,
  advice: ({ person }) =>
    `请核对${person}的学号和班级；不属于本组织的，请从“涉及学号”中删去，由本人所在班级的团支部另行讨论。`,
});

/** The classes of a deciding organization: a 班级 itself, those a 团支部 covers; `null` if not fully known. */
function classesOf(org: Organization | undefined, { coverage }: School): readonly string[] | null {
  if (!org || !isGiven(org.id)) return null;
  if (org.kind === OrgKind.schoolClass) return [org.id];
  if (org.kind !== OrgKind.leagueBranch || org.coveredClassIds.partial) return null;
  return coverage.listedClassesOf(org.id).map(({ id }) => id as string);
}
