import type { College, School } from '../domain/assembled.ts';
import { formatDay } from '../domain/calendar.ts';
import type { Place } from '../domain/place.ts';
import { Severity, TYPED_COLUMNS, ViolationState } from '../domain/vocabulary.ts';
import type { CellLink, ImageCell, ImageColumn, ImageRow, Tone } from '../sheet/image.ts';
import type { Violation } from '../violations/lifecycle.ts';
import { subjectWords } from './subject-words.ts';

/** Heading of the column that names a violation, and of the columns that belong to the user. */
export const VIOLATION_KEY = TYPED_COLUMNS.violations.key;
const DEADLINE_HEADING = TYPED_COLUMNS.violations.typed;
export const USER_HEADINGS: readonly string[] = ['整改说明', '责任人', DEADLINE_HEADING];

/** A new violation that agrees in these columns with one that is gone is the same matter, typed differently. */
export const HEIR_HEADINGS: readonly (readonly string[])[] = [
  ['规则', '对象'],
  ['规则', '位置'],
];

/** The columns up to 位置 stay visible when the list is scrolled to the right. */
export const FROZEN_COLUMNS = 2;

/** What is wrong and what to do: on a screen of 1366 pixels they fit beside the columns of the user. */
export const PROBLEM_COLUMNS: readonly ImageColumn[] = [
  { heading: '级别', width: 6, format: 'text' },
  { heading: '位置', width: 17, format: 'text' },
  { heading: '组织/班级', width: 18, format: 'text', wrap: true },
  { heading: '对象', width: 24, format: 'text', wrap: true },
  { heading: '问题', width: 42, format: 'text', wrap: true },
  { heading: '怎么改', width: 34, format: 'text', wrap: true },
];

export const USER_COLUMNS: readonly ImageColumn[] = [
  { heading: '整改说明', width: 22, format: 'text', wrap: true },
  { heading: '责任人', width: 10, format: 'text', wrap: true },
  { heading: DEADLINE_HEADING, width: 12, format: 'text', wrap: true },
];

/** Since when, by which rule. */
export const LIFE_COLUMNS: readonly ImageColumn[] = [
  { heading: '状态', width: 8, format: 'text' },
  { heading: '首次发现', width: 12, format: 'text' },
  { heading: '天数', width: 6, format: 'integer' },
  { heading: '规则', width: 9, format: 'text' },
  { heading: '依据', width: 34, format: 'text', wrap: true },
  { heading: VIOLATION_KEY, width: 16, format: 'text' },
];

const SEVERITY_TONE: Readonly<Record<Severity, Tone>> = {
  [Severity.error]: 'error',
  [Severity.warning]: 'warning',
  [Severity.hint]: 'hint',
};
const SEVERITY_ORDER = Object.values(Severity);

/** By severity; within each, those past 整改期限 first, then in the order of findings (rule, place); waived ones last. */
export function inListOrder(violations: readonly Violation[]): readonly Violation[] {
  const place = ({ severity, state }: Violation): number =>
    state === ViolationState.waived
      ? SEVERITY_ORDER.length * 2
      : SEVERITY_ORDER.indexOf(severity) * 2 + (state === ViolationState.overdue ? 0 : 1);
  return violations.toSorted((a, b) => place(a) - place(b));
}

/** Cells of `PROBLEM_COLUMNS`. `college` undefined: a matter of the school workbook; `links`: its places are linked. */
export function problemCells(
  violation: Violation,
  school: School,
  college: College | undefined,
  links: boolean,
): readonly ImageCell[] {
  const { severity, advice } = violation;
  const { about, owner } = subjectWords(violation, school, college);
  return [severity, placeCell(violation, college, links), owner, about, violationWords(violation), advice];
}

/** Cells of `LIFE_COLUMNS`. */
export function lifeCells({ state, firstSeenOn, days, rule, basis, id }: Violation): ImageRow['cells'] {
  return [state, formatDay(firstSeenOn), days, rule, basis, id];
}

export function toneOf({ state, severity }: Violation): Tone {
  return state === ViolationState.waived ? 'waived' : SEVERITY_TONE[severity];
}

/** The cell in which the remedy is typed, as a link if possible. */
export function placeCell(violation: Violation, college: College | undefined, links: boolean): ImageCell {
  const place = violation.remedy ?? violation.at;
  const link = links ? linkTo(place, college) : null;
  return link ? { value: placeText(place), link } : placeText(place);
}

/** The problem; if the remedy is typed in another tab than that of the fault, also the place of the fault. */
export function violationWords({ message, at, remedy }: Violation): string {
  if (remedy === null || remedy.tab === at.tab || at.row === null) return message;
  return `${message}（见${placeText(at)}）`;
}

/** A link with the tab's title in the workbook; `null` if the workbook has no such tab. */
export function linkTo(place: Place, college: College | undefined): CellLink | null {
  const { tab: title, row, column } = place;
  if (!college) return { tab: title, row, column };
  const tab = Object.values(college.tabs).find(({ key }) => college.tabPlace(key).tab === title);
  return tab?.present === true ? { tab: tab.title, row, column } : null;
}

/** `任职!B12`, `任职!第12行`, or the tab alone. */
export function placeText({ tab, row, column }: Place): string {
  if (row === null) return tab;
  return column === null ? `${tab}!第${row}行` : `${tab}!${column}${row}`;
}
