import { formatAcademicYear } from '../../domain/calendar.ts';
import { type Cell, isGiven } from '../../domain/cell.ts';
import { personOf } from '../../domain/roster.ts';
import type { Pledge } from '../../domain/school.ts';
import { AppraisalGrade, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** From the best to the worst. */
const GRADES: readonly unknown[] = Object.values(AppraisalGrade);
/** Steps between two grades that deserve a second look: 优秀 and 基本合格, 合格 and 不合格. */
const FAR = 2;

/**
 * “构建学生党员述责测评、民主评议和班团委员会委员工作述职考评一体化机制” (四(5)): grades of different kinds that one person gets
 * in one year are less than two steps apart. The place is the later of the two rows. Rows of every year are judged.
 */
export default defineRule({
  id: 'EVA-13',
  title: '同一人各项评议等次相差悬殊',
  severity: Severity.hint,
  basis: [guideline('四(5)', 1)],
  needs: ['pledges.academicYear', 'pledges.studentId'],
  reads: [],
  touches: 'branchOrClass',
  *check({ pledges, college, school: { records, roster } }) {
    for (const row of pledges) {
      const { academicYear, studentId } = row;
      if (!isGiven(academicYear) || !isGiven(studentId)) continue;
      const rows = records.pledgesOf(studentId, academicYear);
      const earlier = rows.slice(0, rows.indexOf(row)).find((other) => isFarApart(other, row));
      if (!earlier) continue;
      const year = formatAcademicYear(academicYear);
      yield {
        at: college.place('pledges', row, 'appraisalGrade'),
        subject: [studentId, year],
        facts: {
          person: personOf(roster.student(studentId), studentId),
          year,
          first: `${String(earlier.appraisalKind)}为“${String(earlier.appraisalGrade)}”`,
          second: `${String(row.appraisalKind)}为“${String(row.appraisalGrade)}”`,
        },
      };
    }
  },
  message: ({ person, year, first, second }) =>
    `${person} ${year} 学年${first}，${second}，相差两档以上；各项评议应当相互衔接。`,
  advice: () => '请核对两项评议的等次，填错的改正；确实如此的，请在“践诺情况”写明原因。',
});

function isFarApart(a: Pledge, b: Pledge): boolean {
  if (!isGiven(a.appraisalKind) || !isGiven(b.appraisalKind) || a.appraisalKind === b.appraisalKind) return false;
  const [first, second] = [stepOf(a.appraisalGrade), stepOf(b.appraisalGrade)];
  return first >= 0 && second >= 0 && Math.abs(first - second) >= FAR;
}

/** −1 where no grade is given. */
function stepOf(grade: Cell<AppraisalGrade>): number {
  return GRADES.indexOf(grade);
}
