import type { DataValidation } from 'hucre/xlsx';
import type { RawCell, RawMerge, RawTab } from '../../shared/sheet/raw.ts';

/** How a column of a sheet looks. */
export interface ColumnPlan {
  /** Width in characters of the default font; a Chinese character counts two. */
  readonly width: number;
  readonly look: 'text' | 'id' | 'date' | 'number' | 'centered' | 'wrapped';
  /** Number format of dates that differs from 2025-09-01. */
  readonly format?: string;
}

/** The plan of a sheet, independent of the file format: its contents and looks. */
export interface SheetPlan {
  readonly title: string;
  /** All rows from the first one on; rows may be ragged. */
  readonly rows: readonly (readonly RawCell[])[];
  /** Zero-based; `null`: a page to be read, without a heading row. */
  readonly headingRow: number | null;
  readonly merges: readonly RawMerge[];
  readonly columns: readonly ColumnPlan[];
  /** Zero-based columns of the heading row that must be filled in. */
  readonly required?: readonly number[];
  readonly validations?: readonly DataValidation[];
  /** Formulas by zero-based row and column; the row holds their last value. */
  readonly formulas?: readonly { readonly row: number; readonly column: number; readonly formula: string }[];
  readonly chart?: { readonly title: string; readonly labels: string; readonly values: string; readonly below: number };
  readonly tabColor?: string;
  readonly frozenColumns?: number;
}

/** A workbook to be. */
export interface WorkbookPlan {
  readonly file: string;
  /** For the file's properties. */
  readonly subject: string;
  readonly font: string;
  /** Colour of heading rows, six hexadecimal digits. */
  readonly accent: string;
  readonly sheets: readonly SheetPlan[];
}

/** The tab as it would be read from the finished workbook, without making a file. */
export function toRawTab({ title, rows, merges }: SheetPlan): RawTab {
  return { title, rows, merges };
}
