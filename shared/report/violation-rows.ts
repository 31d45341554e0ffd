import type { College, School } from '../domain/assembled.ts';
import { formatDay } from '../domain/calendar.ts';
import { nameOf, orgNameOf } from '../domain/roster.ts';
import { Severity, ViolationState } from '../domain/vocabulary.ts';
import type { CellLink, ImageColumn, ImageRow, Tone } from '../sheet/image.ts';
import type { Violation } from '../violations/lifecycle.ts';

/** Heading of the column that names a violation, and of the columns that belong to the user. */
export const VIOLATION_KEY = '问题编号';
export const USER_HEADINGS: readonly string[] = ['整改说明', '责任人'];

export const VIOLATION_COLUMNS: readonly ImageColumn[] = [
  { heading: VIOLATION_KEY, width: 15, format: 'text' },
  { heading: '级别', width: 7, format: 'text' },
  { heading: '规则', width: 9, format: 'text' },
  { heading: '位置', width: 18, format: 'text' },
  { heading: '对象', width: 26, format: 'text', wrap: true },
  { heading: '问题', width: 56, format: 'text', wrap: true },
  { heading: '怎么改', width: 44, format: 'text', wrap: true },
  { heading: '依据', width: 40, format: 'text', wrap: true },
  { heading: '首次发现', width: 12, format: 'text' },
  { heading: '天数', width: 6, format: 'integer' },
  { heading: '状态', width: 9, format: 'text' },
];

export const USER_COLUMNS: readonly ImageColumn[] = USER_HEADINGS.map((heading, index) => ({
  heading,
  width: index === 0 ? 32 : 12,
  format: 'text',
  wrap: true,
}));

const SEVERITY_TONE: Readonly<Record<Severity, Tone>> = {
  [Severity.error]: 'error',
  [Severity.warning]: 'warning',
  [Severity.hint]: 'hint',
};

/** Waived ones last; otherwise the order of the findings (severity, rule, place). */
export function inListOrder(violations: readonly Violation[]): readonly Violation[] {
  const waived = violations.filter(({ state }) => state === ViolationState.waived);
  return [...violations.filter(({ state }) => state !== ViolationState.waived), ...waived];
}

/** Cells of one violation, in the order of `VIOLATION_COLUMNS`. `college` null: no link (another workbook's cell). */
export function violationCells(violation: Violation, school: School, link: CellLink | null): ImageRow['cells'] {
  const { id, severity, rule, message, advice, basis, firstSeenOn, days, state } = violation;
  return [
    id,
    severity,
    rule,
    link ? { value: placeText(violation), link } : placeText(violation),
    objectText(violation, school),
    message,
    advice,
    basis,
    formatDay(firstSeenOn),
    days,
    state,
  ];
}

export function toneOf({ state, severity }: Violation): Tone {
  return state === ViolationState.waived ? 'waived' : SEVERITY_TONE[severity];
}

/** Where the link of a violation jumps: the tab by its title in the workbook. */
export function linkOf({ at }: Violation, college: College | undefined): CellLink {
  const tab = college ? Object.values(college.tabs).find(({ key }) => college.tabPlace(key).tab === at.tab) : undefined;
  return { tab: tab?.title ?? at.tab, row: at.row, column: at.column };
}

/** `任职!B12`, `任职!第 12 行`, or the tab alone. */
function placeText({ at: { tab, row, column } }: Violation): string {
  if (row === null) return tab;
  return column === null ? `${tab}!第${row}行` : `${tab}!${column}${row}`;
}

/** The people and organizations that a violation is about, by name. */
function objectText({ subject }: Violation, { roster }: School): string {
  return subject
    .map((part) => {
      const student = roster.student(part);
      if (student) return `${nameOf(student, part)}（${part}）`;
      const org = roster.organization(part);
      return org ? `${orgNameOf(org, part)}（${part}）` : part;
    })
    .join('、');
}
