import type { Fraction } from './points.ts';

/** 超过半数: strictly more than half. */
export function moreThanHalf(part: number, whole: number): boolean {
  return 2 * part > whole;
}

/** 半数以上: half or more. */
export function atLeastHalf(part: number, whole: number): boolean {
  return 2 * part >= whole;
}

/** At least `fraction` of the whole. */
export function atLeast(part: number, whole: number, { numerator, denominator }: Fraction): boolean {
  return part * denominator >= whole * numerator;
}

/** Strictly more than `fraction` of the whole. */
export function moreThan(part: number, whole: number, { numerator, denominator }: Fraction): boolean {
  return part * denominator > whole * numerator;
}
