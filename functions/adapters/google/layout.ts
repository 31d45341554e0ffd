import { createHash } from 'node:crypto';
import type { CellLink, ImageCell, TabImage, Tone } from '../../../shared/sheet/image.ts';
import type { RawCell } from '../../../shared/sheet/raw.ts';
import { cleanCellText, isFilled } from './text.ts';

/** An image as rows of cells, knowing nothing of requests. */

export interface OutputCell {
  readonly value: string | number | null;
  readonly link: CellLink | null;
  readonly tone: Tone | null;
  /** A difference here alone is no reason to write. */
  readonly volatile: boolean;
  readonly role: 'banner' | 'heading' | 'userHeading' | 'cell' | 'user';
}

export interface OutputGrid {
  /** Banner and heading row included, all equally long. */
  readonly rows: readonly (readonly OutputCell[])[];
  /** Zero-based; `null` on a page to be read. */
  readonly headingRow: number | null;
  /** Zero-based row of the first row of the image. */
  readonly firstRow: number;
  readonly columns: number;
  /** Zero-based columns that belong to the user. */
  readonly userColumns: readonly number[];
}

export function plainValue(cell: ImageCell | undefined): string | number | null {
  return cell === undefined ? null : cell !== null && typeof cell === 'object' ? cell.value : cell;
}

function outputCell(cell: ImageCell | undefined, rowTone: Tone | undefined, role: OutputCell['role']): OutputCell {
  const whole = cell !== null && typeof cell === 'object' ? cell : { value: cell ?? null };
  return {
    value: writable(whole.value),
    link: whole.link ?? null,
    tone: whole.tone ?? rowTone ?? null,
    volatile: whole.volatile === true,
    role,
  };
}

function writable(value: string | number | null): string | number | null {
  if (typeof value === 'string') return value === '' ? null : cleanCellText(value);
  return value === null || !Number.isFinite(value) ? null : value;
}

export function layOut(image: TabImage): OutputGrid {
  const users = new Set(image.userHeadings ?? []);
  const columns = Math.max(
    image.columns.length,
    ...image.banner.map(({ cells }) => cells.length),
    ...image.rows.map(({ cells }) => cells.length),
    1,
  );
  const row = (cells: readonly ImageCell[], tone: Tone | undefined, role: (at: number) => OutputCell['role']) =>
    Array.from({ length: columns }, (_, at) => outputCell(cells[at], tone, role(at)));
  const isUsers = (at: number): boolean => users.has(image.columns[at]?.heading ?? '\n');
  const rows = image.banner.map(({ cells, tone }) => row(cells, tone, () => 'banner'));
  const headingRow = image.plain === true ? null : rows.length;
  if (headingRow !== null) {
    const headings = image.columns.map(({ heading }) => heading);
    rows.push(row(headings, undefined, (at) => (isUsers(at) ? 'userHeading' : 'heading')));
  }
  const firstRow = rows.length;
  for (const { cells, tone } of image.rows) rows.push(row(cells, tone, (at) => (isUsers(at) ? 'user' : 'cell')));
  const userColumns = image.columns.flatMap((_, at) => (isUsers(at) ? [at] : []));
  return { rows, headingRow, firstRow, columns, userColumns };
}

/** True when a row as it stands shows what would be written, volatile and user's cells aside. */
export function showsSame(row: readonly OutputCell[], there: readonly RawCell[]): boolean {
  if (there.slice(row.length).some(isFilled)) return false;
  return row.every(({ value, volatile, role }, at) => {
    if (volatile || role === 'user') return true;
    return value === null ? !isFilled(there[at]) : there[at] === value;
  });
}

/** Goes up when output tabs come to look different for the same image, so that they are written once more. */
const LOOK_VERSION = 1;

/** Short hash of all that an output tab shows beyond its values: tones, links, widths, charts. Kept in its mark. */
export function fingerprintOf(image: TabImage, grid: OutputGrid, gidOf: (title: string) => number | null): string {
  const cells = grid.rows.map((row) =>
    row.map(({ volatile, role, tone, link }) =>
      volatile || role === 'user' ? [role] : [role, tone, link && [gidOf(link.tab), link.row, link.column]],
    ),
  );
  const shape = [LOOK_VERSION, image.columns, image.plain ?? false, image.charts ?? [], cells];
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 16);
}
