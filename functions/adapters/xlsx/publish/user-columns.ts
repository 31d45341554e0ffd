import type { OrphanNotes } from '../../../../shared/ports.ts';
import type { TabImage } from '../../../../shared/sheet/image.ts';
import type { RawCell } from '../../../../shared/sheet/raw.ts';
import { cleanCellText } from '../package/text.ts';
import { keyText, plainValue, type UserCell, type UserCells } from './output-tab.ts';

/** What users have typed into the user columns of an output tab, found by headings and keys wherever they stand. */

/** How many rows from the top may hold the headings. */
const HEADING_ROWS = 40;

/** The tab as it stands. */
export interface StandingTab {
  readonly rows: readonly (readonly RawCell[])[];
  /** Number format of a cell that holds a number. */
  formatAt(row: number, column: number): number;
  /** Text for a number with this format, for where only text can be kept. */
  asText(value: number, format: number): string;
}

export interface UserTexts {
  readonly cells: UserCells;
  readonly orphans: readonly OrphanNotes[];
}

export function normalHeading(value: RawCell): string {
  return typeof value === 'string' ? value.normalize('NFKC').replace(/\s+/g, '') : '';
}

/** Row among the first ones that holds the wanted heading; `null` where none does. */
function findHeadingRow(rows: StandingTab['rows'], heading: string): number | null {
  const wanted = normalHeading(heading);
  const at = rows.slice(0, HEADING_ROWS).findIndex((row) => row.some((cell) => normalHeading(cell) === wanted));
  return at < 0 ? null : at;
}

const NOTHING: UserTexts = { cells: () => undefined, orphans: [] };

/** Reads the user columns of the tab as it stands. */
export function readUserTexts(image: TabImage, standing: StandingTab | null): UserTexts {
  const { keyHeading, userHeadings } = image;
  if (standing === null || keyHeading === undefined || userHeadings === undefined) return NOTHING;
  const headingRow = findHeadingRow(standing.rows, keyHeading);
  if (headingRow === null) return NOTHING;
  const headings = standing.rows[headingRow]!.map(normalHeading);
  const keyColumn = headings.indexOf(normalHeading(keyHeading));
  const columns = userHeadings.flatMap((heading) => {
    const column = headings.indexOf(normalHeading(heading));
    return column < 0 ? [] : [{ heading, column }];
  });

  const byKey = new Map<string, Map<string, UserCell | null>>();
  for (let at = headingRow + 1; at < standing.rows.length; at++) {
    const row = standing.rows[at]!;
    const key = keyText(row[keyColumn] ?? null) ?? '';
    const cells = byKey.get(key) ?? new Map<string, UserCell | null>();
    byKey.set(key, cells);
    for (const { heading, column } of columns) {
      const typed = userCell(row[column] ?? null, standing, at, column);
      // A row that the user has copied: the texts of both are kept.
      cells.set(heading, joined(cells.get(heading) ?? null, typed, standing));
    }
  }

  const keyAt = image.columns.findIndex((column) => column.heading === keyHeading);
  const wanted = new Set(image.rows.map((row) => keyText(plainValue(row.cells[keyAt])) ?? ''));
  // A row without a key can never be found again: what stands there is handed back, too.
  wanted.delete('');
  const orphans: OrphanNotes[] = [];
  for (const [key, cells] of byKey) {
    if (wanted.has(key)) continue;
    const notes: Record<string, string> = {};
    for (const [heading, cell] of cells) if (cell !== null) notes[heading] = textOf(cell, standing);
    if (Object.keys(notes).length > 0) orphans.push({ tab: image.key, key, notes });
  }
  return { cells: (key, heading) => byKey.get(key)?.get(heading), orphans };
}

function userCell(value: RawCell, standing: StandingTab, row: number, column: number): UserCell | null {
  if (value === null || value === '') return null;
  if (typeof value === 'object') return { value: value.error, format: null };
  if (typeof value === 'number') return { value, format: standing.formatAt(row, column) };
  return { value: typeof value === 'string' ? cleanCellText(value) : value, format: null };
}

function textOf(cell: UserCell, standing: StandingTab): string {
  if (typeof cell.value === 'number') return standing.asText(cell.value, cell.format ?? 0);
  return typeof cell.value === 'boolean' ? (cell.value ? 'TRUE' : 'FALSE') : cell.value;
}

function joined(first: UserCell | null, second: UserCell | null, standing: StandingTab): UserCell | null {
  if (first === null || second === null) return first ?? second;
  const [a, b] = [textOf(first, standing), textOf(second, standing)];
  return a === b ? first : { value: cleanCellText(`${a}\n${b}`), format: null };
}
