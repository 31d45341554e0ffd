import { columnLetter } from '../domain/place.ts';
import type { RawTab } from '../sheet/raw.ts';
import { shownText } from './grid.ts';
import { bareTitle, foldHeading } from './normalize.ts';
import { INPUT_TITLES } from './tabs/school.ts';

/** Rows among which the heading row is looked for: titles and merged banners may stand above it. */
const HEADING_ROWS = 5;
/** Longer cells are no headings, whatever stands in their brackets. */
const LONGEST_HEADING = 500;

/** What finding a column needs to know about it. */
export interface Headed {
  readonly heading: string;
  readonly aliases: readonly string[];
  readonly required: boolean;
}

/** Where the headings of a tab stand. */
export interface HeadingRow {
  /** Zero-based; −1 where no row qualifies. */
  readonly row: number;
  /** Zero-based column by English name; of a doubled heading the first. */
  readonly columns: ReadonlyMap<string, number>;
  /** Required headings that are missing, in the order of the specification. */
  readonly missing: readonly string[];
  /** Further occurrences of a heading (an alias counts as the heading). */
  readonly repeated: readonly RepeatedHeading[];
}

export interface RepeatedHeading {
  readonly field: string;
  /** Column letter of the further occurrence. */
  readonly column: string;
  /** As it stands there. */
  readonly text: string;
}

/** The input tab of that title, with or without a leading ordinal; of two the first. Output tabs are never input. */
export function findTab(tabs: readonly RawTab[], title: string): RawTab | null {
  const wanted = bareTitle(title);
  return tabs.find((tab) => tab.output === undefined && bareTitle(tab.title) === wanted) ?? null;
}

/** Whether a tab of that title is an input tab of some workbook; a snapshot keeps those and no others. */
export function isInputTitle(title: string): boolean {
  return INPUT_TITLES.some((input) => bareTitle(input) === bareTitle(title));
}

/** The first of the first five rows that holds at least half of the required headings, and where each heading stands. */
export function findHeadings(rows: RawTab['rows'], columns: Readonly<Record<string, Headed>>): HeadingRow {
  const fields = fieldsByHeading(columns);
  const required = Object.keys(columns).filter((field) => columns[field]?.required);
  for (let row = 0; row < Math.min(rows.length, HEADING_ROWS); row++) {
    const found = mapColumns(rows[row] ?? [], fields);
    const missing = required.filter((field) => !found.columns.has(field));
    if (2 * (required.length - missing.length) >= required.length) return { row, ...found, missing };
  }
  return { row: -1, columns: new Map(), missing: required, repeated: [] };
}

function mapColumns(cells: RawTab['rows'][number], fields: ReadonlyMap<string, string>) {
  const columns = new Map<string, number>();
  const repeated: RepeatedHeading[] = [];
  for (const [index, cell] of cells.entries()) {
    if (typeof cell !== 'string' || cell.length > LONGEST_HEADING) continue;
    const field = fields.get(foldHeading(cell));
    if (field === undefined) continue;
    if (columns.has(field)) repeated.push({ field, column: columnLetter(index), text: shownText(cell) });
    else columns.set(field, index);
  }
  return { columns, repeated };
}

function fieldsByHeading(columns: Readonly<Record<string, Headed>>): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const [field, { heading, aliases }] of Object.entries(columns)) {
    for (const name of [heading, ...aliases]) fields.set(foldHeading(name), field);
  }
  return fields;
}
