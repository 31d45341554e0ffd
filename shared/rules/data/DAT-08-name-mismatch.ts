import type { College, School } from '../../domain/assembled.ts';
import { type Cell, isGiven } from '../../domain/cell.ts';
import type { FieldOf, RowIn } from '../../domain/school.ts';
import { HolderKind, Severity } from '../../domain/vocabulary.ts';
import { workbookSpecification } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { rowWords } from '../words/row-words.ts';

/** Two spellings of one name: white space and the dot of foreign names aside. */
const isSameName = (a: string, b: string): boolean => bare(a) === bare(b);
const bare = (name: string): string => name.replace(/[\s·]/g, '');

/** 姓名 is that of the same 学号 in 花名册 (of any college). Teachers stand in no 花名册. */
export default defineRule({
  id: 'DAT-08',
  title: '姓名与花名册不一致',
  severity: Severity.warning,
  basis: [workbookSpecification],
  needs: [],
  reads: [],
  *check({ college, school }) {
    const { tenures, developments, pledges } = college.all;
    for (const row of tenures) {
      if (row.holderKind === HolderKind.student) yield* mismatch(college, school, 'tenures', row, row.holderId);
    }
    for (const row of developments) yield* mismatch(college, school, 'developments', row, row.studentId);
    for (const row of pledges) yield* mismatch(college, school, 'pledges', row, row.studentId);
  },
  message: ({ row, id, name, rosterName }) =>
    `${row}的姓名“${name}”与花名册不一致；学号 ${id} 在花名册里是“${rosterName}”。`,
  advice: ({ rosterName }) => `请核对学号和姓名：学号对的，把姓名改成“${rosterName}”；姓名对的，改正学号。`,
});

function* mismatch<Tab extends 'tenures' | 'developments' | 'pledges'>(
  college: College,
  school: School,
  tab: Tab,
  row: RowIn<Tab>,
  id: Cell<string>,
) {
  const student = isGiven(id) ? school.roster.student(id) : undefined;
  const { name } = row;
  if (!isGiven(id) || !student || !isGiven(name) || !isGiven(student.name) || isSameName(name, student.name)) return;
  const at = college.place(tab, row, 'name' as FieldOf<Tab>);
  const words = rowWords(college, school, { tab, row: row.row, key: [] });
  yield {
    at,
    subject: [at.tab, ...college.keyOf(tab, row)],
    facts: { row: words, id, name, rosterName: student.name },
  };
}
