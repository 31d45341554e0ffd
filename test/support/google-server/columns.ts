import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { copied } from './copied.ts';
import { ApiError, type Cell, sheetOf, type Workbook } from './model.ts';

/** Inserts columns and moves everything to their right. */
export function insertColumns(
  workbook: Workbook,
  { range, inheritFromBefore }: sheets_v4.Schema$InsertDimensionRequest,
) {
  const sheet = sheetOf(workbook, range?.sheetId);
  const { gridProperties } = sheet.properties;
  const [start, end] = [range?.startIndex ?? -1, range?.endIndex ?? -1];
  const isBefore = inheritFromBefore === true;
  if (start < 0 || end <= start) throw new ApiError(400, 'Invalid dimension range');
  if (isBefore && start === 0) throw new ApiError(400, 'cannot inherit from before the first column');
  if (isBefore ? start > gridProperties.columnCount : start >= gridProperties.columnCount)
    throw new ApiError(400, 'range.startIndex must be less than the grid size if inheritFromBefore is false');
  const count = end - start;
  const inherited = (like: Cell | undefined): Cell | undefined =>
    like === undefined
      ? undefined
      : {
          ...(like.userEnteredFormat && { userEnteredFormat: copied(like.userEnteredFormat) }),
          ...(like.dataValidation && { dataValidation: copied(like.dataValidation) }),
        };
  for (const row of sheet.rows) {
    const like = row[isBefore ? start - 1 : start];
    while (row.length < start) row.push(undefined);
    row.splice(start, 0, ...Array.from({ length: count }, () => inherited(like)));
  }
  gridProperties.columnCount += count;
  const widths = Object.entries(sheet.columnWidths).map(([at, width]) => [
    Number(at) >= start ? Number(at) + count : Number(at),
    width,
  ]);
  sheet.columnWidths = Object.fromEntries(widths);
  const ranges = [
    ...sheet.merges,
    ...sheet.protectedRanges.flatMap((one) => [one.range ?? {}, ...(one.unprotectedRanges ?? [])]),
    ...(sheet.basicFilter?.range ? [sheet.basicFilter.range] : []),
  ];
  for (const one of ranges) {
    if (typeof one.startColumnIndex === 'number' && one.startColumnIndex >= start) one.startColumnIndex += count;
    if (typeof one.endColumnIndex === 'number' && one.endColumnIndex > start) one.endColumnIndex += count;
  }
}
