import { Severity } from '../../domain/vocabulary.ts';
import { cellIssueRule } from '../frame/cell-issue.ts';

/** The kind of organization that a column takes. */
const KIND_ASKED: Readonly<Record<string, string>> = {
  classId: '班级',
  coveredClassIds: '班级',
  branchId: '党支部',
  guideBranchId: '党支部',
  orgId: '团支部或班级',
};

/** Tabs that activities and decisions are registered in, by what is wrong with an id of theirs. */
const REGISTERS: Readonly<Record<string, { readonly tab: string; readonly id: string }>> = {
  danglingActivity: { tab: '活动台账', id: '活动编号' },
  danglingDecision: { tab: '议事决策', id: '事项编号' },
};

/**
 * An id refers to somebody in any 花名册, or to an organization in any 组织 of the school, and to one of the right kind; a
 * 撤销 one is there too. Nothing is called dangling while a college's list is unknown.
 */
export default cellIssueRule({
  id: 'DAT-07',
  title: '编号查无此人或此组织',
  severity: Severity.error,
  kind: 'dangling',
  subject: ({ text }) => [text],
  facts: ({ field, text, problem }, kindOf) => ({
    register: REGISTERS[problem ?? ''] ?? null,
    isPerson: problem === 'danglingStudent',
    isTeacherPossible: field === 'holderId' || field === 'authorId',
    kind: problem === 'wrongKindOfOrganization' ? kindOf(text) : null,
    kindAsked: KIND_ASKED[field ?? ''] ?? '组织',
  }),
  message({ row, heading, value, register, isPerson, kind, kindAsked }) {
    if (register)
      return `${row}的${heading}“${value}”在全校各学院的“${register.tab}”里都没有；应当是已登记的${register.id}。`;
    if (isPerson) return `${row}的${heading}“${value}”在全校各学院的“花名册”里都没有；应当是已登记的学号。`;
    if (kind === null) return `${row}的${heading}“${value}”在全校各学院的“组织”里都没有；应当是已登记的组织编号。`;
    return `${row}的${heading}“${value}”是${kind}；应当是${kindAsked}的组织编号。`;
  },
  advice({ heading, register, isPerson, isTeacherPossible, kind, kindAsked }) {
    if (register) return `请核对${heading}并改正；还没有登记的，请先在“${register.tab}”中登记并填写${register.id}。`;
    if (kind !== null) return `请把${heading}改成${kindAsked}的组织编号。`;
    if (!isPerson) return `请核对${heading}并改正；组织还没有登记的，请先在“组织”中登记。`;
    const teacher = isTeacherPossible ? '；教师请在“任职”中登记，身份填“教师”' : '';
    return `请核对${heading}并改正；学生还没有登记的，请先在“花名册”中登记${teacher}。`;
  },
});
