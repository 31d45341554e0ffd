import type { College, School } from '../domain/assembled.ts';
import type { ImageRow } from '../sheet/image.ts';
import type { Violation } from '../violations/lifecycle.ts';
import { continuations } from './continued-violation.ts';
import { heldBackLines } from './hold-back-words.ts';
import { hiddenLines, MOST_IN_COLLEGE, MOST_IN_SCHOOL, mostSevere } from './listed-violations.ts';
import type { TabBody } from './tab-body.ts';
import {
  FROZEN_COLUMNS,
  HEIR_HEADINGS,
  LIFE_COLUMNS,
  lifeCells,
  PROBLEM_COLUMNS,
  problemCells,
  toneOf,
  USER_COLUMNS,
  USER_HEADINGS,
  VIOLATION_KEY,
} from './violation-rows.ts';

/** 问题清单 of one college: what and where, what to do, the columns of the user, then since when and by which rule. */
export function violationsTab(school: School, college: College, violations: readonly Violation[]): TabBody {
  const { heldBack } = college;
  const listed = mostSevere(violations, MOST_IN_COLLEGE);
  const continued = continuations(college);
  // Rows may have moved since the reading shown here, so there are no links.
  return {
    banner: [
      ...(heldBack ? heldBackLines(heldBack) : []).map((line): ImageRow => ({ tone: 'error', cells: [line] })),
      ...hiddenLines(listed, () => college.name),
    ],
    columns: [...PROBLEM_COLUMNS, ...USER_COLUMNS, ...LIFE_COLUMNS],
    keyHeading: VIOLATION_KEY,
    userHeadings: USER_HEADINGS,
    heirHeadings: HEIR_HEADINGS,
    frozenColumns: FROZEN_COLUMNS,
    rows: listed.shown.map((violation) => ({
      tone: toneOf(violation),
      ...continued(violation),
      cells: [
        ...problemCells(violation, school, college, heldBack === null),
        ...USER_HEADINGS.map((heading) => violation.notes?.[heading] ?? null),
        ...lifeCells(violation),
      ],
    })),
  };
}

/** 全校问题 of the school workbook; only the workbook's own cells are linked. */
export function schoolViolationsTab(school: School, violations: readonly Violation[]): TabBody {
  const colleges = new Map(school.colleges.map((college) => [college.id, college]));
  const listed = mostSevere(violations, MOST_IN_SCHOOL);
  const nameOf = ({ college }: Violation): string =>
    college === null ? '全校' : (colleges.get(college)?.name ?? college);
  return {
    banner: hiddenLines(listed, nameOf),
    columns: [{ heading: '学院', width: 20, format: 'text', wrap: true }, ...PROBLEM_COLUMNS, ...LIFE_COLUMNS],
    frozenColumns: FROZEN_COLUMNS + 1,
    rows: listed.shown.map((violation) => {
      const college = violation.college === null ? undefined : colleges.get(violation.college);
      return {
        tone: toneOf(violation),
        cells: [
          nameOf(violation),
          ...problemCells(violation, school, college, violation.college === null),
          ...lifeCells(violation),
        ],
      };
    }),
  };
}
