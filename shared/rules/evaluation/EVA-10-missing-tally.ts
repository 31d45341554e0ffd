import { deadlineIn, formatAcademicYear, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { owedTallies } from '../../domain/owed-tallies.ts';
import { personOf } from '../../domain/roster.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineDuty } from '../frame/rule.ts';

/** “构建学生党员述责测评……机制” (四(5)): after 评议截止, every member who owes 述诺 (EVA-02) has both tallies. */
export default defineDuty({
  id: 'EVA-10',
  title: '党员缺少述责测评',
  severity: Severity.warning,
  basis: [guideline('四(5)', 1)],
  needs: ['students.id', 'students.politicalStatus', 'tallies.academicYear', 'tallies.studentId', 'tallies.scope'],
  reads: ['reportDeadline', 'appraisalDeadline'],
  newRowIn: 'tallies.studentId',
  touches: 'branchOrClass',
  *check({ students, college, school }, parameters, _, until) {
    if (deadlineIn(school.year, parameters.appraisalDeadline) > until) return;
    const rows = new Map(students.map((student) => [student.id, student]));
    const year = formatAcademicYear(school.year);
    for (const { studentId, scope, dueOn, state } of owedTallies(school, students, parameters)) {
      const student = rows.get(studentId);
      if (state === 'met' || !student || !isGiven(student.id)) continue;
      yield {
        at: college.rowPlace('students', student),
        subject: [studentId, year, scope],
        dueOn,
        facts: { person: personOf(student, studentId), year, scope, deadline: formatDay(dueOn) },
      };
    }
  },
  task: ({ year, scope }) => `党员述责测评（${scope}范围），在“述责测评”登记 ${year} 学年的票数`,
  message: ({ person, year, scope, deadline }) =>
    `${person}在“述责测评”中没有 ${year} 学年${scope}范围的测评结果；应当不晚于 ${deadline} 完成。`,
  advice: ({ person, scope }) =>
    `请在“述责测评”登记${person}${scope}测评的应到、实到人数和各档票数；还没有测评的，请尽快组织。`,
});
