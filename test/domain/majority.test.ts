import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atLeast, atLeastHalf, moreThan, moreThanHalf } from '../../shared/domain/majority.ts';

const HALF = { numerator: 1, denominator: 2 };
const THIRD = { numerator: 1, denominator: 3 };
const people = fc.nat(10_000);
const fraction = fc.record({ numerator: fc.nat(100), denominator: fc.integer({ min: 1, max: 100 }) });

describe('超过半数: more than half', () => {
  it('is not exactly half of an even number', () => {
    expect(moreThanHalf(9, 20)).toBe(false);
    expect(moreThanHalf(10, 20)).toBe(false);
    expect(moreThanHalf(11, 20)).toBe(true);
  });

  it('is the greater part of an odd number', () => {
    expect(moreThanHalf(10, 21)).toBe(false);
    expect(moreThanHalf(11, 21)).toBe(true);
  });

  it('is not nobody of nobody', () => {
    expect(moreThanHalf(0, 0)).toBe(false);
  });
});

describe('半数以上: half or more', () => {
  it('is exactly half of an even number', () => {
    expect(atLeastHalf(9, 20)).toBe(false);
    expect(atLeastHalf(10, 20)).toBe(true);
    expect(atLeastHalf(11, 20)).toBe(true);
  });

  it('is the greater part of an odd number', () => {
    expect(atLeastHalf(10, 21)).toBe(false);
    expect(atLeastHalf(11, 21)).toBe(true);
  });

  it('is nobody of nobody', () => {
    expect(atLeastHalf(0, 0)).toBe(true);
  });
});

describe('a part of a whole', () => {
  it('reaches a third at a third, and is more than a third above it', () => {
    expect([2, 3, 4].map((part) => atLeast(part, 9, THIRD))).toEqual([false, true, true]);
    expect([2, 3, 4].map((part) => moreThan(part, 9, THIRD))).toEqual([false, false, true]);
  });

  it('reaches 30 % exactly where decimal fractions would be a hair off', () => {
    expect(moreThan(3, 10, { numerator: 30, denominator: 100 })).toBe(false);
    expect(atLeast(3, 10, { numerator: 30, denominator: 100 })).toBe(true);
  });

  it('is more than half exactly where the rest is less than half', () => {
    fc.assert(
      fc.property(people, people, (part, rest) => {
        expect(moreThanHalf(part, part + rest)).toBe(!atLeastHalf(rest, part + rest));
      }),
    );
  });

  it('means the same for one half as the words for halves', () => {
    fc.assert(
      fc.property(people, people, (part, whole) => {
        expect(atLeast(part, whole, HALF)).toBe(atLeastHalf(part, whole));
        expect(moreThan(part, whole, HALF)).toBe(moreThanHalf(part, whole));
      }),
    );
  });

  it('either is more than a fraction, or the fraction of the whole is at least the part', () => {
    fc.assert(
      fc.property(people, people, fraction, (part, whole, given) => {
        const equal = part * given.denominator === whole * given.numerator;
        expect(atLeast(part, whole, given)).toBe(moreThan(part, whole, given) || equal);
        expect(moreThan(part, whole, given) && equal).toBe(false);
      }),
    );
  });

  it('does not depend on how the fraction is written', () => {
    fc.assert(
      fc.property(people, people, fraction, fc.integer({ min: 1, max: 50 }), (part, whole, given, by) => {
        const longer = { numerator: given.numerator * by, denominator: given.denominator * by };
        expect(atLeast(part, whole, longer)).toBe(atLeast(part, whole, given));
        expect(moreThan(part, whole, longer)).toBe(moreThan(part, whole, given));
      }),
    );
  });
});
