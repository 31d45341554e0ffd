import type { RawCell, RawTab, RawWorkbook, TabCells } from '../sheet/raw.ts';
import { findHeadings, findTab, type Headed, type HeadingRow, LONGEST_HEADING } from './find-tab.ts';
import { unreadHeadings } from './near-heading.ts';
import { TABS } from './tabs/index.ts';
import { SCHOOL_TABS } from './tabs/school.ts';

/** Facts about a tab that are needed to find its recognised cells. */
interface TabColumns {
  readonly title: string;
  readonly columns: Readonly<Record<string, Headed>>;
}

/**
 * The tabs that are read, in the order of the workbook, each reduced to the cells that are read: the texts of its
 * heading row and, below it, the columns that the headings name or may mean (DAT-18). Every cell keeps its place.
 * Titles above the headings and the user's own columns become blank, and so does a tab without headings. Reading the
 * result gives the same as reading the workbook.
 */
export function recognisedTabs({ tabs }: Pick<RawWorkbook, 'tabs'>): readonly TabCells[] {
  const specs = specsOf(tabs);
  return tabs.flatMap((tab) => {
    const spec = specs.get(tab);
    return spec === undefined ? [] : [recognisedCells(tab, spec)];
  });
}

/** Titles, as typed, of the user's tabs that nothing is read from. */
export function unrecognisedTitles({ tabs }: Pick<RawWorkbook, 'tabs'>): readonly string[] {
  const specs = specsOf(tabs);
  return tabs.filter((tab) => tab.output === undefined && !specs.has(tab)).map(({ title }) => title);
}

/** The columns of every tab that is read; if two tabs serve as one, the first is read. */
function specsOf(tabs: RawWorkbook['tabs']): ReadonlyMap<RawTab, TabColumns> {
  const specs = new Map<RawTab, TabColumns>();
  for (const spec of [...Object.values<TabColumns>(TABS), ...Object.values<TabColumns>(SCHOOL_TABS)]) {
    const tab = findTab(tabs, spec.title);
    if (tab !== null) specs.set(tab, spec);
  }
  return specs;
}

function recognisedCells({ title, rows, merges }: RawTab, { columns }: TabColumns): TabCells {
  const headings = findHeadings(rows, columns);
  if (headings.row < 0) return { title, rows: [], merges: [] };
  const kept = keptColumns(headings, columns);
  const cut = rows.map((row, at) => {
    if (at < headings.row) return [];
    return at === headings.row ? headingTexts(row) : cellsOf(row, kept);
  });
  return {
    title,
    rows: withoutTrailingBlanks(cut),
    merges: merges.filter(
      ({ left, bottom, right }) => bottom > headings.row && kept.some((column) => column >= left && column <= right),
    ),
  };
}

/** Zero-based columns that are read, and those of unread headings that may mean a missing column, in order. */
function keptColumns(headings: HeadingRow, columns: TabColumns['columns']): readonly number[] {
  const near = unreadHeadings(headings, columns).flatMap((unread) => (unread.near === null ? [] : [unread.at]));
  return [...headings.columns.values(), ...near].sort((a, b) => a - b);
}

/** Numbers, errors and remarks in the heading row are not headings. */
function headingTexts(row: readonly RawCell[]): readonly RawCell[] {
  return trimmed(row.map((cell) => (typeof cell === 'string' && cell.length <= LONGEST_HEADING ? cell : null)));
}

function cellsOf(row: readonly RawCell[], kept: readonly number[]): readonly RawCell[] {
  const cells: RawCell[] = [];
  for (const column of kept) {
    const cell = row[column];
    if (isNothing(cell)) continue;
    while (cells.length < column) cells.push(null);
    cells.push(cell);
  }
  return cells;
}

function trimmed(row: readonly RawCell[]): readonly RawCell[] {
  let last = row.length;
  while (last > 0 && isNothing(row[last - 1])) last--;
  return last === row.length ? row : row.slice(0, last);
}

function withoutTrailingBlanks(rows: readonly (readonly RawCell[])[]): readonly (readonly RawCell[])[] {
  let last = rows.length;
  while (last > 0 && rows[last - 1]?.length === 0) last--;
  return last === rows.length ? rows : rows.slice(0, last);
}

function isNothing(cell: RawCell | undefined): cell is null | undefined | '' {
  return cell === null || cell === undefined || cell === '';
}
