import { formatAcademicYear, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { personOf } from '../../domain/roster.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/**
 * “承诺践诺述诺” (四(5)): anyone who has reported also states how the pledge was kept, in rows of the audited year. Not
 * checked where the tab lacks that column.
 */
export default defineRule({
  id: 'EVA-14',
  title: '述诺没有填践诺情况',
  severity: Severity.warning,
  basis: [guideline('四(5)', 2)],
  needs: ['pledges.academicYear', 'pledges.studentId', 'pledges.role'],
  asks: ['pledges.fulfilment'],
  reads: [],
  touches: 'branchOrClass',
  *check({ pledges, college, school }) {
    for (const row of pledges) {
      const { academicYear, studentId, role, reportedOn, fulfilment } = row;
      if (reportedOn === null || fulfilment !== null || academicYear !== school.year) continue;
      if (!isGiven(studentId) || !isGiven(role)) continue;
      const year = formatAcademicYear(academicYear);
      yield {
        at: college.place('pledges', row, 'fulfilment'),
        subject: [studentId, year, role],
        facts: {
          person: personOf(school.roster.student(studentId), studentId),
          year,
          role,
          reportedOn: isGiven(reportedOn) ? formatDay(reportedOn) : null,
        },
      };
    }
  },
  message: ({ person, year, role, reportedOn }) =>
    `${person}是${role}，${year} 学年${reportedOn === null ? '已经述诺' : `述诺日期为“${reportedOn}”`}，践诺情况没有填；述诺应当写明承诺的落实情况。`,
  advice: () => '请在“践诺情况”写一句承诺的落实情况；述诺日期填错的，请改正。',
});
