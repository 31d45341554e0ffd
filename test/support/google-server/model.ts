import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';

/** The workbooks of the stand-in. */

export type Cell = sheets_v4.Schema$CellData;

export interface Sheet {
  properties: sheets_v4.Schema$SheetProperties & {
    sheetId: number;
    title: string;
    gridProperties: { rowCount: number; columnCount: number; frozenRowCount?: number; [name: string]: unknown };
  };
  /** As many rows as the grid has. */
  rows: (Cell | undefined)[][];
  merges: sheets_v4.Schema$GridRange[];
  developerMetadata: sheets_v4.Schema$DeveloperMetadata[];
  protectedRanges: sheets_v4.Schema$ProtectedRange[];
  basicFilter?: sheets_v4.Schema$BasicFilter;
  charts: sheets_v4.Schema$EmbeddedChart[];
  /** Drop-downs and widths by place, for tests to read. */
  columnWidths: Record<number, number>;
}

export interface Workbook {
  spreadsheetId: string;
  title: string;
  timeZone: string;
  sheets: Sheet[];
  /** What the caller may do. */
  access: 'none' | 'reader' | 'writer';
  permissions: { type: string; role: string; emailAddress: string }[];
  version: number;
  /** Set by the program that made it, for itself. */
  appProperties?: Readonly<Record<string, string>>;
}

/** Google's answer to what it does not accept. */
export class ApiError extends Error {
  readonly status: number;
  readonly reason: string;
  constructor(status: number, message: string, reason = status === 400 ? 'badRequest' : 'forbidden') {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}

export function emptySheet(sheetId: number, title: string, rowCount = 1000, columnCount = 26): Sheet {
  return {
    properties: { sheetId, title, sheetType: 'GRID', gridProperties: { rowCount, columnCount } },
    rows: Array.from({ length: rowCount }, () => []),
    merges: [],
    developerMetadata: [],
    protectedRanges: [],
    charts: [],
    columnWidths: {},
  };
}

export function sheetOf(workbook: Workbook, sheetId: unknown): Sheet {
  const sheet = workbook.sheets.find(({ properties }) => properties.sheetId === (sheetId ?? 0));
  if (!sheet) throw new ApiError(400, `No grid with id: ${String(sheetId)}`);
  return sheet;
}

/** A range with its open ends filled in; refused where it leaves the grid. */
export function boundsOf(sheet: Sheet, range: sheets_v4.Schema$GridRange) {
  const { rowCount, columnCount } = sheet.properties.gridProperties;
  const bounds = {
    top: range.startRowIndex ?? 0,
    bottom: range.endRowIndex ?? rowCount,
    left: range.startColumnIndex ?? 0,
    right: range.endColumnIndex ?? columnCount,
  };
  const { top, bottom, left, right } = bounds;
  if (top < 0 || left < 0 || bottom > rowCount || right > columnCount)
    throw new ApiError(400, `Range exceeds grid limits. Max rows: ${rowCount}, max columns: ${columnCount}`);
  if (top >= bottom || left >= right) throw new ApiError(400, 'GridRange is empty');
  return bounds;
}
