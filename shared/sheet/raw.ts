/** A workbook as it is, wherever it is kept: cells, merges and tabs before any interpretation. */

/** A cell as a spreadsheet holds it: dates are serial numbers (days since 1899-12-30), formulas their last value. */
export type RawCell = string | number | boolean | null | RawErrorCell;

/** A cell that shows an error such as `#REF!`. */
export interface RawErrorCell {
  readonly error: string;
  /** Set on a formula that no program has computed yet (`error` is then `#CALC!`): its author has made no mistake. */
  readonly uncalculated?: true;
}

/** A merged range; zero-based, first and last row and column included. */
export interface RawMerge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** One tab as it is. `rows[0]` is row 1 of the sheet; rows may be ragged, a missing cell is `null`. */
export interface RawTab {
  readonly title: string;
  readonly rows: readonly (readonly RawCell[])[];
  readonly merges: readonly RawMerge[];
  /** Set on a tab that the software itself wrote (recognised by its mark, also when renamed or moved). */
  readonly output?: string;
  /** Number of the sheet in addresses, if the place has addresses (Google). Not part of the reading. */
  readonly sheet?: number;
}

/** The cells of a tab, whoever wrote it. */
export type TabCells = Pick<RawTab, 'title' | 'rows' | 'merges'>;

/** One reading of a workbook. */
export interface RawWorkbook {
  /** Changes whenever the stored workbook changes (a content hash of the file, Drive's `version`, …). */
  readonly version: string;
  readonly tabs: readonly RawTab[];
}

/** Whether a cell holds anything. */
export function isFilled(value: RawCell | undefined): value is Exclude<RawCell, null> {
  return value !== null && value !== undefined && value !== '';
}
