import type { College } from '../../domain/assembled.ts';
import type { CellIssue } from '../../domain/parsed.ts';
import { Severity } from '../../domain/vocabulary.ts';
import { meantId, renamedId } from '../families/meant-id.ts';
import { workbookSpecification } from '../frame/regulations.ts';
import { defineRule } from '../frame/rule.ts';
import { rowWords } from '../words/row-words.ts';
import { rowsWords } from '../words/rows-words.ts';

/** The kind of organization that a column takes. */
const KIND_ASKED: Readonly<Record<string, string>> = {
  classId: '班级',
  coveredClassIds: '班级',
  branchId: '党支部',
  guideBranchId: '党支部',
  orgId: '团支部或班级',
};

/** Where an id must be registered, and what it is called there, by what is wrong with one that is not. */
const REGISTERS: Readonly<Record<string, { readonly tab: string; readonly id: string }>> = {
  danglingStudent: { tab: '花名册', id: '学号' },
  danglingActivity: { tab: '活动台账', id: '活动编号' },
  danglingDecision: { tab: '议事决策', id: '事项编号' },
};
const ORGANIZATIONS = { tab: '组织', id: '组织编号' };

/**
 * An id refers to somebody in any 花名册, or to an organization in any 组织 of the school, and to one of the right kind; a
 * 撤销 one is there too. Nothing is called dangling while a college's list is unknown. One cause is one finding: all rows
 * that name an id under a heading (trust.md §2).
 */
export default defineRule({
  id: 'DAT-07',
  title: '编号查无此人或此组织',
  severity: Severity.error,
  basis: [workbookSpecification],
  needs: [],
  reads: [],
  *check({ college, school }) {
    for (const [issue, rows] of danglingIds(college)) {
      const { field, heading, text, problem } = issue;
      const { tab } = college.tabPlace(issue.tab);
      const found = problem === 'wrongKindOfOrganization' ? school.roster.organization(text)?.kind : null;
      yield {
        at: { tab, row: issue.row, column: issue.column },
        subject: [tab, heading, text],
        rows,
        facts: {
          where: rows.length > 1 ? rowsWords(tab, rows) : rowWords(college, school, issue),
          heading,
          value: text,
          rows,
          register: REGISTERS[problem ?? ''] ?? ORGANIZATIONS,
          isTeacherPossible: field === 'holderId' || field === 'authorId',
          kind: typeof found === 'string' ? found : null,
          kindAsked: KIND_ASKED[field ?? ''] ?? ORGANIZATIONS.tab,
          meant: meantId(school, issue, KIND_ASKED[field ?? ''] ?? null),
          renamed: renamedId(school, college, text),
        },
      };
    }
  },
  message({ where, heading, value, register, kind, kindAsked, meant }) {
    const cell = `${where}的${heading}“${value}”`;
    if (kind !== null) return `${cell}是${kind}；应当是${kindAsked}的组织编号。`;
    if (meant?.isName) return `${cell}填的是${register.id === '学号' ? '姓名' : '名称'}；应当是${register.id}。`;
    return `${cell}在全校各学院的“${register.tab}”里都没有；应当是已登记的${register.id}。`;
  },
  advice({ heading, value, register, isTeacherPossible, kind, kindAsked, meant, renamed }) {
    if (renamed) {
      const { place, to, uses } = renamed;
      return `${place} 由 ${value} 改成了 ${to}；改回它，这 ${uses} 处就都好了。确实要换编号的，请把这 ${uses} 处都改成 ${to}。`;
    }
    if (meant?.id != null) return `请把${heading}改成 ${meant.id}（${meant.label}）。`;
    if (meant?.isName) return `叫“${value}”的有 ${meant.namesakes} 个；请把${heading}改成其中一个的${register.id}。`;
    if (kind !== null) return `请把${heading}改成${kindAsked}的组织编号。`;
    if (register.tab === '花名册') {
      const teacher = isTeacherPossible ? '；教师请在“任职”中登记，身份填“教师”' : '';
      return `请核对${heading}并改正；学生还没有登记的，请先在“花名册”中登记${teacher}。`;
    }
    if (register === ORGANIZATIONS) return `请核对${heading}并改正；组织还没有登记的，请先在“组织”中登记。`;
    return `请核对${heading}并改正；还没有登记的，请先在“${register.tab}”中登记并填写${register.id}。`;
  },
});

type DanglingIssue = CellIssue & { readonly heading: string };

/** The first cell of each dangling id under a heading, with the numbers of all rows that name it there. */
function danglingIds({ issues }: College): Iterable<readonly [DanglingIssue, readonly number[]]> {
  const found = new Map<string, readonly [DanglingIssue, number[]]>();
  for (const issue of issues) {
    const { kind, tab, heading, text, row } = issue;
    if (kind !== 'dangling' || heading === null || row === null) continue;
    const id = `${tab}\n${heading}\n${text}`;
    const known = found.get(id);
    if (known) known[1].push(row);
    else found.set(id, [{ ...issue, heading }, [row]]);
  }
  return found.values();
}
