import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { insertColumns } from './columns.ts';
import { copied } from './copied.ts';
import { assign, checkNames, parseMask } from './fields.ts';
import { ApiError, boundsOf, type Cell, emptySheet, type Sheet, sheetOf, type Workbook } from './model.ts';
import { appendRows, deleteRows, insertRows, moveRows, resize } from './rows.ts';

/** `batchUpdate`: all requests or none. */

type Body<Name extends keyof sheets_v4.Schema$Request> = NonNullable<sheets_v4.Schema$Request[Name]>;
type Plain = Record<string, unknown>;

export const SERVICE_ACCOUNT = 'xietong@school.iam.gserviceaccount.com';

export function applyBatch(workbook: Workbook, requests: readonly sheets_v4.Schema$Request[]): Workbook {
  if (requests.length === 0) throw new ApiError(400, 'Must specify at least one request.');
  const draft = copied(workbook);
  for (const [at, request] of requests.entries()) {
    const names = Object.keys(request);
    const [name = ''] = names;
    const handler = HANDLERS[name];
    if (names.length !== 1 || !handler)
      throw new ApiError(400, `Invalid JSON payload received. Unknown name "${names.join()}" at 'requests[${at}]'`);
    try {
      handler(draft, (request as Plain)[name] as never);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      throw new ApiError(error.status, `Invalid requests[${at}].${name}: ${error.message}`, error.reason);
    }
  }
  draft.version += 1;
  return draft;
}

const CELL_FIELDS = new Set(
  (
    'userEnteredValue note userEnteredFormat dataValidation textFormat link numberFormat backgroundColorStyle verticalAlignment ' +
    'horizontalAlignment wrapStrategy borders foregroundColorStyle bold fontSize'
  ).split(' '),
);

const HANDLERS: Readonly<Record<string, (workbook: Workbook, body: never) => void>> = {
  updateSpreadsheetProperties: (workbook, { properties, fields }: Body<'updateSpreadsheetProperties'>) => {
    const mask = parseMask(fields ?? '');
    checkNames(mask, new Set(['locale', 'timeZone']));
    if (properties?.timeZone) workbook.timeZone = properties.timeZone;
  },
  addSheet: (workbook, { properties }: Body<'addSheet'>) => {
    const { sheetId, title } = properties ?? {};
    if (typeof sheetId !== 'number' || sheetId < 0 || !title) throw new ApiError(400, 'sheetId and title are needed');
    if (workbook.sheets.some((sheet) => sheet.properties.sheetId === sheetId))
      throw new ApiError(400, `A sheet with id ${sheetId} already exists.`);
    if (workbook.sheets.some((sheet) => sheet.properties.title.toLowerCase() === title.toLowerCase()))
      throw new ApiError(400, `A sheet with the name "${title}" already exists. Please enter another name.`);
    const sheet = emptySheet(sheetId, title);
    assign(
      sheet.properties as object as Plain,
      { ...properties, gridProperties: { ...sheet.properties.gridProperties, ...properties?.gridProperties } },
      parseMask('gridProperties,tabColorStyle'),
    );
    resize(sheet);
    workbook.sheets.push(sheet);
  },
  deleteSheet: (workbook, { sheetId }: Body<'deleteSheet'>) => {
    sheetOf(workbook, sheetId);
    if (workbook.sheets.length === 1) throw new ApiError(400, "You can't remove all the sheets in a document.");
    workbook.sheets = workbook.sheets.filter(({ properties }) => properties.sheetId !== sheetId);
  },
  updateSheetProperties: (workbook, { properties, fields }: Body<'updateSheetProperties'>) => {
    const sheet = sheetOf(workbook, properties?.sheetId);
    const mask = parseMask(fields ?? '');
    checkNames(
      mask,
      new Set(
        'gridProperties rowCount columnCount frozenRowCount frozenColumnCount hideGridlines tabColorStyle title'.split(
          ' ',
        ),
      ),
    );
    assign(sheet.properties as object as Plain, properties as Plain, mask);
    resize(sheet);
  },
  updateCells: (workbook, { start, rows, fields }: Body<'updateCells'>) => {
    const sheet = sheetOf(workbook, start?.sheetId);
    const mask = parseMask(fields ?? '');
    checkNames(mask, CELL_FIELDS);
    for (const [y, { values }] of (rows ?? []).entries()) {
      for (const [x, cell] of (values ?? []).entries()) {
        const [row, column] = [(start?.rowIndex ?? 0) + y, (start?.columnIndex ?? 0) + x];
        writeCell(sheet, row, column, cell, mask);
      }
    }
  },
  repeatCell: (workbook, { range, cell, fields }: Body<'repeatCell'>) => {
    const sheet = sheetOf(workbook, range?.sheetId);
    const mask = parseMask(fields ?? '');
    checkNames(mask, CELL_FIELDS);
    const { top, bottom, left, right } = boundsOf(sheet, range ?? {});
    for (let row = top; row < bottom; row++)
      for (let column = left; column < right; column++) writeCell(sheet, row, column, cell ?? {}, mask);
  },
  insertDimension: (workbook, body: Body<'insertDimension'>) =>
    body.range?.dimension === 'COLUMNS' ? insertColumns(workbook, body) : insertRows(workbook, body),
  appendDimension: appendRows,
  deleteDimension: deleteRows,
  moveDimension: moveRows,
  updateDimensionProperties: (workbook, { range, properties, fields }: Body<'updateDimensionProperties'>) => {
    const sheet = sheetOf(workbook, range?.sheetId);
    if (range?.dimension !== 'COLUMNS' || fields !== 'pixelSize')
      throw new ApiError(400, 'the stand-in knows widths only');
    if ((range.endIndex ?? 0) > sheet.properties.gridProperties.columnCount) throw new ApiError(400, 'beyond the grid');
    for (let at = range.startIndex ?? 0; at < (range.endIndex ?? 0); at++)
      sheet.columnWidths[at] = properties?.pixelSize ?? 0;
  },
  setBasicFilter: (workbook, { filter }: Body<'setBasicFilter'>) => {
    const sheet = sheetOf(workbook, filter?.range?.sheetId);
    boundsOf(sheet, filter?.range ?? {});
    sheet.basicFilter = copied(filter ?? {});
  },
  addProtectedRange: (workbook, { protectedRange }: Body<'addProtectedRange'>) => {
    const { protectedRangeId, range, unprotectedRanges } = protectedRange ?? {};
    if (protectedRangeId) throw new ApiError(400, 'protectedRangeId is read-only');
    const sheet = sheetOf(workbook, range?.sheetId);
    for (const open of unprotectedRanges ?? []) boundsOf(sheet, open);
    const id =
      1 +
      Math.max(0, ...workbook.sheets.flatMap((one) => one.protectedRanges.map((each) => each.protectedRangeId ?? 0)));
    // The account that protects a range is always one of its editors.
    const editors = {
      ...protectedRange?.editors,
      users: [...new Set([...(protectedRange?.editors?.users ?? []), SERVICE_ACCOUNT])],
    };
    sheet.protectedRanges.push({ ...copied(protectedRange), protectedRangeId: id, editors });
  },
  updateProtectedRange: (workbook, { protectedRange, fields }: Body<'updateProtectedRange'>) => {
    const all = workbook.sheets.flatMap(({ protectedRanges }) => protectedRanges);
    const own = all.find(({ protectedRangeId }) => protectedRangeId === protectedRange?.protectedRangeId);
    if (!own) throw new ApiError(400, 'No protected range with that id');
    assign(own as Plain, protectedRange as Plain, parseMask(fields ?? ''));
  },
  addChart: (workbook, { chart }: Body<'addChart'>) => {
    const anchor = chart?.position?.overlayPosition?.anchorCell;
    const sheet = sheetOf(workbook, anchor?.sheetId);
    const { rowCount, columnCount } = sheet.properties.gridProperties;
    if ((anchor?.rowIndex ?? 0) >= rowCount || (anchor?.columnIndex ?? 0) >= columnCount)
      throw new ApiError(400, 'the anchor lies off the grid');
    if (workbook.sheets.some(({ charts }) => charts.some(({ chartId }) => chartId === chart?.chartId)))
      throw new ApiError(400, 'An object with that id already exists');
    sheet.charts.push(copied(chart ?? {}));
  },
  updateChartSpec: (workbook, { chartId, spec }: Body<'updateChartSpec'>) => {
    const chart = workbook.sheets.flatMap(({ charts }) => charts).find((one) => one.chartId === chartId);
    if (!chart) throw new ApiError(400, `No chart with id: ${chartId}`);
    chart.spec = copied(spec ?? {});
  },
  deleteEmbeddedObject: (workbook, { objectId }: Body<'deleteEmbeddedObject'>) => {
    const sheet = workbook.sheets.find(({ charts }) => charts.some(({ chartId }) => chartId === objectId));
    if (!sheet) throw new ApiError(400, `No object with id: ${objectId}`);
    sheet.charts = sheet.charts.filter(({ chartId }) => chartId !== objectId);
  },
  createDeveloperMetadata: (workbook, { developerMetadata }: Body<'createDeveloperMetadata'>) => {
    const { metadataId, metadataKey, visibility, location } = developerMetadata ?? {};
    if (!metadataId || metadataId <= 0 || !metadataKey || !visibility)
      throw new ApiError(400, 'metadata needs a positive id, a key and a visibility');
    const sheet = sheetOf(workbook, location?.sheetId);
    if (workbook.sheets.some((one) => one.developerMetadata.some((each) => each.metadataId === metadataId)))
      throw new ApiError(400, 'Metadata with that id already exists');
    sheet.developerMetadata.push(copied(developerMetadata ?? {}));
  },
  updateDeveloperMetadata: (workbook, { dataFilters, developerMetadata, fields }: Body<'updateDeveloperMetadata'>) => {
    const id = dataFilters?.[0]?.developerMetadataLookup?.metadataId;
    const own = workbook.sheets.flatMap((sheet) => sheet.developerMetadata).find(({ metadataId }) => metadataId === id);
    if (!own) throw new ApiError(400, 'No metadata matches');
    assign(own as Plain, developerMetadata as Plain, parseMask(fields ?? ''));
  },
  setDataValidation: (workbook, { range, rule }: Body<'setDataValidation'>) => {
    const sheet = sheetOf(workbook, range?.sheetId);
    const { top, bottom, left, right } = boundsOf(sheet, range ?? {});
    for (let row = top; row < bottom; row++)
      for (let column = left; column < right; column++)
        writeCell(sheet, row, column, { dataValidation: rule ?? {} }, parseMask('dataValidation'));
  },
  mergeCells: (workbook, { range }: Body<'mergeCells'>) => {
    const sheet = sheetOf(workbook, range?.sheetId);
    boundsOf(sheet, range ?? {});
    sheet.merges.push({ ...range });
  },
};

/** Writes the fields of a cell that the mask names; refuses cells off the grid and cells that somebody else has protected. */
function writeCell(sheet: Sheet, row: number, column: number, source: Cell, mask: ReturnType<typeof parseMask>): void {
  const { rowCount, columnCount } = sheet.properties.gridProperties;
  if (row >= rowCount || column >= columnCount)
    throw new ApiError(400, `Attempting to write row: ${row}, column: ${column}, beyond the grid`);
  if (isLocked(sheet, row, column))
    throw new ApiError(
      400,
      'You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.',
    );
  const value = source.userEnteredValue;
  if (value && Object.values(value).filter((one) => one !== undefined && one !== null).length !== 1)
    throw new ApiError(400, 'userEnteredValue takes one kind of value');
  if (typeof value?.stringValue === 'string' && value.stringValue.length > 50_000)
    throw new ApiError(400, 'Your input contains more than the maximum of 50000 characters in a single cell.');
  if (value?.numberValue !== undefined && typeof value.numberValue !== 'number')
    throw new ApiError(400, 'Invalid value (numberValue)');
  const cells = sheet.rows[row]!;
  const cell = cells[column] ?? {};
  cells[column] = cell;
  assign(cell as Plain, source as Plain, mask);
  if (source.note === '' || source.note === null) delete cell.note;
  if (mask.has('userEnteredValue')) {
    // A new value takes the links of the old one with it.
    delete cell.userEnteredFormat?.textFormat?.link;
    if (value?.formulaValue) cell.effectiveValue = { stringValue: value.formulaValue };
    else if (value) cell.effectiveValue = copied(value);
    else delete cell.effectiveValue;
  }
}

function isLocked(sheet: Sheet, row: number, column: number): boolean {
  const covers = ({
    startRowIndex,
    endRowIndex,
    startColumnIndex,
    endColumnIndex,
  }: sheets_v4.Schema$GridRange): boolean =>
    row >= (startRowIndex ?? 0) &&
    row < (endRowIndex ?? Number.POSITIVE_INFINITY) &&
    column >= (startColumnIndex ?? 0) &&
    column < (endColumnIndex ?? Number.POSITIVE_INFINITY);
  return sheet.protectedRanges.some(
    ({ range, unprotectedRanges, editors, warningOnly }) =>
      warningOnly !== true &&
      !(editors?.users ?? []).includes(SERVICE_ACCOUNT) &&
      covers(range ?? {}) &&
      !(unprotectedRanges ?? []).some(covers),
  );
}
