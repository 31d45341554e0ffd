import type { College, School } from '../domain/assembled.ts';
import type { Violation } from '../violations/lifecycle.ts';
import { heldBackLines } from './hold-back-words.ts';
import type { TabBody } from './output-tabs.ts';
import {
  inListOrder,
  linkOf,
  toneOf,
  USER_COLUMNS,
  USER_HEADINGS,
  VIOLATION_COLUMNS,
  VIOLATION_KEY,
  violationCells,
} from './violation-rows.ts';

/** 问题清单 of one college. */
export function violationsTab(school: School, college: College, violations: readonly Violation[]): TabBody {
  const { heldBack } = college;
  // Rows may have moved since the reading that is shown: nothing is to be jumped to.
  const link = (violation: Violation) => (heldBack ? null : linkOf(violation, college));
  return {
    banner: heldBack ? heldBackLines(heldBack).map((line) => ({ tone: 'error', cells: [line] })) : [],
    columns: [...VIOLATION_COLUMNS, ...USER_COLUMNS],
    keyHeading: VIOLATION_KEY,
    userHeadings: USER_HEADINGS,
    rows: inListOrder(violations).map((violation) => ({
      tone: toneOf(violation),
      cells: [
        ...violationCells(violation, school, link(violation)),
        ...USER_HEADINGS.map((heading) => violation.notes?.[heading] ?? null),
      ],
    })),
  };
}

/** 全校问题 of the school workbook; only its own cells can be jumped to. */
export function schoolViolationsTab(school: School, violations: readonly Violation[]): TabBody {
  const names = new Map(school.colleges.map(({ id, name }) => [id, name]));
  return {
    banner: [],
    columns: [{ heading: '学院', width: 20, format: 'text' }, ...VIOLATION_COLUMNS],
    rows: inListOrder(violations).map((violation) => ({
      tone: toneOf(violation),
      cells: [
        violation.college === null ? '全校' : (names.get(violation.college) ?? violation.college),
        ...violationCells(violation, school, violation.college === null ? linkOf(violation, undefined) : null),
      ],
    })),
  };
}
