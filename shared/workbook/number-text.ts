import type { ReadProblem } from '../domain/parsed.ts';
import type { RawCell } from '../sheet/raw.ts';
import { foldWord } from './normalize.ts';

/** Plain digits or thousands grouped in threes, a sign before and decimals after. */
const NUMBER = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/;
const MINUS = /\u2212/g;
/** Spreadsheets keep fifteen digits of a number; a longer one ends in zeros. */
const FIRST_CUT = 1e15;
/** What a spreadsheet shows of a long number in a narrow column: `4.1924E+07`. */
const SCIENTIFIC = /^\d(?:\.\d+)?E\+?\d{1,3}$/i;

/** The number in a number cell, or in a text that writes one (workbooks.md §1). Booleans are not numbers. */
export function numberOf(cell: RawCell): number | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell + 0 : null;
  if (typeof cell !== 'string') return null;
  const text = foldWord(cell).replace(MINUS, '-');
  return NUMBER.test(text) ? Number(text.replaceAll(',', '')) + 0 : null;
}

/** A whole number from `min` to `max`, or what is wrong with it. */
export function wholeOf(cell: RawCell, min: number, max: number): number | ReadProblem {
  const value = numberOf(cell);
  if (value === null) return 'notANumber';
  if (!Number.isInteger(value)) return 'notWhole';
  if (value < 0 && min === 0) return 'negative';
  return value < min || value > max ? 'outOfRange' : value;
}

/** Whether an id has lost digits in a number cell, or is typed the way such a cell shows it. */
export function hasLostDigits(cell: RawCell): boolean {
  if (typeof cell === 'number') return Math.abs(cell) >= FIRST_CUT;
  return typeof cell === 'string' && isScientific(foldWord(cell));
}

/** `4.1924E+07`, `4E+07`; `3E2` may be the name of a class. */
export function isScientific(text: string): boolean {
  return SCIENTIFIC.test(text) && /[.+]/.test(text);
}
