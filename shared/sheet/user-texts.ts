import type { OrphanNotes } from '../ports.ts';
import { cleanCellText, headingText, keyText } from './cell-text.ts';
import { inheritedKeys } from './heirs.ts';
import { plainValue, type TabImage } from './image.ts';
import { isFilled, type RawCell } from './raw.ts';

/** What users have typed into the user columns of an output tab, found by headings and keys wherever they are. */

/** How many rows from the top may hold the headings. */
export const HEADING_ROWS = 40;

/** An output tab in its current state. */
export interface CurrentTexts {
  readonly rows: readonly (readonly RawCell[])[];
  /** The number format of a cell, in the place's own numbering; `null` if it has none of its own. */
  formatAt(row: number, column: number): number | null;
  /** A number of this format as text, for places that can keep only text. */
  asText(value: number, format: number | null): string;
}

/** The contents of a user's cell, to be put where its row is now. */
export interface UserCell {
  readonly value: string | number | boolean;
  /** The number format, if it holds a number. */
  readonly format: number | null;
}

export interface UserTexts {
  /** Zero-based row of the current headings; `null` if none is found. */
  readonly headingRow: number | null;
  /** `null` = the cell is blank, `undefined` = neither the row nor one that it continues is there. */
  cell(key: string, heading: string): UserCell | null | undefined;
  /** Whether the cell holds the texts of several rows of one key. */
  isJoined(key: string, heading: string): boolean;
  readonly hasJoined: boolean;
  /** Texts whose key is no longer in the image. */
  readonly orphans: readonly OrphanNotes[];
}

const NOTHING: UserTexts = {
  headingRow: null,
  cell: () => undefined,
  isJoined: () => false,
  hasJoined: false,
  orphans: [],
};

/** The cells of one key by heading. */
type Cells = Map<string, UserCell | null>;

export function readUserTexts(image: TabImage, current: CurrentTexts | null): UserTexts {
  const { keyHeading, userHeadings } = image;
  if (current === null || keyHeading === undefined || userHeadings === undefined) return NOTHING;
  const wanted = headingText(keyHeading);
  const headingRow = current.rows
    .slice(0, HEADING_ROWS)
    .findIndex((row) => row.some((cell) => headingText(cell) === wanted));
  if (headingRow < 0) return NOTHING;
  const headings = current.rows[headingRow]!.map(headingText);
  const columns = userHeadings.flatMap((heading) => {
    const column = headings.indexOf(headingText(heading));
    return column < 0 ? [] : [{ heading, column }];
  });
  const { byKey, joined } = collect(current, headingRow, headings.indexOf(wanted), columns);
  const former = inheritedKeys(image, { headings, rows: current.rows.slice(headingRow + 1) }, byKey);
  return {
    headingRow,
    cell: (key, heading) => {
      const own = byKey.get(key);
      if (own !== undefined) return own.get(heading);
      const cell = byKey.get(former.get(key) ?? '')?.get(heading) ?? null;
      // Only typed values are passed on; a day is passed on as people read it.
      return cell === null ? undefined : { value: plainOf(cell, current), format: null };
    },
    isJoined: (key, heading) => joined.get(key)?.has(heading) ?? false,
    hasJoined: joined.size > 0,
    orphans: orphansOf(image, byKey, current),
  };
}

function collect(
  current: CurrentTexts,
  headingRow: number,
  keyColumn: number,
  columns: readonly { readonly heading: string; readonly column: number }[],
): { readonly byKey: Map<string, Cells>; readonly joined: Map<string, Set<string>> } {
  const byKey = new Map<string, Cells>();
  const joined = new Map<string, Set<string>>();
  for (let at = headingRow + 1; at < current.rows.length; at++) {
    const row = current.rows[at]!;
    const key = keyText(row[keyColumn]) ?? '';
    const cells: Cells = byKey.get(key) ?? new Map();
    byKey.set(key, cells);
    for (const { heading, column } of columns) {
      const before = cells.get(heading) ?? null;
      const typed = userCell(row[column], current, at, column);
      // A row that the user has copied: the texts of both are kept.
      const both = typed === null || before === null ? (before ?? typed) : join(before, typed, current);
      if (before !== both && key !== '' && cells.has(heading))
        joined.set(key, (joined.get(key) ?? new Set()).add(heading));
      cells.set(heading, both);
    }
  }
  return { byKey, joined };
}

function userCell(value: RawCell | undefined, current: CurrentTexts, row: number, column: number): UserCell | null {
  if (!isFilled(value)) return null;
  if (typeof value === 'object') return { value: value.error, format: null };
  if (typeof value === 'number') return { value, format: current.formatAt(row, column) };
  return { value: typeof value === 'string' ? cleanCellText(value) : value, format: null };
}

function plainOf(cell: UserCell, current: CurrentTexts): UserCell['value'] {
  return typeof cell.value === 'number' && cell.format !== null ? asText(cell, current) : cell.value;
}

function asText({ value, format }: UserCell, current: CurrentTexts): string {
  if (typeof value === 'number') return current.asText(value, format);
  return typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : value;
}

function join(first: UserCell, second: UserCell, current: CurrentTexts): UserCell {
  const [a, b] = [asText(first, current), asText(second, current)];
  return a === b ? first : { value: cleanCellText(`${a}\n${b}`), format: null };
}

/** A row without a key can never be found again: its texts are handed back, too. */
function orphansOf(image: TabImage, byKey: ReadonlyMap<string, Cells>, current: CurrentTexts): OrphanNotes[] {
  const keyAt = image.columns.findIndex(({ heading }) => heading === image.keyHeading);
  const wanted = new Set(image.rows.map(({ cells }) => keyText(plainValue(cells[keyAt]))));
  const orphans: OrphanNotes[] = [];
  for (const [key, cells] of byKey) {
    if (wanted.has(key)) continue;
    const notes: Record<string, string> = {};
    for (const [heading, cell] of cells) if (cell !== null) notes[heading] = asText(cell, current);
    if (Object.keys(notes).length > 0) orphans.push({ tab: image.key, key, notes });
  }
  return orphans;
}
