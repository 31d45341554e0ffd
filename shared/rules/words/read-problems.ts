import type { ReadProblem } from '../../domain/parsed.ts';

/** Why a cell cannot be read as its type; DAT-07 covers references. */
export type ProblemKind = ReadProblem;

/** Month and day of a text such as `2025年13月`, `2025-2-30`, `20250230`. */
const MONTH_AND_DAY = /\d{4}\D*(?<month>\d{1,2})(?:\D*(?<day>\d{1,2}))?/;

/** What is wrong, after the quoted cell: `读不出日期：没有 13 月；应当是如 2025-09-01 的日期`. */
export function problemWords(problem: ProblemKind, text: string): string {
  return `${REASONS[problem]?.(text) ?? '读不出来'}；应当是${writtenAs(problem)}`;
}

/** How the cell should be written. */
function writtenAs(problem: ProblemKind): string {
  return WRITTEN[problem] ?? '文字';
}

/** What to do: type what was most likely meant, if that is clear. */
export function problemAdvice(heading: string, problem: ProblemKind, meant: string | null): string {
  if (problem === 'lostDigits') return `请把${heading}这一列设成文本格式，再重新填写完整的${heading}。`;
  if (meant === null) return `请把${heading}改成${writtenAs(problem)}。`;
  return problem === 'notANumber' ? `${heading}请只填 ${meant}。` : `请把${heading}改成 ${meant}。`;
}

const REASONS: Partial<Record<ProblemKind, (text: string) => string>> = {
  notADate: () => '读不出日期',
  noSuchMonth: (text) => `读不出日期：没有 ${partOf(text, 'month')} 月`,
  noSuchDay: (text) => `读不出日期：${partOf(text, 'month')} 月没有 ${partOf(text, 'day')} 日`,
  serialAsText: () => '读不出日期：只是一串数字',
  serialOutOfRange: () => '读不出日期：只是一个数字',
  notANumber: () => '不是数字',
  notWhole: () => '不是整数',
  negative: () => '小于 0',
  outOfRange: () => '超出了范围',
  notAnAcademicYear: () => '不是学年',
  notText: () => '不是文字',
  lostDigits: () => '变成了科学计数法或丢了末位',
};

const A_DAY = '如 2025-09-01 的日期';
const WRITTEN: Partial<Record<ProblemKind, string>> = {
  notADate: A_DAY,
  noSuchMonth: A_DAY,
  noSuchDay: A_DAY,
  serialAsText: A_DAY,
  serialOutOfRange: A_DAY,
  notANumber: '数字',
  notWhole: '整数',
  negative: '0 或更大的整数',
  outOfRange: '在 1990 到 2100 之间的入学年份',
  notAnAcademicYear: '如 2025-2026 的学年',
  lostDigits: '完整的编号',
};

function partOf(text: string, part: 'month' | 'day'): number {
  return Number(MONTH_AND_DAY.exec(text.normalize('NFKC'))?.groups?.[part]);
}
