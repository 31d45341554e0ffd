import { columnIndex } from '../domain/place.ts';
import { NOTE_PREFIX } from '../domain/vocabulary.ts';
import { cleanCellText } from './cell-text.ts';
import type { CellNote } from './image.ts';

/**
 * Our notes on the cells of input tabs: wanted notes are written, notes no longer wanted are removed, and users' words
 * stay. Our text is below the user's in the same note; a zero-width character ends it, and what a user types below is
 * not mistaken for ours.
 */

export const END_OF_OURS = '\u200b';

/** Longer notes would cover the screen. */
const MAX_NOTE = 8_000;

/** Our text on one cell. */
export interface WantedNote {
  /** Zero-based. */
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** Notes by tab; several on one cell are placed one below another. A place that no spreadsheet has is skipped. */
export function planNotes(notes: readonly CellNote[]): ReadonlyMap<string, readonly WantedNote[]> {
  const byTab = new Map<string, Map<string, { row: number; column: number; texts: string[] }>>();
  for (const { tab, row, column: letters, text } of notes) {
    if (row < 1 || !/^[A-Za-z]{1,3}$/.test(letters)) continue;
    const column = columnIndex(letters.toUpperCase());
    const places = byTab.get(tab) ?? new Map<string, { row: number; column: number; texts: string[] }>();
    byTab.set(tab, places);
    const place = `${row},${column}`;
    const there = places.get(place);
    if (there === undefined) places.set(place, { row: row - 1, column, texts: [text] });
    else there.texts.push(text);
  }
  return new Map(
    [...byTab].map(([tab, places]) => [
      tab,
      [...places.values()].map(({ row, column, texts }) => ({ row, column, text: noteText(texts.join('\n')) })),
    ]),
  );
}

/** A text that can be recognized as ours later. */
function noteText(text: string): string {
  const clean = cleanCellText(text.replaceAll(END_OF_OURS, ''), MAX_NOTE);
  return clean.startsWith(NOTE_PREFIX) ? clean : NOTE_PREFIX + clean;
}

/** Range of our words in a note's whole text, including the line break before them; `null` if there are none. */
export function ourRange(note: string): { readonly from: number; readonly to: number } | null {
  const at = note.startsWith(NOTE_PREFIX) ? 0 : indexAfterBreak(note);
  if (at < 0) return null;
  const end = note.indexOf(END_OF_OURS, at);
  return { from: at > 0 ? at - 1 : 0, to: end < 0 ? note.length : end + END_OF_OURS.length };
}

function indexAfterBreak(text: string): number {
  const at = Math.max(text.indexOf(`\n${NOTE_PREFIX}`), text.indexOf(`\r${NOTE_PREFIX}`));
  return at < 0 ? -1 : at + 1;
}

/** A note of plain text with our part replaced; `null` removes ours. */
export function withOurText(note: string, ours: string | null): string {
  const range = ourRange(note);
  const above = range === null ? note : note.slice(0, range.from);
  const below = range === null ? '' : note.slice(range.to);
  const own = ours === null ? '' : `${ours}${END_OF_OURS}`;
  return `${above}${above !== '' && own !== '' ? '\n' : ''}${own}${below}`;
}
