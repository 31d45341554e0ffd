import { formatAcademicYear, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { personOf } from '../../domain/roster.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** “承诺践诺述诺” (四(5)): the pledge comes before the report on it. Rows of every year are judged. */
export default defineRule({
  id: 'EVA-07',
  title: '承诺日期晚于述诺日期',
  severity: Severity.error,
  basis: [guideline('四(5)', 2)],
  needs: ['pledges.academicYear', 'pledges.studentId', 'pledges.role'],
  reads: [],
  touches: 'branchOrClass',
  *check({ pledges, college, school }) {
    for (const row of pledges) {
      const { academicYear, studentId, role, pledgedOn, reportedOn } = row;
      if (!isGiven(pledgedOn) || !isGiven(reportedOn) || pledgedOn <= reportedOn) continue;
      if (!isGiven(academicYear) || !isGiven(studentId) || !isGiven(role)) continue;
      const year = formatAcademicYear(academicYear);
      yield {
        at: college.place('pledges', row, 'pledgedOn'),
        subject: [studentId, year, role],
        facts: {
          person: personOf(school.roster.student(studentId), studentId),
          year,
          pledgedOn: formatDay(pledgedOn),
          reportedOn: formatDay(reportedOn),
        },
      };
    }
  },
  message: ({ person, year, pledgedOn, reportedOn }) =>
    `${person} ${year} 学年的承诺日期“${pledgedOn}”晚于述诺日期“${reportedOn}”；应当先承诺、后述诺。`,
  advice: () => '请核对承诺日期和述诺日期，改正填错的一处。',
});
