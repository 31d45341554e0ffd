import * as z from 'zod';
import { unreadable } from '../../domain/cell.ts';
import type { Fraction, Hundredths } from '../../domain/points.ts';
import { type CellType, cellCodec, unread } from '../cell-type.ts';
import { fractionOf, hundredthsOf, reduced } from '../fraction-text.ts';
import { quickSpecial } from '../quick.ts';

/** Kinds of cell that only the school workbook has. */

const nothing = quickSpecial(() => undefined);

/** Points with at most two decimals, as hundredths. */
export const points: CellType<Hundredths> = {
  kind: 'points',
  choices: [],
  codec: cellCodec(
    z.int(),
    (cell) => hundredthsOf(cell) ?? unread('notANumber'),
    (value) => value / 100,
  ),
  quick: nothing,
  blank: null,
  spoilt: unreadable,
  keyText: (value) => String(value / 100),
};

const MOST_FACTOR = 10;

/** A factor from 0 to 10, a decimal or a fraction, exact and in lowest terms. */
export const factor: CellType<Fraction> = {
  kind: 'fraction',
  choices: [],
  codec: cellCodec(
    z.object({ numerator: z.int().min(0), denominator: z.int().min(1) }),
    (cell) => {
      const fraction = fractionOf(cell);
      const isFactor = fraction !== null && fraction.numerator <= MOST_FACTOR * fraction.denominator;
      return isFactor ? reduced(fraction) : unread('outOfRange');
    },
    ({ numerator, denominator }) => `${numerator}/${denominator}`,
  ),
  quick: nothing,
  blank: null,
  spoilt: unreadable,
  keyText: ({ numerator, denominator }) => `${numerator}/${denominator}`,
};
