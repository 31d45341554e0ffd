import { columnLetter } from '../domain/place.ts';
import type { RawTab } from '../sheet/raw.ts';
import { shownText } from './grid.ts';
import { bareTitle, foldHeading } from './normalize.ts';
import { GUIDE_TABS, OUTPUT_TITLES, TAB_ALIASES } from './tabs/other-names.ts';
import { INPUT_TITLES } from './tabs/school.ts';

/** Rows searched for the heading row: titles and merged banners may come before it. */
const HEADING_ROWS = 5;
/** Longer cells are not headings, whatever their brackets contain. */
export const LONGEST_HEADING = 500;

/** Facts needed to find a column. */
export interface Headed {
  readonly heading: string;
  readonly aliases: readonly string[];
  readonly required: boolean;
}

/** Positions of the headings of a tab. */
export interface HeadingRow {
  /** Zero-based; −1 where no row qualifies. */
  readonly row: number;
  /** Zero-based column by English name; for a repeated heading, the first. */
  readonly columns: ReadonlyMap<string, number>;
  /** Required headings that are missing, in the order of the specification. */
  readonly missing: readonly string[];
  /** Further occurrences of a heading (an alias counts as the heading). */
  readonly repeated: readonly RepeatedHeading[];
  /** Other contents of the heading row, in the order of the sheet. */
  readonly unknown: readonly UnknownHeading[];
}

/** A heading that no column of the tab knows. */
export interface UnknownHeading {
  /** Zero-based column, and its letter. */
  readonly at: number;
  readonly column: string;
  /** As typed in the sheet. */
  readonly text: string;
}

export interface RepeatedHeading {
  readonly field: string;
  /** Column letter of the further occurrence. */
  readonly column: string;
  /** As typed in the sheet. */
  readonly text: string;
}

/**
 * The input tab with that title (ignoring a leading ordinal), else the first one with one of its aliases. Output tabs
 * are never input.
 */
export function findTab(tabs: readonly RawTab[], title: string): RawTab | null {
  for (const name of [title, ...(TAB_ALIASES[title] ?? [])]) {
    const wanted = bareTitle(name);
    const found = tabs.find((tab) => tab.output === undefined && bareTitle(tab.title) === wanted);
    if (found) return found;
  }
  return null;
}

let inputTitles: ReadonlySet<string> | null = null;

/** Whether a tab of that title is an input tab of either workbook; a snapshot keeps only the cells of such tabs. */
export function isInputTitle(title: string): boolean {
  inputTitles ??= new Set(INPUT_TITLES.flatMap((input) => [input, ...(TAB_ALIASES[input] ?? [])]).map(bareTitle));
  return inputTitles.has(bareTitle(title));
}

/** A tab with the title of an output tab: some programs drop its identifying mark when they save. */
function isOurs(title: string): boolean {
  return GUIDE_TABS.includes(title) || OUTPUT_TITLES.includes(title);
}

/**
 * Titles, as typed, of the tabs that are not read: neither input tabs nor the software's own.
 * @param titles titles of the input tabs of this kind of workbook
 */
export function unreadTabs(tabs: readonly RawTab[], titles: readonly string[]): readonly string[] {
  const read = new Set(titles.map((title) => findTab(tabs, title)));
  return tabs
    .filter((tab) => tab.output === undefined && !read.has(tab) && !isOurs(bareTitle(tab.title)))
    .map(({ title }) => title);
}

/** The first of the first five rows with at least half of the required headings, and the position of each heading. */
export function findHeadings(rows: RawTab['rows'], columns: Readonly<Record<string, Headed>>): HeadingRow {
  const fields = fieldsByHeading(columns);
  const required = Object.keys(columns).filter((field) => columns[field]?.required);
  for (let row = 0; row < Math.min(rows.length, HEADING_ROWS); row++) {
    const found = mapColumns(rows[row] ?? [], fields);
    const missing = required.filter((field) => !found.columns.has(field));
    if (2 * (required.length - missing.length) >= required.length) return { row, ...found, missing };
  }
  return { row: -1, columns: new Map(), missing: required, repeated: [], unknown: [] };
}

function mapColumns(cells: RawTab['rows'][number], fields: ReadonlyMap<string, string>) {
  const columns = new Map<string, number>();
  const repeated: RepeatedHeading[] = [];
  const unknown: UnknownHeading[] = [];
  for (const [index, cell] of cells.entries()) {
    if (typeof cell !== 'string' || cell.length > LONGEST_HEADING) continue;
    const folded = foldHeading(cell);
    const field = fields.get(folded);
    if (field === undefined) {
      if (folded !== '') unknown.push({ at: index, column: columnLetter(index), text: shownText(cell) });
    } else if (columns.has(field)) repeated.push({ field, column: columnLetter(index), text: shownText(cell) });
    else columns.set(field, index);
  }
  return { columns, repeated, unknown };
}

function fieldsByHeading(columns: Readonly<Record<string, Headed>>): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const [field, { heading, aliases }] of Object.entries(columns)) {
    for (const name of [heading, ...aliases]) fields.set(foldHeading(name), field);
  }
  return fields;
}
