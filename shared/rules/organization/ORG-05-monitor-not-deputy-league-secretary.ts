import { isGiven } from '../../domain/cell.ts';
import { orgLabelOf, personOf } from '../../domain/roster.ts';
import { mayBeTeacher } from '../../domain/tenure.ts';
import { ClassPost, Severity } from '../../domain/vocabulary.ts';
import { CURRENT_POSTS, committeeClasses, recordedPosts } from '../families/recorded-posts.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** “班长兼任团支部副书记” (四(2), 四(1)), in the same committee. Only a 班长 who is in 花名册 is judged. */
export default defineRule({
  id: 'ORG-05',
  title: '班长没有兼任团支部副书记',
  severity: Severity.error,
  basis: [guideline('四(1)', 2)],
  needs: ['organizations.id', 'organizations.kind', 'students.id', ...CURRENT_POSTS],
  reads: [],
  *check({ tenures, college, school }) {
    const { roster } = school;
    for (const { org, class: posts } of recordedPosts(tenures, college, school)) {
      for (const { post, tenure } of posts) {
        const { holderId } = tenure;
        if (post !== ClassPost.monitor || mayBeTeacher(tenure) || !isGiven(holderId)) continue;
        const student = roster.student(holderId);
        if (!student) continue;
        for (const classId of committeeClasses(org, school)) {
          const isDeputy = school.tenures
            .ofCommittee(classId)
            .some((held) => held.post === ClassPost.deputyLeagueSecretary && held.tenure.holderId === holderId);
          if (isDeputy) continue;
          yield {
            at: college.rowPlace('tenures', tenure),
            subject: [classId, holderId],
            facts: {
              schoolClass: orgLabelOf(roster.organization(classId), classId),
              person: personOf(student, holderId),
            },
          };
        }
      }
    }
  },
  message: ({ schoolClass, person }) =>
    `${schoolClass}的班长${person}不是本班的团支部副书记；班长应当兼任团支部副书记。`,
  advice: () => '请把职务改成“班长（兼团支部副书记）”，或另加一行登记团支部副书记。',
});
