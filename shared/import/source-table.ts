import { columnLetter } from '../domain/place.ts';
import { isFilled, type RawCell, type RawTab } from '../sheet/raw.ts';
import { shownText, textOf } from '../workbook/grid.ts';
import { isNearWord } from '../workbook/near-heading.ts';
import { foldHeading } from '../workbook/normalize.ts';
import type { AnyTab } from './input-tab.ts';

/** Rows of an export among which the headings are looked for: titles and notes of the system stand above them. */
const HEADING_ROWS = 15;
/** A row with one filled cell is a title. */
const LEAST_HEADINGS = 2;

/** A heading of an export. */
export interface SourceHeading {
  /** Zero-based column, and its letter. */
  readonly at: number;
  readonly letter: string;
  readonly text: string;
}

/** The table of an export: one row of headings and what stands below. */
export interface SourceTable {
  /** File that it came from. */
  readonly file: string;
  /** Title of its tab; empty in a .csv file. */
  readonly sheet: string;
  readonly headings: readonly SourceHeading[];
  readonly rows: readonly SourceRow[];
}

export interface SourceRow {
  /** As the file shows it, 1 = first. */
  readonly row: number;
  readonly cells: readonly RawCell[];
}

/** The tab and the row whose headings say most to the input tab; `null` where nothing looks like a table. */
export function sourceTable(file: string, tabs: readonly RawTab[], tab: AnyTab): SourceTable | null {
  let best: { readonly raw: RawTab; readonly row: number } | null = null;
  let most = -1;
  const columns = Object.values(tab.columns);
  const names = new Set(columns.flatMap(({ heading, aliases }) => [heading, ...aliases]).map(foldHeading));
  const scoreOf = (cell: RawCell): number => {
    if (typeof cell !== 'string') return 0;
    return names.has(foldHeading(cell)) ? 3 : columns.some((column) => isNearWord(cell, column)) ? 2 : 0;
  };
  for (const raw of tabs) {
    for (const [row, cells] of raw.rows.slice(0, HEADING_ROWS).entries()) {
      if (cells.filter(isFilled).length < LEAST_HEADINGS && cells.every((cell) => scoreOf(cell) === 0)) continue;
      const score = cells.reduce<number>((sum, cell) => sum + scoreOf(cell), 0);
      if (score <= most) continue;
      most = score;
      best = { raw, row };
    }
  }
  if (best === null) return null;
  const { raw, row } = best;
  return {
    file,
    sheet: raw.title,
    headings: (raw.rows[row] ?? []).flatMap((cell, at): SourceHeading[] => {
      const text = shownText(textOf(cell));
      return text === '' ? [] : [{ at, letter: columnLetter(at), text }];
    }),
    rows: raw.rows.flatMap((cells, at) => (at > row && cells.some(isFilled) ? [{ row: at + 1, cells }] : [])),
  };
}
