import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { ourRange, type WantedNote, withOurText } from '../../../shared/sheet/note-plan.ts';
import type { CurrentSheet } from './current-workbook.ts';

/** Requests that attach our notes to the cells of an input tab. */

type Request = sheets_v4.Schema$Request;

const placeName = (row: number, column: number): string => `${column},${row}`;

interface Change {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** Requests for one input tab; none where its notes are right already. Places off the grid are skipped. */
export function noteRequests(sheet: CurrentSheet, notes: readonly WantedNote[]): Request[] {
  const wanted = new Map(
    notes
      .filter(({ row, column }) => row < sheet.rowCount && column < sheet.columnCount)
      .map((note) => [placeName(note.row, note.column), note]),
  );
  const changes: Change[] = [];
  for (const { row, column, text: before } of sheet.notes) {
    const place = placeName(row, column);
    const ours = wanted.get(place)?.text ?? null;
    wanted.delete(place);
    if (ours === null && ourRange(before) === null) continue;
    const text = withOurText(before, ours);
    if (text !== before) changes.push({ row, column, text });
  }
  for (const { row, column, text } of wanted.values()) changes.push({ row, column, text: withOurText('', text) });
  changes.sort((a, b) => a.column - b.column || a.row - b.row);
  return runs(changes).map(({ row, column, texts }) => ({
    updateCells: {
      start: { sheetId: sheet.sheetId, rowIndex: row, columnIndex: column },
      rows: texts.map((note) => ({ values: [{ note }] })),
      fields: 'note',
    },
  }));
}

/** Cells below one another go into one request. */
function runs(changes: readonly Change[]): { row: number; column: number; texts: string[] }[] {
  const all: { row: number; column: number; texts: string[] }[] = [];
  for (const { row, column, text } of changes) {
    const last = all.at(-1);
    if (last !== undefined && last.column === column && last.row + last.texts.length === row) last.texts.push(text);
    else all.push({ row, column, texts: [text] });
  }
  return all;
}
