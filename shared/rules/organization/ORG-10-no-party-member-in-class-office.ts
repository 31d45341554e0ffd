import { isGiven } from '../../domain/cell.ts';
import { isPartyMember, orgLabelOf } from '../../domain/roster.ts';
import { isTeacherRow } from '../../domain/tenure.ts';
import { OrgKind, Severity } from '../../domain/vocabulary.ts';
import { CURRENT_POSTS } from '../families/recorded-posts.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** “鼓励学生党员在团支部、班委会中担任委员” (四(1)): of a class's party members at least one holds a 班团 post. */
export default defineRule({
  id: 'ORG-10',
  title: '班级党员都没有担任班团职务',
  severity: Severity.hint,
  basis: [guideline('四(1)', 3)],
  needs: [
    'organizations.id',
    'organizations.kind',
    'students.id',
    'students.classId',
    'students.politicalStatus',
    ...CURRENT_POSTS,
  ],
  reads: [],
  *check({ organizations, college, school }) {
    for (const org of organizations) {
      if (org.kind !== OrgKind.schoolClass || !isGiven(org.id)) continue;
      const members = school.roster.studentsOfClass(org.id).filter(isPartyMember);
      const isInOffice = members.some(({ id }) =>
        school.tenures.classPostsOf(id as string).some(({ tenure }) => !isTeacherRow(tenure)),
      );
      if (members.length === 0 || isInOffice) continue;
      yield {
        at: college.rowPlace('organizations', org),
        subject: [org.id],
        facts: { schoolClass: orgLabelOf(org, org.id), members: members.length },
      };
    }
  },
  message: ({ schoolClass, members }) =>
    `${schoolClass}有党员 ${members} 人，没有一人担任班团职务；鼓励学生党员在团支部、班委会中担任委员。`,
  advice: () => '请在换届时鼓励党员参选；已经担任的，请在“任职”中登记。',
});
