import type { ImageCell, ImageColumn, ImageRow, TabImage } from '../sheet/image.ts';
import {
  type CoverageLine,
  type NeverChecked,
  neverChecked,
  type RunFacts,
  recordLines,
  summaryLine,
  titleOf,
} from './overview.ts';
import { pageRows, shareCell } from './page-rows.ts';
import type { TabBody } from './tab-body.ts';

/** The state of a college. */
export interface CollegeLine {
  readonly name: string;
  readonly status: string;
  /** `null`: its workbook was not read or is held back, so its numbers are not shown. */
  readonly figures: CollegeFigures | null;
}

export interface CollegeFigures {
  readonly errors: number;
  readonly warnings: number;
  /** Violations of the last run that are gone; `null` on the first run. */
  readonly fixed: number | null;
  /** Mean number of days that its violations have been open. */
  readonly meanDays: number;
  /** Violations that have been open for more than `OVERDUE_DAYS`. */
  readonly overdue: number;
  /** Figures that only a college has; `null` for the school workbook. */
  readonly organizations: OrganizationFigures | null;
}

export interface OrganizationFigures {
  /** Organizations that are ranked, and how many of them are 优秀 and 不合格. */
  readonly ranked: number;
  readonly excellent: number;
  readonly unqualified: number;
  readonly coverage: readonly [done: number, due: number];
}

/** A setting of the school workbook that was not understood. */
export interface SettingLine {
  /** `考核参数!B4` */
  readonly place: string;
  /** What is wrong, and what applies instead. */
  readonly message: string;
}

/** The facts of 概览 in the school workbook. */
export interface SchoolOverview extends RunFacts {
  readonly settings: readonly SettingLine[];
  readonly colleges: readonly CollegeLine[];
}

/** Key of the tab. */
export const SCHOOL_OVERVIEW = 'schoolOverview';

export const OVERDUE_DAYS = 30;

const number = (heading: string, width = 12): ImageColumn => ({ heading, width, format: 'integer' });
const COLUMNS: readonly ImageColumn[] = [
  { heading: '', width: 24, format: 'text' },
  { heading: '', width: 34, format: 'text', wrap: true },
  ...Array.from({ length: 9 }, () => number('')),
];
const HEADINGS = [
  ...['学院', '状态', '错误', '警告', '已整改', '平均未改天数', `超${OVERDUE_DAYS}天`],
  ...['参评组织', '优秀', '不合格', '覆盖率'],
];
const UNKNOWN = '—';

/** 概览 of the school: the colleges by need of attention, then the school as a whole. */
export function schoolOverviewTab(overview: SchoolOverview | NeverChecked): TabBody {
  if (overview.checkedAt === null) return neverChecked(overview, COLUMNS);
  const page = pageRows();
  page.title(titleOf(overview.name));
  page.say(summaryLine(overview));
  page.section('各学院（要先过问的在前）');
  page.headings(HEADINGS, { from: 2, to: HEADINGS.length });
  for (const college of byNeed(overview.colleges)) page.row(collegeRow(college));
  page.row({ cells: ['合计', null, ...figureCells(totalOf(overview.colleges))], tone: 'subtotal' });
  if (overview.settings.length > 0) {
    page.section('没有读懂的设置');
    for (const { place, message } of overview.settings) page.say(`${place}：${message}`);
  }
  page.section('全校覆盖率');
  page.headings(['内容', '', '已完成', '应完成', '覆盖率'], { from: 2, to: 5 });
  for (const [name, done, due] of overview.coverage) page.line([name, null, done, due, shareCell([done, due])]);
  page.section('没有检查的内容');
  if (overview.notChecked.length === 0) page.say('没有；读到的工作表都检查了。');
  for (const { tab, reason } of overview.notChecked) page.say(`${tab}：${reason}`);
  recordLines(page, overview);
  return { plain: true, opening: true, banner: [], columns: COLUMNS, rows: page.rows };
}

/**
 * Adds to the tab what became of the workbooks, which is known only after everything else has been drawn.
 * @param statuses by 学院名称; a college that is not named keeps its own
 */
export function withStatuses(tab: TabImage, statuses: ReadonlyMap<string, string>): TabImage {
  const rows = tab.rows.map((row): ImageRow => {
    const [name, , ...rest] = row.cells;
    const status = rest.length > 0 && typeof name === 'string' ? statuses.get(name) : undefined;
    return status === undefined ? row : { ...row, cells: [name as string, status, ...rest] };
  });
  return { ...tab, rows };
}

function collegeRow({ name, status, figures }: CollegeLine): ImageRow {
  if (figures === null) return { cells: [name, status, ...HEADINGS.slice(2).map(() => UNKNOWN)], tone: 'warning' };
  return { cells: [name, status, ...figureCells(figures)] };
}

function figureCells({ errors, warnings, fixed, meanDays, overdue, organizations }: CollegeFigures): ImageCell[] {
  return [
    errors > 0 ? { value: errors, tone: 'error' } : errors,
    warnings,
    fixed ?? UNKNOWN,
    meanDays,
    overdue > 0 ? { value: overdue, tone: 'warning' } : overdue,
    ...organizationCells(organizations),
  ];
}

function organizationCells(organizations: OrganizationFigures | null): ImageCell[] {
  if (organizations === null) return HEADINGS.slice(-4).map(() => UNKNOWN);
  const { ranked, excellent, unqualified, coverage } = organizations;
  return [ranked, excellent, unqualified, shareCell(coverage)];
}

/** Unread colleges first, then by most errors, then by most warnings. */
function byNeed(colleges: readonly CollegeLine[]): readonly CollegeLine[] {
  const weight = ({ figures }: CollegeLine): readonly [number, number, number] =>
    figures === null ? [1, 0, 0] : [0, figures.errors, figures.warnings];
  return colleges.toSorted((a, b) => {
    const [x, y] = [weight(a), weight(b)];
    return y[0] - x[0] || y[1] - x[1] || y[2] - x[2];
  });
}

function totalOf(colleges: readonly CollegeLine[]): CollegeFigures {
  const read = colleges.flatMap(({ figures }) => (figures === null ? [] : [figures]));
  const sum = (of: (figures: CollegeFigures) => number): number => read.reduce((total, one) => total + of(one), 0);
  const open = (figures: CollegeFigures): number => figures.errors + figures.warnings;
  const openSum = sum(open);
  return {
    errors: sum(({ errors }) => errors),
    warnings: sum(({ warnings }) => warnings),
    fixed: read.every(({ fixed }) => fixed === null) ? null : sum(({ fixed }) => fixed ?? 0),
    meanDays: openSum === 0 ? 0 : Math.round(sum((one) => one.meanDays * open(one)) / openSum),
    overdue: sum(({ overdue }) => overdue),
    organizations: {
      ranked: sum(({ organizations }) => organizations?.ranked ?? 0),
      excellent: sum(({ organizations }) => organizations?.excellent ?? 0),
      unqualified: sum(({ organizations }) => organizations?.unqualified ?? 0),
      coverage: [
        sum(({ organizations }) => organizations?.coverage[0] ?? 0),
        sum(({ organizations }) => organizations?.coverage[1] ?? 0),
      ],
    },
  };
}

/** All rates of coverage combined. */
export function joinCoverage(lines: readonly CoverageLine[]): readonly [done: number, due: number] {
  return [lines.reduce((sum, [, done]) => sum + done, 0), lines.reduce((sum, [, , due]) => sum + due, 0)];
}
