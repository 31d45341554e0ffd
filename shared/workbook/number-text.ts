import type { ReadProblem } from '../domain/parsed.ts';
import type { RawCell } from '../sheet/raw.ts';
import { foldWord } from './normalize.ts';

/** Plain digits or thousands grouped in threes, a sign before and decimals after. */
const NUMBER = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/;
const MINUS = /\u2212/g;

/** The number in a number cell, or in a text that writes one (workbooks.md §1). Booleans are no numbers. */
export function numberOf(cell: RawCell): number | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  if (typeof cell !== 'string') return null;
  const text = foldWord(cell).replace(MINUS, '-');
  return NUMBER.test(text) ? Number(text.replaceAll(',', '')) : null;
}

/** A whole number from `min` to `max`, or what is wrong with it. */
export function wholeOf(cell: RawCell, min: number, max: number): number | ReadProblem {
  const value = numberOf(cell);
  if (value === null) return 'notANumber';
  if (!Number.isInteger(value)) return 'notWhole';
  if (value < 0 && min === 0) return 'negative';
  return value < min || value > max ? 'outOfRange' : value;
}
