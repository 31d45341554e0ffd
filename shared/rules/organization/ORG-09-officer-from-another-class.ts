import { isGiven } from '../../domain/cell.ts';
import { orgLabelOf, personOf } from '../../domain/roster.ts';
import { mayBeTeacher } from '../../domain/tenure.ts';
import { OrgKind, Severity } from '../../domain/vocabulary.ts';
import { CURRENT_POSTS, committeeClasses, recordedPosts } from '../families/recorded-posts.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * “每个班团委员会” (四(1)) consists of students of its own class; for a 团支部, of the classes that it covers (the message
 * names the first). Teachers are left out; a 团支部 with an unreadable item in 所辖班级 is not judged.
 */
export default defineRule({
  id: 'ORG-09',
  title: '班团职务由外班学生担任',
  severity: Severity.error,
  basis: [guideline('四(1)', 2)],
  needs: ['organizations.id', 'organizations.kind', 'students.id', 'students.classId', ...CURRENT_POSTS],
  reads: [],
  *check({ tenures, college, school }) {
    const { roster } = school;
    for (const { org, class: posts } of recordedPosts(tenures, college, school)) {
      const classIds = committeeClasses(org, school);
      const [classId] = classIds;
      if (classId === undefined || (org.kind !== OrgKind.schoolClass && org.coveredClassIds.partial)) continue;
      for (const { post, tenure } of posts) {
        const { holderId } = tenure;
        const student = isGiven(holderId) ? roster.student(holderId) : undefined;
        if (mayBeTeacher(tenure) || !isGiven(holderId) || !student || !isGiven(student.classId)) continue;
        if (classIds.includes(student.classId)) continue;
        yield {
          at: college.rowPlace('tenures', tenure),
          subject: [classId, post, holderId],
          facts: {
            schoolClass: orgLabelOf(roster.organization(classId), classId),
            post,
            person: personOf(student, holderId),
            ownClass: orgLabelOf(roster.organization(student.classId), student.classId),
          },
        };
      }
    }
  },
  message: ({ schoolClass, post, person, ownClass }) =>
    `${schoolClass}的${post}${person}是${ownClass}的学生；班团职务应当由本班学生担任。`,
  advice: () => '请核对组织编号和学号，改正填错的一处；确实不是本班学生的，填写离任日期，改由本班学生担任。',
});
