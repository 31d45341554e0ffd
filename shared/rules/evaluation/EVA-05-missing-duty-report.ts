import { ASSESSMENTS, deadlineOf, firstPostAsked, hasDone, placeToType } from '../../domain/assessments.ts';
import { formatAcademicYear, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { orgLabelOf, personOf } from '../../domain/roster.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineDuty } from '../frame/rule.ts';

/** “班团委员会委员工作述职考评” (四(5)): owed once by every current 班团 post holder but teachers, at the first post. */
export default defineDuty({
  id: 'EVA-05',
  title: '班团委员没有述职考评等次',
  severity: Severity.error,
  basis: [guideline('四(5)', 1)],
  needs: [
    'organizations.id',
    'organizations.kind',
    'students.id',
    'tenures.orgId',
    'tenures.posts',
    'tenures.holderId',
    'tenures.from',
    'pledges.academicYear',
    'pledges.studentId',
  ],
  reads: ['reportDeadline'],
  touches: 'class',
  *check({ tenures, college, school }, parameters, _, until) {
    const deadline = deadlineOf(school, parameters, 'reportDeadline', until);
    if (deadline === null) return;
    const seen = new Set<string>();
    for (const { holderId } of tenures) {
      if (!isGiven(holderId) || seen.has(holderId)) continue;
      seen.add(holderId);
      const first = firstPostAsked(school, holderId);
      if (first?.tenure.college !== college.index) continue;
      if (hasDone(school, holderId, ASSESSMENTS.dutyReport, deadline)) continue;
      const { post, tenure } = first;
      const year = formatAcademicYear(school.year);
      const orgId = tenure.orgId as string;
      yield {
        at: college.rowPlace('tenures', tenure),
        remedy: placeToType(school, college, holderId, ASSESSMENTS.dutyReport),
        subject: [holderId, year],
        dueOn: deadline,
        facts: {
          person: personOf(school.roster.student(holderId), holderId),
          organization: orgLabelOf(school.roster.organization(orgId), orgId),
          post,
          year,
          deadline: formatDay(deadline),
        },
      };
    }
  },
  task: ({ year }) => `班团委员述职考评，在“承诺考评”填写 ${year} 学年的述职考评等次`,
  message: ({ person, organization, post, year, deadline }) =>
    `${person}是${organization}的${post}，${year} 学年没有述职考评等次；应当不晚于 ${deadline} 完成述职考评。`,
  advice: ({ person, year }) => `请在“承诺考评”中为${person}填写 ${year} 学年的述职考评等次。`,
});
