import { formatDay } from '../../../shared/domain/calendar.ts';
import type { OrphanNotes } from '../../../shared/ports.ts';
import type { TabImage } from '../../../shared/sheet/image.ts';
import type { RawCell } from '../../../shared/sheet/raw.ts';
import { plainValue } from './layout.ts';
import type { StandingSheet } from './standing.ts';
import { cleanCellText, isFilled, keyText, normalHeading } from './text.ts';

/** What users have typed into the user columns of an output tab, found by headings and keys wherever they stand. */

/** How many rows from the top may hold the headings. */
const HEADING_ROWS = 40;

export type UserValue = string | number | boolean;

export interface UserTexts {
  /** Zero-based row of the headings as they stand; `null` where none is found. */
  readonly headingRow: number | null;
  /** `null` = the cell is blank, `undefined` = the row is not there. */
  cell(key: string, heading: string): UserValue | null | undefined;
  /** Cells that hold the texts of several rows of one key. */
  readonly joined: readonly { readonly key: string; readonly heading: string }[];
  readonly orphans: readonly OrphanNotes[];
}

const NOTHING: UserTexts = { headingRow: null, cell: () => undefined, joined: [], orphans: [] };

type Cells = Map<string, UserValue | null>;

export function readUserTexts(image: TabImage, standing: StandingSheet | null): UserTexts {
  const { keyHeading, userHeadings } = image;
  if (standing === null || keyHeading === undefined || userHeadings === undefined) return NOTHING;
  const wanted = normalHeading(keyHeading);
  const headingRow = standing.rows
    .slice(0, HEADING_ROWS)
    .findIndex((row) => row.some((cell) => normalHeading(cell) === wanted));
  if (headingRow < 0) return NOTHING;
  const headings = standing.rows[headingRow]!.map(normalHeading);
  const columns = userHeadings.flatMap((heading) => {
    const column = headings.indexOf(normalHeading(heading));
    return column < 0 ? [] : [{ heading, column }];
  });
  const { byKey, joined } = collect(standing, headingRow, headings.indexOf(wanted), columns);
  return {
    headingRow,
    cell: (key, heading) => byKey.get(key)?.get(heading),
    joined,
    orphans: orphansOf(image, byKey),
  };
}

function collect(
  standing: StandingSheet,
  headingRow: number,
  keyColumn: number,
  columns: readonly { readonly heading: string; readonly column: number }[],
): { readonly byKey: Map<string, Cells>; readonly joined: UserTexts['joined'] } {
  const byKey = new Map<string, Cells>();
  const joined: { key: string; heading: string }[] = [];
  for (let at = headingRow + 1; at < standing.rows.length; at++) {
    const row = standing.rows[at]!;
    const key = keyText(row[keyColumn] ?? null) ?? '';
    const cells: Cells = byKey.get(key) ?? new Map();
    byKey.set(key, cells);
    for (const { heading, column } of columns) {
      const before = cells.get(heading) ?? null;
      const typed = userValue(row[column] ?? null, standing.isDate(at, column));
      // A row that the user has copied: the texts of both are kept.
      const both = typed === null || before === null ? (before ?? typed) : join(before, typed);
      if (before !== both && key !== '' && cells.has(heading)) joined.push({ key, heading });
      cells.set(heading, both);
    }
  }
  return { byKey, joined };
}

function userValue(value: RawCell, isDate: boolean): UserValue | null {
  if (!isFilled(value)) return null;
  if (typeof value === 'object') return value.error;
  if (typeof value === 'number') return isDate ? formatDay(Math.floor(value)) : value;
  return typeof value === 'string' ? cleanCellText(value) : value;
}

function textOf(value: UserValue): string {
  return typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : String(value);
}

function join(a: UserValue, b: UserValue): UserValue {
  return textOf(a) === textOf(b) ? a : cleanCellText(`${textOf(a)}\n${textOf(b)}`);
}

/** Texts whose key stands in the new tab no more. A row without a key can never be found again: it is handed back, too. */
function orphansOf(image: TabImage, byKey: ReadonlyMap<string, Cells>): OrphanNotes[] {
  const keyAt = image.columns.findIndex(({ heading }) => heading === image.keyHeading);
  const wanted = new Set(image.rows.map(({ cells }) => keyText(plainValue(cells[keyAt]))));
  const orphans: OrphanNotes[] = [];
  for (const [key, cells] of byKey) {
    if (wanted.has(key)) continue;
    const notes: Record<string, string> = {};
    for (const [heading, value] of cells) if (value !== null) notes[heading] = textOf(value);
    if (Object.keys(notes).length > 0) orphans.push({ tab: image.key, key, notes });
  }
  return orphans;
}
