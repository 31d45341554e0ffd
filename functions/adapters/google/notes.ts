import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { columnIndex } from '../../../shared/domain/place.ts';
import type { CellNote } from '../../../shared/sheet/image.ts';
import type { StandingSheet } from './standing.ts';
import { NOTE_PREFIX } from './words.ts';

/**
 * Our notes on the cells of input tabs: what is wanted is put there, what is not any more goes, users' words stay. Our
 * text stands below the user's in the same note; a character without width ends it, so that what a user types below
 * is not taken for ours.
 */

type Request = sheets_v4.Schema$Request;

const END_OF_OURS = '\u200b';

/** A note's text with our part replaced; `null` = ours goes. */
export function withOurText(note: string, ours: string | null): string {
  const at = note.indexOf(NOTE_PREFIX);
  const end = at < 0 ? -1 : note.indexOf(END_OF_OURS, at);
  const above = (at < 0 ? note : note.slice(0, at)).replace(/\n$/, '');
  const below = end < 0 ? '' : note.slice(end + END_OF_OURS.length);
  const own = ours === null ? '' : `${ours.replaceAll(END_OF_OURS, '')}${END_OF_OURS}`;
  return `${above}${above !== '' && own !== '' ? '\n' : ''}${own}${below}`;
}

/** Notes by zero-based place; several on one cell stand below one another. Places that the grid lacks are passed over. */
function wantedOn(sheet: StandingSheet, notes: readonly CellNote[]): Map<string, string> {
  const wanted = new Map<string, string>();
  for (const note of notes) {
    if (note.tab !== sheet.title || !/^[A-Za-z]{1,3}$/.test(note.column)) continue;
    const column = columnIndex(note.column.toUpperCase());
    if (note.row < 1 || note.row > sheet.rowCount || column >= sheet.columnCount) continue;
    const place = placeName(note.row - 1, column);
    const before = wanted.get(place);
    wanted.set(place, before === undefined ? note.text : `${before}\n${note.text}`);
  }
  return wanted;
}

const placeName = (row: number, column: number): string => `${column},${row}`;

interface Change {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** Requests for one input tab; none where its notes stand as they should. */
export function noteRequests(sheet: StandingSheet, notes: readonly CellNote[]): Request[] {
  const wanted = wantedOn(sheet, notes);
  const standing = new Map(sheet.notes.map(({ row, column, text }) => [placeName(row, column), text]));
  const changes: Change[] = [];
  for (const place of new Set([...standing.keys(), ...wanted.keys()])) {
    const before = standing.get(place) ?? '';
    const ours = wanted.get(place) ?? null;
    if (ours === null && !before.includes(NOTE_PREFIX)) continue;
    const text = withOurText(before, ours);
    const [column, row] = place.split(',').map(Number) as [number, number];
    if (text !== before) changes.push({ row, column, text });
  }
  changes.sort((a, b) => a.column - b.column || a.row - b.row);
  return runs(changes).map(({ row, column, texts }) => ({
    updateCells: {
      start: { sheetId: sheet.sheetId, rowIndex: row, columnIndex: column },
      rows: texts.map((note) => ({ values: [{ note }] })),
      fields: 'note',
    },
  }));
}

/** Neighbours below one another go out together. */
function runs(changes: readonly Change[]): { row: number; column: number; texts: string[] }[] {
  const all: { row: number; column: number; texts: string[] }[] = [];
  for (const { row, column, text } of changes) {
    const last = all.at(-1);
    if (last !== undefined && last.column === column && last.row + last.texts.length === row) last.texts.push(text);
    else all.push({ row, column, texts: [text] });
  }
  return all;
}
