import * as z from 'zod';
import type { unreadable } from '../domain/cell.ts';
import type { ReadProblem } from '../domain/parsed.ts';
import type { RawCell } from '../sheet/raw.ts';
import type { Quick } from './quick.ts';

/** How a column is laid out in a template. */
export type CellKind =
  | 'text'
  | 'id'
  | 'whole'
  | 'number'
  | 'points'
  | 'fraction'
  | 'date'
  | 'academicYear'
  | 'choice'
  | 'list';

/** What is wrong with a cell, as data; it travels as the `params` of a zod issue. */
export interface Fault {
  readonly fault: 'unreadable' | 'choice' | 'monthOnly';
  readonly problem?: ReadProblem;
  /** The faulty items, if it is not the whole cell. */
  readonly text?: string;
  readonly nearest?: string | null;
  readonly allowed?: readonly string[];
  /** What was most likely meant, ready to type. */
  readonly meant?: string;
  /** How the cell is read despite its fault: the first of the month, the good items of a list. */
  readonly readAs?: unknown;
}

/** A kind of cell. The codec defines it; the rest is derived from it or makes it fast. */
export interface CellType<T> {
  readonly kind: CellKind;
  /** Allowed words in the order of the specification; empty if any text is allowed. */
  readonly choices: readonly string[];
  readonly codec: CellCodec<T>;
  /** Accepts canonical cells at once; agrees with the codec on everything that it accepts. */
  readonly quick: Quick;
  /** What a blank cell gives. */
  readonly blank: T | null;
  /** What an unreadable cell gives. */
  readonly spoilt: T | typeof unreadable;
  /** The value as part of a row's key. */
  readonly keyText: (value: T) => string;
  /** The same type with the school's own words added to its choices. */
  readonly withWords?: (words: readonly string[]) => CellType<T>;
}

/** What reading one cell gives. */
export type CellReading<T> = { readonly value: T; readonly fault?: undefined } | { readonly fault: Fault };

/** A codec between the cell as a spreadsheet holds it and the value of the domain; its issues carry a `Fault`. */
export type CellCodec<T> = z.ZodType<T, RawCell> & {
  /** Its decoder without zod's error objects: building one takes longer than reading forty cells. */
  readonly read: (cell: RawCell) => T | Fault;
};

const rawCell = z.custom<RawCell>();

/** Declares a kind of cell: what a good value is, how a cell is read and how a value is written. */
export function cellCodec<T>(
  value: z.ZodType<T>,
  read: (cell: RawCell) => T | Fault,
  write: (value: T) => RawCell,
): CellCodec<T> {
  const codec = z.codec(rawCell, value as z.ZodType<T, T>, {
    decode: (cell, context) => {
      const reading = read(cell);
      if (!isFault(reading)) return reading;
      context.issues.push({ code: 'custom', input: cell, params: { ...reading } });
      return z.NEVER;
    },
    encode: write,
  });
  return Object.assign(codec, { read });
}

/** Reads one cell that is neither blank nor an error. */
export function readCell<T>(type: CellType<T>, cell: RawCell): CellReading<T> {
  const reading = type.codec.read(cell);
  return isFault(reading) ? { fault: reading } : { value: reading };
}

/** How a template writes a value in a cell. */
export function writeCell<T>(type: CellType<T>, value: T): RawCell {
  return z.encode(type.codec, value);
}

/** @param meant what was most likely meant, ready to type */
export function unread(problem: ReadProblem, meant?: string): Fault {
  return { fault: 'unreadable', problem, ...(meant === undefined ? {} : { meant }) };
}

function isFault(reading: unknown): reading is Fault {
  return typeof reading === 'object' && reading !== null && 'fault' in reading;
}
