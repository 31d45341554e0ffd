import { cleanCellText, keyText } from './cell-text.ts';
import {
  type CellFormat,
  type CellLink,
  type ImageCell,
  type ImageColumn,
  type ImageRow,
  plainValue,
  type TabImage,
  type Tone,
} from './image.ts';
import type { UserTexts } from './user-texts.ts';

/** An image as rows of cells, the user's cells in their places. */

/** A cell of an output tab, ready to be written. */
export interface OutputCell {
  readonly value: string | number | boolean | null;
  readonly link: CellLink | null;
  readonly tone: Tone | null;
  readonly format: CellFormat;
  /** Its column in the image, if that defines how the cell looks. */
  readonly column: ImageColumn | null;
  /** A difference here alone is no reason to write. */
  readonly volatile: boolean;
  readonly small: boolean;
  /** A bar behind the number, full at 1. */
  readonly bar: boolean;
  /** Set on a user's cell that holds a number: its number format, in the place's own numbering. */
  readonly userFormat: number | null;
  /** A user's cell that holds the texts of several rows: it has to be written although the user typed it. */
  readonly joined: boolean;
  readonly role: 'banner' | 'heading' | 'userHeading' | 'cell' | 'user';
}

/**
 * An output tab row by row, including banner and heading row; each row ends with the last cell that the image has for
 * it.
 */
export interface OutputGrid {
  readonly rows: readonly (readonly OutputCell[])[];
  /** Zero-based row of the headings; `null` on a plain page. */
  readonly headingRow: number | null;
  /** Zero-based row of the first row of the image. */
  readonly firstRow: number;
  /** Number of cells in the longest row. */
  readonly columns: number;
  /** Zero-based columns that belong to the user. */
  readonly userColumns: readonly number[];
}

/** One cell of the image; `undefined`: the image has nothing there. */
export function outputCell(
  cell: ImageCell | undefined,
  role: OutputCell['role'],
  row: Omit<ImageRow, 'cells'> = {},
  column: ImageColumn | null = null,
): OutputCell {
  const whole = cell !== null && typeof cell === 'object' ? cell : { value: cell ?? null };
  return {
    value: writable(whole.value),
    link: whole.link ?? null,
    tone: whole.tone ?? row.tone ?? null,
    // A percentage has a bar behind it unless the image says otherwise.
    format: whole.format ?? (whole.bar === true ? 'percent' : (column?.format ?? 'text')),
    column,
    volatile: whole.volatile === true,
    small: row.small === true,
    bar: whole.bar === true,
    userFormat: null,
    joined: false,
    role,
  };
}

/** A value that can be written: a text that a cell can hold, or a finite number. */
function writable(value: string | number | null): string | number | null {
  if (typeof value === 'string') return value === '' ? null : cleanCellText(value);
  return value === null || !Number.isFinite(value) ? null : value;
}

/** @param texts the current contents of the user's columns */
export function layOut(image: TabImage, texts: UserTexts): OutputGrid {
  const users = new Set(image.userHeadings ?? []);
  const keyColumn = image.columns.findIndex(({ heading }) => heading === image.keyHeading);
  const rows = image.banner.map((row) => row.cells.map((cell) => outputCell(cell, 'banner', row)));
  const headingRow = image.plain === true ? null : rows.length;
  if (headingRow !== null)
    rows.push(image.columns.map(({ heading }) => outputCell(heading, users.has(heading) ? 'userHeading' : 'heading')));
  const firstRow = rows.length;
  for (const row of image.rows) {
    const key = keyColumn < 0 ? null : keyText(plainValue(row.cells[keyColumn]));
    const width = image.plain === true ? row.cells.length : Math.max(image.columns.length, row.cells.length);
    const cells: OutputCell[] = [];
    for (let at = 0; at < width; at++) {
      const column = image.columns[at] ?? null;
      const isUsers = column !== null && users.has(column.heading);
      const cell = outputCell(row.cells[at], isUsers ? 'user' : 'cell', row, column);
      cells.push(isUsers && key !== null ? withUserText(cell, key, column.heading, texts) : cell);
    }
    rows.push(cells);
  }
  const columns = rows.reduce((most, row) => Math.max(most, row.length), Math.max(image.columns.length, 1));
  const userColumns = image.columns.flatMap(({ heading }, at) => (users.has(heading) ? [at] : []));
  return { rows, headingRow, firstRow, columns, userColumns };
}

/** The contents of the workbook win over what the store remembers. */
function withUserText(cell: OutputCell, key: string, heading: string, texts: UserTexts): OutputCell {
  const typed = texts.cell(key, heading);
  if (typed === undefined) return cell;
  if (typed === null) return { ...cell, value: null };
  return { ...cell, value: typed.value, userFormat: typed.format, joined: texts.isJoined(key, heading) };
}
