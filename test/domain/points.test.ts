import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatHundredths, formatShare, ONE, scaled, times } from '../../shared/domain/points.ts';

const amount = fc.integer({ min: -100_000, max: 100_000 });
const large = fc.maxSafeInteger();
const fraction = fc.record({ numerator: fc.nat(1_000_000), denominator: fc.integer({ min: 1, max: 1_000_000 }) });

/** Rounded half up on the absolute amount, in whole numbers of any size. */
function exactly(points: number, numerator: number, denominator: number): number {
  const product = BigInt(points) * BigInt(numerator);
  const absolute = product < 0n ? -product : product;
  const whole = absolute / BigInt(denominator);
  const size = 2n * (absolute % BigInt(denominator)) >= BigInt(denominator) ? whole + 1n : whole;
  return Number(product < 0n ? -size : size);
}

describe('an amount of points times a fraction', () => {
  it('is rounded half up', () => {
    expect(scaled(149, { numerator: 1, denominator: 100 })).toBe(1);
    expect(scaled(150, { numerator: 1, denominator: 100 })).toBe(2);
    expect(scaled(151, { numerator: 1, denominator: 100 })).toBe(2);
    expect(scaled(1, { numerator: 1, denominator: 3 })).toBe(0);
    expect(scaled(2, { numerator: 1, denominator: 3 })).toBe(1);
  });

  it('is rounded half away from zero where it is taken away', () => {
    expect(scaled(-149, { numerator: 1, denominator: 100 })).toBe(-1);
    expect(scaled(-150, { numerator: 1, denominator: 100 })).toBe(-2);
  });

  it('is plain zero, never minus zero, where nothing is left of a deduction', () => {
    expect(scaled(-1, { numerator: 1, denominator: 3 })).toBe(0);
    expect(scaled(-5, { numerator: 0, denominator: 1 })).toBe(0);
  });

  it('of the example in the scheme: 2.00 as host with two branches together is 2.40', () => {
    expect(scaled(200, times(ONE, { numerator: 6, denominator: 5 }))).toBe(240);
  });

  it('is the same for a deduction as for an award', () => {
    fc.assert(
      fc.property(amount, fraction, (points, given) => {
        expect(scaled(-points, given) + scaled(points, given)).toBe(0);
      }),
    );
  });

  it('is at most half a hundredth from the true product', () => {
    fc.assert(
      fc.property(amount, fraction, (points, given) => {
        const distance = scaled(points, given) * given.denominator - points * given.numerator;
        expect(Math.abs(2 * distance)).toBeLessThanOrEqual(given.denominator);
      }),
    );
  });

  it('is exact for every size', () => {
    fc.assert(
      fc.property(fc.oneof(amount, large), fraction, (points, given) => {
        expect(scaled(points, given)).toBe(exactly(points, given.numerator, given.denominator));
      }),
    );
  });

  it('grows with the amount', () => {
    fc.assert(
      fc.property(amount, fc.nat(1000), fraction, (points, more, given) => {
        expect(scaled(points + more, given)).toBeGreaterThanOrEqual(scaled(points, given));
      }),
    );
  });

  it('is itself times one, and times the whole over the whole', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 1000 }), (points, whole) => {
        expect(scaled(points, ONE)).toBe(points);
        expect(scaled(points, { numerator: whole, denominator: whole })).toBe(points);
      }),
    );
  });
});

describe('a product of fractions', () => {
  it('multiplies above and below without reducing', () => {
    expect(times({ numerator: 1, denominator: 2 }, { numerator: 6, denominator: 5 })).toEqual({
      numerator: 6,
      denominator: 10,
    });
  });

  it('rounds once: the order of factors does not matter', () => {
    const small = fc.record({ numerator: fc.nat(1000), denominator: fc.integer({ min: 1, max: 1000 }) });
    fc.assert(
      fc.property(amount, small, small, (points, left, right) => {
        expect(scaled(points, times(left, right))).toBe(scaled(points, times(right, left)));
      }),
    );
  });
});

describe('points as text', () => {
  it('have two decimals', () => {
    expect(formatHundredths(0)).toBe('0.00');
    expect(formatHundredths(5)).toBe('0.05');
    expect(formatHundredths(99)).toBe('0.99');
    expect(formatHundredths(100)).toBe('1.00');
    expect(formatHundredths(7390)).toBe('73.90');
  });

  it('have their sign also below one point', () => {
    expect(formatHundredths(-5)).toBe('-0.05');
    expect(formatHundredths(-150)).toBe('-1.50');
  });

  it('read back as the amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (points) => {
        expect(Number(formatHundredths(points).replace('.', ''))).toBe(points);
      }),
    );
  });
});

describe('a share', () => {
  it('is written as a fraction', () => {
    expect(formatShare({ numerator: 1, denominator: 3 })).toBe('1/3');
    expect(formatShare({ numerator: 1, denominator: 2 })).toBe('1/2');
  });

  it('is written in percent where the whole is a power of ten', () => {
    expect(formatShare({ numerator: 3, denominator: 10 })).toBe('30%');
    expect(formatShare({ numerator: 30, denominator: 100 })).toBe('30%');
    expect(formatShare({ numerator: 125, denominator: 1000 })).toBe('12.5%');
  });
});
