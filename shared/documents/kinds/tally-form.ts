import { deadlineIn } from '../../domain/calendar.ts';
import { isGiven } from '../../domain/cell.ts';
import { owedTallies } from '../../domain/owed-tallies.ts';
import { nameOf, orgNameOf } from '../../domain/roster.ts';
import { ScoredKind, TallyScope } from '../../domain/vocabulary.ts';
import { dayWords } from '../../report/day-words.ts';
import { COMMON, cellWords, organizationHeads, shortDay } from '../common.ts';
import type { PapersInput } from '../input.ts';
import { defineKind } from '../kind.ts';

/**
 * 述责测评表: everybody who needs a tally this year, within the party and by the masses. Values that 述责测评 has are filled in;
 * missing ones are left blank for the count of votes.
 */
export const tallyForm = defineKind({
  name: '述责测评表',
  per: '每个党支部一份（有应当述责的党员的）',
  template: '述责测评表',
  fields: {
    ...COMMON,
    学院: '学院名称',
    组织名称: '党支部的名称',
    组织编号: '党支部的组织编号',
    评议截止: '这一学年的评议截止日',
    人数: '应当述责测评的党员有几名',
    测评: {
      help: '一名党员两行：党内、群众',
      rows: {
        序号: '一名党员一个号，写在第一行',
        姓名: '花名册里的姓名',
        学号: '学号（内置模板不印）',
        班级: '班级名称',
        政治面貌: '正式党员 或 预备党员',
        范围: '党内 或 群众',
        测评日期: '述责测评里的日期；没有的留空',
        应到人数: '没有的留空',
        实到人数: '没有的留空',
        优秀: '优秀的票数；没有的留空',
        合格: '合格的票数；没有的留空',
        基本合格: '基本合格的票数；没有的留空',
        不合格: '不合格的票数；没有的留空',
      },
    },
  },
  *papers(input) {
    const { school, organizations, parameters } = input.pages;
    const headOf = organizationHeads(input);
    for (const organization of organizations) {
      const { id, kind } = organization;
      if (kind !== ScoredKind.partyBranch) continue;
      const rows = tallyRows(input, id);
      if (rows.length === 0) continue;
      const { paper, values } = headOf(organization);
      yield {
        ...paper,
        values: {
          ...values,
          评议截止: dayWords(deadlineIn(school.year, parameters.appraisalDeadline)),
          人数: String(rows.length / Object.keys(TallyScope).length),
          测评: rows,
        },
      };
    }
  },
});

function tallyRows({ pages: { school, parameters } }: PapersInput, branch: string) {
  const { roster, records } = school;
  const owed = owedTallies(school, roster.membersOfBranch(branch), parameters);
  let [number, last] = [0, ''];
  return owed.map(({ studentId, scope }) => {
    const isFirst = studentId !== last;
    if (isFirst) [number, last] = [number + 1, studentId];
    const student = roster.student(studentId);
    const classId = student && isGiven(student.classId) ? student.classId : null;
    const row = records.talliesOf(studentId, school.year).find((one) => one.scope === scope);
    return {
      序号: isFirst ? String(number) : null,
      姓名: nameOf(student, studentId),
      学号: studentId,
      班级: classId === null ? null : orgNameOf(roster.organization(classId), classId),
      政治面貌: student ? cellWords(student.politicalStatus) : null,
      范围: scope,
      测评日期: row ? shortDay(row.heldOn) : null,
      应到人数: row ? cellWords(row.expected) : null,
      实到人数: row ? cellWords(row.present) : null,
      优秀: row ? cellWords(row.excellent) : null,
      合格: row ? cellWords(row.good) : null,
      基本合格: row ? cellWords(row.fair) : null,
      不合格: row ? cellWords(row.poor) : null,
    };
  });
}
