import { BLANK_WORDS } from '../domain/vocabulary.ts';
import type { RawCell, RawErrorCell, RawMerge } from '../sheet/raw.ts';
import { foldText, foldWord } from './normalize.ts';

/** A cell that may lie beyond the end of a ragged row. */
export type GridCell = RawCell | undefined;

const MAX_SHOWN = 60;

export function isErrorCell(cell: GridCell): cell is RawErrorCell {
  return typeof cell === 'object' && cell !== null;
}

/** What a person reads in a cell, as typed; empty for a blank one. Numbers in decimal digits, never with an exponent. */
export function textOf(cell: GridCell): string {
  switch (typeof cell) {
    case 'string':
      return cell;
    case 'number':
      return decimalText(cell);
    case 'boolean':
      return cell ? 'TRUE' : 'FALSE';
    default:
      return isErrorCell(cell) ? cell.error : '';
  }
}

/** The same text on one line, shortened to at most 60 characters, for messages. */
export function shownText(text: string): string {
  const folded = foldText(text);
  if (folded.length <= MAX_SHOWN) return folded;
  const characters = Array.from(folded);
  return characters.length <= MAX_SHOWN ? folded : `${characters.slice(0, MAX_SHOWN - 1).join('')}…`;
}

/** Blank: empty after trimming; in an optional column, also a dash, a slash or a word for “none”. */
export function isBlank(cell: GridCell, required: boolean): boolean {
  if (cell === null || cell === undefined) return true;
  if (typeof cell !== 'string') return false;
  const folded = foldText(cell);
  return folded === '' || (!required && isBlankWord(folded));
}

export function isBlankWord(text: string): boolean {
  return text.length <= 2 && BLANK_WORDS.includes(foldWord(text));
}

/** Cells that a merge covers, by row, both zero-based: all of its cells except the top-left one. */
export function coveredCells(
  merges: readonly RawMerge[],
  firstRow: number,
  lastRow: number,
  columns: readonly number[],
): ReadonlyMap<number, ReadonlySet<number>> {
  const covered = new Map<number, Set<number>>();
  for (const { top, left, bottom, right } of merges) {
    const within = columns.filter((column) => column >= left && column <= right);
    for (let row = Math.max(top, firstRow); row <= Math.min(bottom, lastRow); row++) {
      for (const column of within) {
        if (row === top && column === left) continue;
        const cells = covered.get(row) ?? new Set();
        covered.set(row, cells.add(column));
      }
    }
  }
  return covered;
}

function decimalText(value: number): string {
  const text = String(value);
  return text.includes('e') && Number.isInteger(value) ? BigInt(value).toString() : text;
}
