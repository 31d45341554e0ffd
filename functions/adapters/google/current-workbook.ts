import { createHash } from 'node:crypto';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { formatDay } from '../../../shared/domain/calendar.ts';
import type { RawCell, RawMerge, RawTab, RawWorkbook } from '../../../shared/sheet/raw.ts';
import type { CurrentTexts } from '../../../shared/sheet/user-texts.ts';

/** Reads the contents of a workbook from Google's answer. Pure. */

type Cell = sheets_v4.Schema$CellData;
type Filter = sheets_v4.Schema$BasicFilter;
type Protection = sheets_v4.Schema$ProtectedRange;

/** Key of the developer metadata that marks an output tab: the prefix and the image's key. */
export const MARK_PREFIX = 'xietong.output.';

const SHEET =
  'sheets(properties(sheetId,title,index,sheetType,gridProperties(rowCount,columnCount)),' +
  'developerMetadata(metadataId,metadataKey,metadataValue),merges';
/** Cells only: values as shown, dates as serial numbers, no formats. */
export const CELL_FIELDS = `spreadsheetId,${SHEET},data(startRow,startColumn,rowData(values(effectiveValue))))`;
/** Fields of the one read of a night: the cells, and what planning the write needs. */
export const FIELDS =
  `spreadsheetId,${SHEET},protectedRanges(protectedRangeId,description),basicFilter,charts(chartId),` +
  'data(startRow,startColumn,rowData(values(effectiveValue,note,effectiveFormat(numberFormat(type))))))';

/** A cell; zero-based. */
export interface CellPosition {
  readonly row: number;
  readonly column: number;
}

/** The current note of a cell. */
export interface CurrentNote extends CellPosition {
  readonly text: string;
}

export interface Mark {
  readonly key: string;
  readonly metadataId: number;
  /** Fingerprint of the looks that were written last. */
  readonly print: string;
}

/** The one number format that matters: a day. */
export const DATE = 1;

export interface CurrentSheet extends CurrentTexts {
  readonly sheetId: number;
  readonly title: string;
  /** Holds cells: no chart sheet, no connected sheet. */
  readonly isGrid: boolean;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly merges: readonly RawMerge[];
  readonly mark: Mark | null;
  readonly notes: readonly CurrentNote[];
  /** The first cell whose formula Google is still computing: its value, and the cells it will fill, are not known yet. */
  readonly loading: CellPosition | null;
  readonly protections: readonly Protection[];
  readonly filter: Filter | null;
  readonly charts: readonly number[];
}

const ERRORS: Readonly<Record<string, string>> = {
  NULL_VALUE: '#NULL!',
  DIVIDE_BY_ZERO: '#DIV/0!',
  VALUE: '#VALUE!',
  REF: '#REF!',
  NAME: '#NAME?',
  NUM: '#NUM!',
  N_A: '#N/A',
};

function rawCell({ effectiveValue: value }: Cell): RawCell {
  if (!value) return null;
  if (value.errorValue) return { error: ERRORS[value.errorValue.type ?? ''] ?? '#ERROR!' };
  const plain = value.stringValue ?? value.numberValue ?? value.boolValue ?? null;
  return plain === '' ? null : plain;
}

interface Grid {
  readonly rows: RawCell[][];
  /** The first cell whose formula Google is still computing. */
  readonly loading: CellPosition | null;
  readonly notes: CurrentNote[];
  readonly dates: ReadonlySet<string>;
}

function gridOf(sheet: sheets_v4.Schema$Sheet): Grid {
  const rows: RawCell[][] = [];
  const notes: CurrentNote[] = [];
  const dates = new Set<string>();
  let loading: CellPosition | null = null;
  for (const { startRow, startColumn, rowData } of sheet.data ?? []) {
    for (const [y, { values }] of (rowData ?? []).entries()) {
      const row = (startRow ?? 0) + y;
      for (const [x, cell] of (values ?? []).entries()) {
        const column = (startColumn ?? 0) + x;
        const value = rawCell(cell);
        if (value !== null) put(rows, row, column, value);
        if (cell.effectiveValue?.errorValue?.type === 'LOADING') loading ??= { row, column };
        if (cell.note) notes.push({ row, column, text: cell.note });
        if (cell.effectiveFormat?.numberFormat?.type?.startsWith('DATE')) dates.add(`${row},${column}`);
      }
    }
  }
  return { rows, notes, dates, loading };
}

/**
 * Drops the empty cells and rows that Google sends after the last filled ones.
 */
function put(rows: RawCell[][], row: number, column: number, value: RawCell): void {
  while (rows.length <= row) rows.push([]);
  const cells = rows[row]!;
  while (cells.length < column) cells.push(null);
  cells[column] = value;
}

function mergesOf(ranges: readonly sheets_v4.Schema$GridRange[] | undefined | null): RawMerge[] {
  return (ranges ?? []).map(({ startRowIndex, endRowIndex, startColumnIndex, endColumnIndex }) => ({
    top: startRowIndex ?? 0,
    left: startColumnIndex ?? 0,
    bottom: (endRowIndex ?? 1) - 1,
    right: (endColumnIndex ?? 1) - 1,
  }));
}

function markOf(sheet: sheets_v4.Schema$Sheet): Mark | null {
  for (const { metadataId, metadataKey, metadataValue } of sheet.developerMetadata ?? []) {
    if (metadataKey?.startsWith(MARK_PREFIX) && metadataId)
      return { key: metadataKey.slice(MARK_PREFIX.length), metadataId, print: metadataValue ?? '' };
  }
  return null;
}

/** One reading of a workbook, with everything that planning a write needs. */
export interface CurrentWorkbook {
  readonly sheets: readonly CurrentSheet[];
  /** Ids of developer metadata that are taken. */
  readonly metadataIds: readonly number[];
}

export function currentWorkbook(answer: sheets_v4.Schema$Spreadsheet): CurrentWorkbook {
  const metadata = (answer.sheets ?? []).flatMap(({ developerMetadata }) => developerMetadata ?? []);
  return { sheets: currentSheets(answer), metadataIds: metadata.flatMap(({ metadataId }) => metadataId ?? []) };
}

export function currentSheets(answer: sheets_v4.Schema$Spreadsheet): CurrentSheet[] {
  const sheets = (answer.sheets ?? []).map((sheet): CurrentSheet => {
    const { sheetId, title, sheetType, gridProperties } = sheet.properties ?? {};
    const { rows, notes, dates, loading } = gridOf(sheet);
    return {
      sheetId: sheetId ?? 0,
      title: title ?? '',
      isGrid: (sheetType ?? 'GRID') === 'GRID',
      rowCount: gridProperties?.rowCount ?? 0,
      columnCount: gridProperties?.columnCount ?? 0,
      rows,
      merges: mergesOf(sheet.merges),
      mark: markOf(sheet),
      notes,
      loading,
      protections: sheet.protectedRanges ?? [],
      filter: sheet.basicFilter ?? null,
      charts: (sheet.charts ?? []).flatMap(({ chartId }) => chartId ?? []),
      formatAt: (row, column) => (dates.has(`${row},${column}`) ? DATE : null),
      asText: (value, format) => (format === DATE ? formatDay(Math.floor(value)) : String(value)),
    };
  });
  return sheets;
}

export function rawTab({ title, rows, merges, mark }: CurrentSheet): RawTab {
  return { title, rows, merges, ...(mark === null ? {} : { output: mark.key }) };
}

/** Version of a workbook: a hash of everything that was read, which costs no extra request. */
export function contentHash(tabs: readonly RawTab[]): string {
  const content = tabs.map(({ title, rows, merges, output }) => [title, output ?? null, rows, merges]);
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

export function toRawWorkbook({ sheets }: CurrentWorkbook): RawWorkbook {
  const tabs = sheets
    .filter(({ isGrid }) => isGrid)
    .map((sheet): RawTab => ({ ...rawTab(sheet), sheet: sheet.sheetId }));
  return { version: contentHash(tabs), tabs };
}
