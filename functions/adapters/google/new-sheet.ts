import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { RawCell, RawMerge } from '../../../shared/sheet/raw.ts';
import { chosenId } from './chosen-id.ts';
import { colour } from './looks.ts';

/** Sheets of a new workbook. */

export interface NewSheet {
  readonly title: string;
  readonly rows: readonly (readonly RawCell[])[];
  readonly rowCount: number;
  /** Zero-based; `null`: a page to be read. */
  readonly headingRow: number | null;
  readonly merges: readonly RawMerge[];
  readonly columns: readonly NewColumn[];
  /** Six hexadecimal digits. */
  readonly tabColor: string | null;
  readonly headingColor: string;
  readonly frozenColumns: number;
}

export interface NewColumn {
  /** In characters; a Chinese character counts two. */
  readonly width: number;
  readonly look: 'text' | 'id' | 'date' | 'number' | 'centered' | 'wrapped';
  readonly required: boolean;
  /** Shown beside the cell while somebody types. */
  readonly help: string | null;
  /** Words of a drop-down, or the range (`'组织'!$A$2:$A$1000`) that holds them. */
  readonly options: readonly string[] | string | null;
}

type Request = sheets_v4.Schema$Request;

const REQUIRED_RED = 'C00000';
const PIXELS_A_CHARACTER = 7.5;

/** The same in every attempt, so a repeated batch writes to the same places. */
export function sheetIdOf({ title }: NewSheet): number {
  return chosenId(`input ${title}`);
}

export function sheetRequests(sheet: NewSheet): Request[] {
  return [
    propertiesRequest(sheet),
    ...sheet.columns.flatMap((column, at) => columnRequests(sheet, column, at)),
    ...headingRequests(sheet),
    valuesRequest(sheet),
    ...sheet.merges.map(({ top, left, bottom, right }) => ({
      mergeCells: { range: area(sheet, top, bottom + 1, left, right + 1), mergeType: 'MERGE_ALL' },
    })),
  ];
}

function area(sheet: NewSheet, top: number, bottom: number, left: number, right: number): sheets_v4.Schema$GridRange {
  return {
    sheetId: sheetIdOf(sheet),
    startRowIndex: top,
    endRowIndex: bottom,
    startColumnIndex: left,
    endColumnIndex: right,
  };
}

export function addSheetRequest(sheet: NewSheet): Request {
  const gridProperties = { rowCount: sheet.rowCount, columnCount: sheet.columns.length };
  return { addSheet: { properties: { sheetId: sheetIdOf(sheet), title: sheet.title, gridProperties } } };
}

function propertiesRequest(sheet: NewSheet): Request {
  const { headingRow, tabColor, frozenColumns } = sheet;
  const gridProperties = {
    frozenRowCount: headingRow === null ? 0 : headingRow + 1,
    frozenColumnCount: frozenColumns,
    hideGridlines: headingRow === null,
  };
  const tab = tabColor === null ? {} : { tabColorStyle: colour(tabColor) };
  return {
    updateSheetProperties: {
      properties: { sheetId: sheetIdOf(sheet), gridProperties, ...tab },
      fields: `gridProperties(frozenRowCount,frozenColumnCount,hideGridlines)${tabColor === null ? '' : ',tabColorStyle'}`,
    },
  };
}

function columnRequests(sheet: NewSheet, column: NewColumn, at: number): Request[] {
  const top = (sheet.headingRow ?? -1) + 1;
  const range = area(sheet, top, sheet.rowCount, at, at + 1);
  const requests: Request[] = [
    {
      updateDimensionProperties: {
        range: { sheetId: sheetIdOf(sheet), dimension: 'COLUMNS', startIndex: at, endIndex: at + 1 },
        properties: { pixelSize: Math.round(column.width * PIXELS_A_CHARACTER) + 8 },
        fields: 'pixelSize',
      },
    },
    { repeatCell: { range, cell: { userEnteredFormat: formatOf(column) }, fields: 'userEnteredFormat' } },
  ];
  const rule = sheet.headingRow === null ? null : ruleOf(column);
  if (rule !== null) requests.push({ setDataValidation: { range, rule } });
  return requests;
}

/** The format of the cells of a column. */
export function formatOf({ look }: NewColumn): sheets_v4.Schema$CellFormat {
  const horizontalAlignment = look === 'text' || look === 'wrapped' ? 'LEFT' : 'CENTER';
  const wrapStrategy = look === 'wrapped' ? 'WRAP' : 'OVERFLOW_CELL';
  // Ids are text, or 41924001 would lose its leading zeros and its sort order.
  const numberFormat =
    look === 'id' ? { type: 'TEXT' } : look === 'date' ? { type: 'DATE', pattern: 'yyyy-mm-dd' } : null;
  return { horizontalAlignment, verticalAlignment: 'MIDDLE', wrapStrategy, ...(numberFormat ? { numberFormat } : {}) };
}

/** Only warns, since other spellings can be read too. */
export function ruleOf({ options, look, help }: NewColumn): sheets_v4.Schema$DataValidationRule | null {
  const rest = { strict: false, showCustomUi: true, ...(help === null ? {} : { inputMessage: help }) };
  if (typeof options === 'string')
    return { condition: { type: 'ONE_OF_RANGE', values: [{ userEnteredValue: `=${options}` }] }, ...rest };
  if (options !== null) {
    const values = options.map((userEnteredValue) => ({ userEnteredValue }));
    return { condition: { type: 'ONE_OF_LIST', values }, ...rest };
  }
  return look === 'date' ? { condition: { type: 'DATE_IS_VALID' }, ...rest } : null;
}

function headingRequests(sheet: NewSheet): Request[] {
  const { headingRow, columns, headingColor } = sheet;
  if (headingRow === null) return [];
  return columns.map(({ required }, at) => ({
    repeatCell: {
      range: area(sheet, headingRow, headingRow + 1, at, at + 1),
      cell: {
        userEnteredFormat: {
          backgroundColorStyle: colour(headingColor),
          horizontalAlignment: 'CENTER',
          textFormat: { bold: true, ...(required ? { foregroundColorStyle: colour(REQUIRED_RED) } : {}) },
        },
      },
      fields: 'userEnteredFormat',
    },
  }));
}

function valuesRequest(sheet: NewSheet): Request {
  return {
    updateCells: {
      start: { sheetId: sheetIdOf(sheet), rowIndex: 0, columnIndex: 0 },
      rows: sheet.rows.map((row) => ({ values: row.map(cellOf) })),
      fields: 'userEnteredValue',
    },
  };
}

function cellOf(value: RawCell): sheets_v4.Schema$CellData {
  if (value === null || value === '') return {};
  if (typeof value === 'object') return { userEnteredValue: { stringValue: value.error } };
  if (typeof value === 'number') return { userEnteredValue: { numberValue: value } };
  return { userEnteredValue: typeof value === 'boolean' ? { boolValue: value } : { stringValue: value } };
}
