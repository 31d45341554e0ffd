/** Points in whole hundredths: 150 is 1.50 points. Never a fraction of one. */
export type Hundredths = number;

/** A fraction of whole numbers; `denominator` > 0. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

export const ONE: Fraction = { numerator: 1, denominator: 1 };

/** Product of fractions, not reduced. */
export function times(left: Fraction, right: Fraction): Fraction {
  return { numerator: left.numerator * right.numerator, denominator: left.denominator * right.denominator };
}

/**
 * `amount` × `fraction`, rounded once, half up on the absolute amount (points.md §1, §3). Exact at every size, never
 * minus zero.
 */
export function scaled(amount: Hundredths, { numerator, denominator }: Fraction): Hundredths {
  const product = amount * numerator;
  if (Number.isSafeInteger(product * 2)) {
    const size = Math.floor((2 * Math.abs(product) + denominator) / (2 * denominator));
    return product < 0 ? 0 - size : size;
  }
  const exact = BigInt(amount) * BigInt(numerator);
  const absolute = exact < 0n ? -exact : exact;
  const size = Number((2n * absolute + BigInt(denominator)) / (2n * BigInt(denominator)));
  return exact < 0n ? 0 - size : size;
}

/** `73.90`. */
export function formatHundredths(amount: Hundredths): string {
  const absolute = Math.abs(amount);
  const text = `${Math.floor(absolute / 100)}.${String(absolute % 100).padStart(2, '0')}`;
  return amount < 0 ? `-${text}` : text;
}

/** A share for messages: `1/3`; `30%` if the denominator is 10, 100 or 1000. */
export function formatShare({ numerator, denominator }: Fraction): string {
  return [10, 100, 1000].includes(denominator) ? `${(100 * numerator) / denominator}%` : `${numerator}/${denominator}`;
}
