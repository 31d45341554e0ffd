import { askStudents } from '../../domain/assessments.ts';
import { deadlineIn, formatAcademicYear, formatDay } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { orgLabelOf, personOf } from '../../domain/roster.ts';
import { OrgKind, Severity } from '../../domain/vocabulary.ts';
import { guideline } from '../frame/regulations.ts';
import { defineDuty } from '../frame/rule.ts';

/** “努力实现班级学生评测全覆盖” (四(5)): every 在读 student of the class has a 等次 of any kind in the year. */
export default defineDuty({
  id: 'EVA-06',
  title: '班级学生评测没有全覆盖',
  severity: Severity.warning,
  basis: [guideline('四(5)', 2)],
  needs: [
    'organizations.id',
    'organizations.kind',
    'students.id',
    'students.classId',
    'pledges.academicYear',
    'pledges.studentId',
  ],
  reads: ['appraisalDeadline'],
  newRowIn: 'pledges.studentId',
  *check({ organizations, college, school }, parameters, _, until) {
    const year = formatAcademicYear(school.year);
    const dueOn = deadlineIn(school.year, parameters.appraisalDeadline);
    const deadline = formatDay(dueOn);
    for (const org of organizations) {
      if (org.kind !== OrgKind.schoolClass || !isGiven(org.id)) continue;
      const { asked, missing } = askStudents(school, [org.id], parameters, until);
      if (missing.length === 0) continue;
      const done = asked.length - missing.length;
      yield {
        at: college.rowPlace('organizations', org),
        subject: [org.id, year],
        dueOn,
        facts: {
          organization: orgLabelOf(org, org.id),
          year,
          deadline,
          students: asked.length,
          assessed: done,
          rate: `${Math.floor((1000 * done) / asked.length) / 10}%`,
          missing,
          people: missing.map((id) => personOf(school.roster.student(id), id)),
        },
      };
    }
  },
  task: ({ year }) => `班级学生评测，在“承诺考评”为还缺的学生填写 ${year} 学年的评议等次`,
  message: ({ organization, year, deadline, students, assessed, rate, people }) =>
    assessed === 0
      ? `${organization}有学生 ${students} 人，${year} 学年都没有评议等次，评测覆盖率 ${rate}；应当不晚于 ${deadline} 全部完成评测。`
      : `${organization}有学生 ${students} 人，${year} 学年有评议等次的 ${assessed} 人，评测覆盖率 ${rate}，缺 ${people.length} 人：${people.join('、')}；应当不晚于 ${deadline} 全部完成评测。`,
  advice: ({ year }) => `请在“承诺考评”中为缺少的学生填写 ${year} 学年的评议类型和评议等次。`,
});
