import { isGiven } from '../../domain/cell.ts';
import type { Organization, Student } from '../../domain/school.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { workbookSpecification } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';

/** 学号 and 组织编号 are unique in the whole school; the finding goes to the college that is registered later. */
export default defineRule({
  id: 'DAT-15',
  title: '编号在两个学院重复',
  severity: Severity.error,
  basis: [workbookSpecification],
  needs: [],
  reads: [],
  *check({ college, school }) {
    const { colleges, roster } = school;
    const breachOf = (
      tab: 'organizations' | 'students',
      row: Organization | Student,
      known?: Organization | Student,
    ) => {
      const other = colleges[known?.college ?? college.index];
      if (!isGiven(row.id) || !known || !other || known.college >= college.index) return null;
      const heading = tab === 'students' ? '学号' : '组织编号';
      return {
        at: college.rowPlace(tab, row as never),
        subject: [row.id],
        facts: { heading, id: row.id, otherCollege: other.name, otherRow: known.row },
      };
    };
    for (const row of college.all.organizations) {
      const breach = breachOf('organizations', row, isGiven(row.id) ? roster.organization(row.id) : undefined);
      if (breach) yield breach;
    }
    for (const row of college.all.students) {
      const breach = breachOf('students', row, isGiven(row.id) ? roster.student(row.id) : undefined);
      if (breach) yield breach;
    }
  },
  message: ({ heading, id, otherCollege, otherRow }) =>
    `${heading}“${id}”已在${otherCollege}的台账第 ${otherRow} 行用过；应当全校唯一。`,
  advice: ({ heading, otherCollege }) => `请与${otherCollege}核对，填错的改正${heading}，重复登记的删去一行。`,
});
