import type { CellLink, ImageCell, ImageColumn, TabImage, Tone } from '../../../../shared/sheet/image.ts';
import type { RawCell } from '../../../../shared/sheet/raw.ts';
import { cleanCellText } from '../package/text.ts';

/** A cell of an output tab as it is going to be written. */
export interface OutputCell {
  readonly value: string | number | boolean | null;
  readonly link: CellLink | null;
  readonly tone: Tone | null;
  /** A difference here alone is no reason to write. */
  readonly volatile: boolean;
  /** Set on a user's cell that holds a number: its number format. */
  readonly userFormat: number | null;
  readonly column: ImageColumn | null;
  readonly role: 'banner' | 'heading' | 'userHeading' | 'cell' | 'user';
}

/** An output tab row by row, banner and heading row included. */
export interface OutputGrid {
  readonly rows: readonly (readonly OutputCell[])[];
  /** Zero-based row of the headings; `null` on a page to be read. */
  readonly headingRow: number | null;
  readonly columns: number;
}

/** What a user's cell holds, to be put where its row is now. */
export interface UserCell {
  readonly value: string | number | boolean;
  readonly format: number | null;
}

/** Looks up the user's cell for a key and a heading: `null` = blank, `undefined` = the row was not there. */
export type UserCells = (key: string, heading: string) => UserCell | null | undefined;

/** What can be written of a value: text without what XML cannot hold, a finite number. */
function writable(value: string | number | null): string | number | null {
  if (typeof value === 'string') return cleanCellText(value);
  return value === null || !Number.isFinite(value) ? null : value;
}

function outputCell(
  cell: ImageCell | undefined,
  rowTone: Tone | undefined,
  role: OutputCell['role'],
  column: ImageColumn | null,
): OutputCell {
  const whole = cell !== null && typeof cell === 'object' ? cell : { value: cell ?? null };
  return {
    value: writable(whole.value),
    link: whole.link ?? null,
    tone: whole.tone ?? rowTone ?? null,
    volatile: whole.volatile === true,
    userFormat: null,
    column,
    role,
  };
}

/** The image as rows of cells, the user's cells in their places. */
export function layOut(image: TabImage, userCells: UserCells): OutputGrid {
  const users = new Set(image.userHeadings ?? []);
  const keyColumn = image.columns.findIndex((column) => column.heading === image.keyHeading);
  const rows: OutputCell[][] = image.banner.map((row) =>
    row.cells.map((cell) => outputCell(cell, row.tone, 'banner', null)),
  );
  let headingRow: number | null = null;
  if (image.plain !== true) {
    headingRow = rows.length;
    rows.push(
      image.columns.map((column) =>
        outputCell(column.heading, undefined, users.has(column.heading) ? 'userHeading' : 'heading', null),
      ),
    );
  }
  for (const row of image.rows) {
    const key = keyColumn < 0 ? null : keyText(plainValue(row.cells[keyColumn]));
    const width = image.plain === true ? row.cells.length : Math.max(image.columns.length, row.cells.length);
    rows.push(
      Array.from({ length: width }, (_, at) => {
        const column = image.columns[at] ?? null;
        if (column === null || !users.has(column.heading)) return outputCell(row.cells[at], row.tone, 'cell', column);
        const own = outputCell(row.cells[at], row.tone, 'user', column);
        const standing = key === null ? undefined : userCells(key, column.heading);
        if (standing === undefined) return own;
        if (standing === null) return { ...own, value: null };
        return { ...own, value: standing.value, userFormat: standing.format };
      }),
    );
  }
  return { rows, headingRow, columns: Math.max(image.columns.length, ...rows.map((row) => row.length), 1) };
}

export function plainValue(cell: ImageCell | undefined): string | number | null {
  return cell === undefined ? null : cell !== null && typeof cell === 'object' ? cell.value : cell;
}

/** A key as it is compared: the text of the cell, trimmed. `null` where there is none. */
export function keyText(value: RawCell): string | null {
  if (value === null || typeof value === 'object') return null;
  const text = String(value).normalize('NFKC').trim();
  return text === '' ? null : text;
}

/** True when the tab as it stands shows what would be written, volatile cells aside. */
export function showsSame(grid: OutputGrid, standing: readonly (readonly RawCell[])[]): boolean {
  if (standing.length > grid.rows.length && standing.slice(grid.rows.length).some((row) => row.some(isFilled)))
    return false;
  return grid.rows.every((row, y) => {
    const there = standing[y] ?? [];
    if (there.length > row.length && there.slice(row.length).some(isFilled)) return false;
    return row.every((cell, x) => cell.volatile || sameValue(cell.value, there[x] ?? null));
  });
}

function isFilled(value: RawCell): boolean {
  return value !== null && value !== '';
}

function sameValue(wanted: OutputCell['value'], there: RawCell): boolean {
  if (wanted === null || wanted === '') return !isFilled(there);
  return wanted === there;
}
