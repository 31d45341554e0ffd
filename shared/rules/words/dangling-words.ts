import type { DanglingId } from '../families/dangling-ids.ts';

/** Facts for the sentences about a dangling id. */
export type DanglingFacts = Pick<DanglingId, 'rows' | 'register' | 'kind' | 'kindAsked' | 'meant' | 'renamed'> & {
  /** The row or rows. */
  readonly where: string;
  readonly heading: string;
  readonly value: string;
  readonly isTeacherPossible: boolean;
};

const STUDENTS = '花名册';
const ORGANIZATIONS = '组织';

/** What is wrong: of another kind, a name instead of an id, or registered nowhere. */
export function danglingMessage({ where, heading, value, register, kind, kindAsked, meant }: DanglingFacts): string {
  const cell = `${where}的${heading}“${value}”`;
  if (kind !== null) return `${cell}是${kind}；应当是${kindAsked}的组织编号。`;
  if (meant?.isName) return `${cell}填的是${register.tab === STUDENTS ? '姓名' : '名称'}；应当是${register.id}。`;
  return `${cell}在全校各学院的“${register.tab}”里都没有；应当是已登记的${register.id}。`;
}

/** What to type: the id that was changed back, the one that was meant, or one that is registered. */
export function danglingAdvice(facts: DanglingFacts): string {
  const { heading, value, register, isTeacherPossible, kind, kindAsked, meant, renamed } = facts;
  if (renamed) {
    const { place, to, uses } = renamed;
    return `${place} 由 ${value} 改成了 ${to}；改回它，这 ${uses} 处就都好了。确实要换编号的，请把这 ${uses} 处都改成 ${to}。`;
  }
  if (meant !== null && meant.id !== null) return `请把${heading}改成 ${meant.id}（${meant.label}）。`;
  if (meant) return `叫“${value}”的有 ${meant.namesakes} 个；请把${heading}改成其中一个的${register.id}。`;
  if (kind !== null) return `请把${heading}改成${kindAsked}的组织编号。`;
  if (register.tab === ORGANIZATIONS) return `请核对${heading}并改正；组织还没有登记的，请先在“组织”中登记。`;
  if (register.tab !== STUDENTS)
    return `请核对${heading}并改正；还没有登记的，请先在“${register.tab}”中登记并填写${register.id}。`;
  const teacher = isTeacherPossible ? '；教师请在“任职”中登记，身份填“教师”' : '';
  return `请核对${heading}并改正；学生还没有登记的，请先在“花名册”中登记${teacher}。`;
}
