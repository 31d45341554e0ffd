import { type CalendarDay, formatAcademicYear, formatDay } from '../domain/calendar.ts';
import { type Cell, isGiven } from '../domain/cell.ts';
import { orgNameOf } from '../domain/roster.ts';
import { dayWords } from '../report/day-words.ts';
import type { PapersInput } from './input.ts';
import type { PaperFields, Text, ValuesOf } from './kind.ts';

/** Placeholders that every document knows. */
export const COMMON = {
  落款单位: '考核参数里的“落款单位”',
  学年: '例如 2025-2026',
  截至日期: '数字截至哪一天，例如 2026 年 7 月 15 日',
} as const satisfies PaperFields;

export function common({ pages: { schoolName, year, asOf } }: PapersInput): ValuesOf<typeof COMMON> {
  return { 落款单位: schoolName, 学年: formatAcademicYear(year), 截至日期: dayWords(asOf) };
}

/** The text of a cell; `null` if it is blank or cannot be read. */
export function cellWords(cell: Cell<string | number>): Text {
  return isGiven(cell) ? String(cell) : null;
}

/** A day in words, `2025 年 11 月 5 日`. */
export function longDay(cell: Cell<CalendarDay>): Text {
  return isGiven(cell) ? dayWords(cell) : null;
}

/** A day in a table, `2025-11-05`. */
export function shortDay(cell: Cell<CalendarDay>): Text {
  return isGiven(cell) ? formatDay(cell) : null;
}

/** The rows, or one row that says there are none: a table never looks cut off. */
export function orNone<Row extends Readonly<Record<string, Text>>>(
  rows: readonly Row[],
  none: { readonly [Name in keyof Row]: Text },
): readonly { readonly [Name in keyof Row]: Text }[] {
  return rows.length === 0 ? [none] : rows;
}

/** 学院名称 by 学院编号. */
export function collegeNames({ pages: { colleges } }: PapersInput): ReadonlyMap<string, string> {
  return new Map(colleges.map(({ id, name }) => [id, name]));
}

/** The head of every paper of one organization; the names of the colleges are looked up once for all of them. */
export function organizationHeads(input: PapersInput) {
  const [shared, colleges] = [common(input), collegeNames(input)];
  return ({ id, org, college }: PapersInput['pages']['organizations'][number]) => {
    const name = orgNameOf(org, id);
    return {
      paper: { name: [name, id], college, organization: id },
      values: { ...shared, 学院: colleges.get(college) ?? college, 组织名称: name, 组织编号: id },
    };
  };
}
