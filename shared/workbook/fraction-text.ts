import type { Fraction } from '../domain/points.ts';
import type { RawCell } from '../sheet/raw.ts';
import { foldWord } from './normalize.ts';
import { numberOf } from './number-text.ts';

const FRACTION = /^(\d{1,4})\s?\/\s?(\d{1,4})$/;
const PERCENT = /^(\d{1,3}(?:\.\d{1,2})?)\s?%$/;

/** Decimals that a factor or share may have; more of them come from a formula such as =1/3. */
const SCALE = 10_000;
/** Rounding error that a binary number cell may have. */
const NOISE = 1e-6;

/** A fraction as written: `1/2`, `30%`, `0.3`. Not reduced; `null` for anything else and for negative numbers. */
export function fractionOf(cell: RawCell): Fraction | null {
  const text = typeof cell === 'string' ? foldWord(cell) : '';
  const fraction = FRACTION.exec(text);
  if (fraction)
    return Number(fraction[2]) > 0 ? { numerator: Number(fraction[1]), denominator: Number(fraction[2]) } : null;
  const percent = PERCENT.exec(text)?.[1];
  const decimal = decimalFraction(percent === undefined ? numberOf(cell) : Number(percent));
  if (percent === undefined || decimal === null) return decimal;
  return { numerator: decimal.numerator, denominator: decimal.denominator * 100 };
}

/** The same value in lowest terms. */
export function reduced({ numerator, denominator }: Fraction): Fraction {
  const divisor = commonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** Whole hundredths of a number with at most two decimals; `null` for more decimals and for anything not a number. */
export function hundredthsOf(cell: RawCell): number | null {
  const value = numberOf(cell);
  if (value === null) return null;
  const hundredths = Math.round(value * 100) + 0;
  const isExact = Math.abs(value * 100 - hundredths) < NOISE && Math.abs(hundredths) <= 1e9;
  return isExact ? hundredths : null;
}

function decimalFraction(value: number | null): Fraction | null {
  if (value === null || value < 0 || value > SCALE) return null;
  let numerator = Math.round(value * SCALE) + 0;
  let denominator = SCALE;
  if (Math.abs(value * SCALE - numerator) >= NOISE) return null;
  while (denominator > 1 && numerator % 10 === 0) {
    numerator /= 10;
    denominator /= 10;
  }
  return { numerator, denominator };
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? Math.max(a, 1) : commonDivisor(b, a % b);
}
