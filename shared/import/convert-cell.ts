import type { ReadProblem } from '../domain/parsed.ts';
import { cleanCellText, MAX_CELL_TEXT } from '../sheet/cell-text.ts';
import type { RawCell } from '../sheet/raw.ts';
import { readCell, writeCell } from '../workbook/cell-type.ts';
import type { Column } from '../workbook/column.ts';
import { readDate } from '../workbook/date-text.ts';
import { isBlank, isErrorCell, textOf } from '../workbook/grid.ts';
import { foldText, foldWord } from '../workbook/normalize.ts';
import type { Organizations } from './organizations.ts';

/** Why a cell of an export is not taken. */
export type CellDoubt =
  | { readonly kind: 'unreadable'; readonly problem: ReadProblem | null; readonly meant: string | null }
  | { readonly kind: 'notAChoice'; readonly meant: string | null }
  | { readonly kind: 'monthOnly' | 'errorCell' | 'tooLong' | 'noSuchOrganization' | 'severalOrganizations' };

/** What may stand in an input cell after an import. */
export type Written = string | number;

export type Converted =
  | { readonly blank: true }
  | { readonly doubt: CellDoubt }
  | {
      /** The value of the row's field, for its key. */
      readonly value: unknown;
      /** What tells equal values however they are spelled. */
      readonly text: string;
      readonly cell: Written;
      readonly isDay: boolean;
    };

/** Reads a cell of an export as a column of an input tab would, and says what to write for it. */
export function convertCell(column: Column<unknown>, typed: RawCell, organizations: Organizations): Converted {
  if (isErrorCell(typed)) return { doubt: { kind: 'errorCell' } };
  if (isBlank(typed, false)) return { blank: true };
  const known = inIds(column, typed, organizations);
  if (typeof known === 'object') return { doubt: known };
  const reading = readCell(column.type, known);
  if (reading.fault === undefined) return converted(column, known, reading.value);
  const { fault, problem = null, meant = null } = reading.fault;
  if (fault === 'monthOnly') return { doubt: { kind: 'monthOnly' } };
  if (fault === 'choice') return { doubt: { kind: 'notAChoice', meant } };
  // A number or a day with words around it can mean one thing only; a word may mean another.
  const second = meant === null ? null : readCell(column.type, meant);
  if (second !== null && second.fault === undefined) return converted(column, meant, second.value);
  return { doubt: { kind: 'unreadable', problem, meant } };
}

/** The cell with the id of an organization in place of its name. */
function inIds({ references }: Column<unknown>, typed: RawCell, organizations: Organizations): Written | CellDoubt {
  const text = typeof typed === 'number' ? typed : textOf(typed);
  if (!organizations.knows(references)) return text;
  const id = organizations.idOf(textOf(typed), references);
  if (id === 'several') return { kind: 'severalOrganizations' };
  return id ?? { kind: 'noSuchOrganization' };
}

function converted(column: Column<unknown>, typed: RawCell, value: unknown): Converted {
  const { type } = column;
  const written = writeCell(type, value);
  const isDate = type.kind === 'date';
  const reading = isDate ? readDate(typed) : null;
  // A month alone stays one: its first day would say more than is known.
  if (reading !== null && 'day' in reading && reading.monthOnly && typeof typed === 'string')
    return { value, text: type.keyText(value), cell: foldWord(typed), isDay: false };
  const cell = typeof written === 'string' ? cleanCellText(written) : written;
  if (typeof cell === 'string' && foldText(cell) === '') return { blank: true };
  if (typeof cell === 'string' && cell.length >= MAX_CELL_TEXT) return { doubt: { kind: 'tooLong' } };
  if (typeof cell !== 'string' && typeof cell !== 'number') return { blank: true };
  return { value, text: type.keyText(value), cell, isDay: isDate && typeof cell === 'number' };
}
