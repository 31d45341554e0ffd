import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { checkNames, masked, parseMask } from './fields.ts';
import type { Cell, Sheet, Workbook } from './model.ts';

/** The answer to `spreadsheets.get`: ragged rows without empty ends, and only the fields that were asked for. */

const NAMES = new Set(
  (
    'spreadsheetId properties sheets title timeZone sheetId index sheetType gridProperties rowCount columnCount frozenRowCount developerMetadata ' +
    'metadataId metadataKey metadataValue merges protectedRanges protectedRangeId description basicFilter charts chartId data startRow startColumn ' +
    'rowData values effectiveValue note effectiveFormat numberFormat type hidden replies'
  ).split(' '),
);

export function answerOf(workbook: Workbook, fields: string, withGrid: boolean): unknown {
  const mask = parseMask(fields);
  checkNames(mask, NAMES);
  const { spreadsheetId, title, timeZone } = workbook;
  const sheets = workbook.sheets.map((sheet, index) => sheetAnswer(sheet, index, withGrid));
  return masked({ spreadsheetId, properties: { title, timeZone }, sheets }, mask);
}

function sheetAnswer(sheet: Sheet, index: number, withGrid: boolean): unknown {
  const { properties, merges, developerMetadata, protectedRanges, basicFilter, charts } = sheet;
  // Google leaves out what is empty.
  const filled = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);
  return {
    properties: { ...properties, index },
    merges: filled(merges),
    developerMetadata: filled(developerMetadata),
    protectedRanges: filled(protectedRanges),
    basicFilter,
    charts: filled(charts),
    ...(withGrid ? { data: [{ rowData: rowData(sheet.rows) }] } : {}),
  };
}

function rowData(rows: Sheet['rows']): sheets_v4.Schema$RowData[] {
  const last = rows.findLastIndex((row) => row.some(isThere));
  return rows.slice(0, last + 1).map((row) => {
    const end = row.findLastIndex(isThere);
    return end < 0
      ? {}
      : {
          values: Array.from(
            row.slice(0, end + 1),
            (cell): Cell => ({
              ...cell,
              ...(cell?.userEnteredFormat ? { effectiveFormat: cell.userEnteredFormat } : {}),
            }),
          ),
        };
  });
}

function isThere(cell: Cell | undefined): boolean {
  return cell !== undefined && Object.keys(cell).length > 0;
}
