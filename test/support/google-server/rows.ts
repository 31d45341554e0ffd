import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { copied } from './copied.ts';
import { ApiError, type Sheet, sheetOf, type Workbook } from './model.ts';

/** Inserts, deletes and moves rows, with everything that moves along. */

function rangeOf(workbook: Workbook, range: sheets_v4.Schema$DimensionRange | undefined) {
  if (range?.dimension !== 'ROWS') throw new ApiError(400, 'the stand-in knows rows only');
  const sheet = sheetOf(workbook, range.sheetId);
  const start = range.startIndex ?? -1;
  const end = range.endIndex ?? -1;
  if (start < 0 || end <= start) throw new ApiError(400, 'Invalid dimension range');
  return { sheet, start, end, count: end - start };
}

const counted = (sheet: Sheet): number => sheet.properties.gridProperties.rowCount;

export function insertRows(workbook: Workbook, body: sheets_v4.Schema$InsertDimensionRequest): void {
  const { sheet, start, count } = rangeOf(workbook, body.range ?? undefined);
  if (start >= counted(sheet)) throw new ApiError(400, 'insertDimension: startIndex is beyond the grid');
  if (body.inheritFromBefore === true && start === 0)
    throw new ApiError(400, 'cannot inherit from before the first row');
  const like = sheet.rows[body.inheritFromBefore === true ? start - 1 : start] ?? [];
  const row = () =>
    like.map((cell) => (cell?.userEnteredFormat ? { userEnteredFormat: copied(cell.userEnteredFormat) } : undefined));
  sheet.rows.splice(start, 0, ...Array.from({ length: count }, row));
  sheet.properties.gridProperties.rowCount += count;
  shift(sheet, (at, isEnd) => (at > start || (!isEnd && at === start) ? at + count : at));
}

/** Blank rows at the end, whatever stands in the last one. */
export function appendRows(workbook: Workbook, body: sheets_v4.Schema$AppendDimensionRequest): void {
  const { sheetId, dimension, length } = body;
  if (dimension !== 'ROWS') throw new ApiError(400, 'the stand-in knows rows only');
  if (!(Number(length) > 0)) throw new ApiError(400, 'appendDimension: length must be greater than 0');
  const sheet = sheetOf(workbook, sheetId);
  for (let added = 0; added < Number(length); added++) sheet.rows.push([]);
  sheet.properties.gridProperties.rowCount += Number(length);
}

export function deleteRows(workbook: Workbook, body: sheets_v4.Schema$DeleteDimensionRequest): void {
  const { sheet, start, end, count } = rangeOf(workbook, body.range ?? undefined);
  if (end > counted(sheet)) throw new ApiError(400, 'deleteDimension: endIndex is beyond the grid');
  const frozen = sheet.properties.gridProperties.frozenRowCount ?? 0;
  const frozenGone = Math.max(0, Math.min(end, frozen) - start);
  if (counted(sheet) - frozen - (count - frozenGone) < 1)
    throw new ApiError(400, 'Sorry, it is not possible to delete all non-frozen rows.');
  sheet.rows.splice(start, count);
  sheet.properties.gridProperties.rowCount -= count;
  shift(sheet, (at) => (at >= end ? at - count : Math.min(at, start)));
}

export function moveRows(workbook: Workbook, body: sheets_v4.Schema$MoveDimensionRequest): void {
  const { sheet, start, end, count } = rangeOf(workbook, body.source ?? undefined);
  const to = body.destinationIndex ?? -1;
  if (end > counted(sheet) || to < 0 || to > counted(sheet)) throw new ApiError(400, 'moveDimension leaves the grid');
  if (to >= start && to <= end) throw new ApiError(400, 'moveDimension: the destination lies in the source');
  const rows = sheet.rows.splice(start, count);
  sheet.rows.splice(to > start ? to - count : to, 0, ...rows);
}

/** Moves the row numbers of everything that lies over the grid. */
function shift(sheet: Sheet, change: (at: number, isEnd: boolean) => number): void {
  const ranges = [
    ...sheet.merges,
    ...sheet.protectedRanges.flatMap(({ range, unprotectedRanges }) => [range ?? {}, ...(unprotectedRanges ?? [])]),
    ...(sheet.basicFilter?.range ? [sheet.basicFilter.range] : []),
  ];
  for (const range of ranges) {
    if (typeof range.startRowIndex === 'number') range.startRowIndex = change(range.startRowIndex, false);
    if (typeof range.endRowIndex === 'number') range.endRowIndex = change(range.endRowIndex, true);
  }
}

/** Gives the grid a new size and drops what lies beyond it. */
export function resize(sheet: Sheet): void {
  const { rowCount, columnCount, frozenRowCount = 0, frozenColumnCount = 0 } = sheet.properties.gridProperties;
  if (!(rowCount > 0) || !(columnCount > 0)) throw new ApiError(400, 'A sheet needs at least one row and one column');
  if (frozenRowCount >= rowCount) throw new ApiError(400, "You can't freeze all visible rows on the sheet.");
  if (Number(frozenColumnCount) >= columnCount)
    throw new ApiError(400, "You can't freeze all visible columns on the sheet.");
  while (sheet.rows.length < rowCount) sheet.rows.push([]);
  sheet.rows.length = rowCount;
  for (const row of sheet.rows) if (row.length > columnCount) row.length = columnCount;
  const range = sheet.basicFilter?.range;
  if (range && (range.endRowIndex ?? 0) > rowCount) range.endRowIndex = rowCount;
  if (range && (range.endColumnIndex ?? 0) > columnCount) range.endColumnIndex = columnCount;
}
