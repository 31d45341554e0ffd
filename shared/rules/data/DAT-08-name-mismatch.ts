import { type Cell, isGiven } from '../../domain/cell.ts';
import type { NamedColumn, TabFacts } from '../../domain/tab-facts.ts';
import { HolderKind, Severity } from '../../domain/vocabulary.ts';
import { rowsWith } from '../families/rows-with.ts';
import { workbookSpecification } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { rowWords } from '../words/row-words.ts';

/** Two spellings of one name, ignoring white space and the dot of foreign names. */
const isSameName = (a: string, b: string): boolean => bare(a) === bare(b);
const bare = (name: string): string => name.replace(/[\s·]/g, '');

/** 身份 in 任职: a 教师 has a 工号 in 学号. Other tabs have no such column. */
const HOLDER_KIND: NamedColumn = ['holderKind', '身份'];
const mayBeTeacher = (kind: Cell<string | number>): boolean => kind !== null && kind !== HolderKind.student;

/** 姓名 is the name that 花名册 (of any college) gives for the same 学号. Teachers are in no 花名册. */
export default defineRule({
  id: 'DAT-08',
  title: '姓名与花名册不一致',
  severity: Severity.warning,
  basis: [workbookSpecification],
  needs: [],
  reads: [],
  *check({ college, school }) {
    const peopleOf = ({ person, personName }: TabFacts) => (person && personName ? [person, personName] : []);
    for (const named of rowsWith(college, school, peopleOf)) {
      const [person, personName] = named.columns as readonly [NamedColumn, NamedColumn];
      const [id, name] = [named.cellOf(person), named.cellOf(personName)];
      const student = typeof id === 'string' ? school.roster.student(id) : undefined;
      if (mayBeTeacher(named.cellOf(HOLDER_KIND)) || !student || !isGiven(student.name)) continue;
      if (typeof name !== 'string' || isSameName(name, student.name)) continue;
      const { tab, tabKey, row } = named;
      const words = rowWords(college, school, { tab: tabKey, row, key: [] });
      yield {
        at: named.placeOf(personName),
        subject: [tab, ...named.key()],
        facts: { row: words, id: student.id as string, name, rosterName: student.name },
      };
    }
  },
  message: ({ row, id, name, rosterName }) =>
    `${row}的姓名“${name}”与花名册不一致；学号 ${id} 在花名册里是“${rosterName}”。`,
  advice: ({ rosterName }) => `请核对学号和姓名：学号对的，把姓名改成“${rosterName}”；姓名对的，改正学号。`,
});
