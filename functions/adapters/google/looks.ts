import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import type { CellFormat, TabImage } from '../../../shared/sheet/image.ts';
import type { OutputCell, OutputGrid } from '../../../shared/sheet/lay-out.ts';
import { HEADING, LINE, LINK_TEXT, type Shade, TONES, USER_HEADING } from '../../../shared/sheet/palette.ts';
import { type Run, runsOf } from './row-moves.ts';

/** Requests that format an output tab: a few rectangles instead of one format per cell. */

type Request = sheets_v4.Schema$Request;
type Format = sheets_v4.Schema$CellFormat;

const TITLE_SIZE = 14;
const SMALL_SIZE = 8;
const FORMATS: Readonly<Record<CellFormat, sheets_v4.Schema$NumberFormat | null>> = {
  text: null,
  integer: { type: 'NUMBER', pattern: '0' },
  points: { type: 'NUMBER', pattern: '0.00' },
  percent: { type: 'PERCENT', pattern: '0.00%' },
};

/** Pixels: a number keeps clear of the words in the next column; the other sides are Google's own. */
const NUMBER_PADDING: sheets_v4.Schema$Padding = { top: 2, right: 10, bottom: 2, left: 3 };

export function colour(hex: string): sheets_v4.Schema$ColorStyle {
  // Three digits distinguish 256 steps; more digits would take up half of a batch.
  const part = (at: number): number => Math.round((Number.parseInt(hex.slice(at, at + 2), 16) / 255) * 1_000) / 1_000;
  return { rgbColor: { red: part(0), green: part(2), blue: part(4) } };
}

const BORDERS: sheets_v4.Schema$Borders = (() => {
  const line = { style: 'SOLID', colorStyle: colour(LINE) };
  return { top: line, bottom: line, left: line, right: line };
})();

/** Formats a whole tab whose grid has its final size. */
export function lookRequests(sheetId: number, image: TabImage, grid: OutputGrid): Request[] {
  const paint: Paint = (top, bottom, left, right, format, fields) => ({
    repeatCell: {
      range: { sheetId, startRowIndex: top, endRowIndex: bottom, startColumnIndex: left, endColumnIndex: right },
      cell: { userEnteredFormat: format },
      fields,
    },
  });
  return [
    ...bodyRequests(image, grid, paint),
    ...formatRequests(grid, paint),
    ...topRequests(grid, paint),
    ...toneRequests(grid, paint),
    ...widthRequests(sheetId, image, grid.columns),
  ];
}

type Paint = (top: number, bottom: number, left: number, right: number, format: Format, fields: string) => Request;

const WHOLE = 'userEnteredFormat';
/** Not the whole text format, so that a user's link in a user column stays. */
const TONE_FIELDS = [
  'backgroundColorStyle',
  'textFormat.foregroundColorStyle',
  'textFormat.bold',
  'textFormat.fontSize',
]
  .map((field) => `${WHOLE}.${field}`)
  .join(',');
/** Nor the number format, so that a day that a user typed stays a day. */
const USER_FIELDS = `${TONE_FIELDS},${['verticalAlignment', 'horizontalAlignment', 'wrapStrategy', 'borders']
  .map((field) => `${WHOLE}.${field}`)
  .join(',')}`;

function bodyRequests(image: TabImage, { rows, firstRow, columns, userColumns }: OutputGrid, paint: Paint): Request[] {
  if (rows.length <= firstRow) return [];
  return Array.from({ length: columns }, (_, at) => {
    const column = image.columns[at] ?? null;
    const isUsers = userColumns.includes(at);
    const number = FORMATS[column?.format ?? 'text'];
    const format: Format = {
      verticalAlignment: 'TOP',
      wrapStrategy: column?.wrap === true || isUsers ? 'WRAP' : 'CLIP',
      ...(image.plain === true ? {} : { borders: BORDERS }),
      ...(image.plain === true || number === null ? {} : { padding: NUMBER_PADDING }),
      ...(number === null || isUsers ? {} : { numberFormat: number }),
    };
    return paint(firstRow, rows.length, at, at + 1, format, isUsers ? USER_FIELDS : WHOLE);
  });
}

/** Numbers with another format than their column. */
function formatRequests({ rows, columns }: OutputGrid, paint: Paint): Request[] {
  return Array.from({ length: columns }, (_, at) => at).flatMap((at) => {
    const ownFormat = (row: number): CellFormat | null => {
      const cell = rows[row]?.[at];
      return cell?.role === 'cell' && cell.format !== (cell.column?.format ?? 'text') ? cell.format : null;
    };
    const own = [...rows.keys()].filter((row) => ownFormat(row) !== null);
    return runsOf(own).flatMap(({ start, end }) =>
      runsOfSame(Array.from({ length: end - start }, (_, row) => ownFormat(start + row) ?? '')).map((run) => {
        const format = FORMATS[ownFormat(start + run.start) ?? 'text'];
        const numberFormat = format === null ? {} : { numberFormat: format };
        return paint(start + run.start, start + run.end, at, at + 1, numberFormat, `${WHOLE}.numberFormat`);
      }),
    );
  });
}

function topRequests({ headingRow, columns }: OutputGrid, paint: Paint): Request[] {
  if (headingRow === null) return [];
  const heading: Format = {
    horizontalAlignment: 'CENTER',
    verticalAlignment: 'MIDDLE',
    wrapStrategy: 'WRAP',
    borders: BORDERS,
  };
  return [
    ...(headingRow === 0 ? [] : [paint(0, headingRow, 0, columns, { wrapStrategy: 'OVERFLOW_CELL' }, WHOLE)]),
    paint(headingRow, headingRow + 1, 0, columns, heading, WHOLE),
  ];
}

function toneRequests({ rows }: OutputGrid, paint: Paint): Request[] {
  return toneRuns(rows).flatMap(({ from, to, tones }) =>
    runsOfSame(tones).flatMap(({ start, end }) => {
      const format = formatOfLook(tones[start]!);
      return format === null ? [] : [paint(from, to, start, end, format, TONE_FIELDS)];
    }),
  );
}

/** Tones of the cells of a row; rows of the same look that stand together are one run. */
function toneRuns(rows: OutputGrid['rows']): { from: number; to: number; tones: readonly string[] }[] {
  const runs: { from: number; to: number; tones: readonly string[] }[] = [];
  for (const [at, row] of rows.entries()) {
    const tones = row.map(lookNameOf);
    const last = runs.at(-1);
    if (last !== undefined && last.tones.join() === tones.join()) last.to = at + 1;
    else runs.push({ from: at, to: at + 1, tones });
  }
  return runs;
}

/** Name of a look: the role of a heading or the tone, and whether the letters are small. */
function lookNameOf({ role, tone, small }: OutputCell): string {
  const name = role === 'heading' || role === 'userHeading' ? role : (tone ?? '');
  return small ? `${name}${SMALL}` : name;
}

const SMALL = ' small';

function runsOfSame(items: readonly string[]): Run[] {
  const starts = items.flatMap((item, at) => (at === 0 || items[at - 1] !== item ? [at] : []));
  return starts.map((start, at) => ({ start, end: starts[at + 1] ?? items.length }));
}

const SHADES: ReadonlyMap<string, Shade> = new Map<string, Shade>([
  ...Object.entries(TONES),
  ['heading', HEADING],
  ['userHeading', USER_HEADING],
]);

function formatOfLook(name: string): Format | null {
  if (name === '') return null;
  const isSmall = name.endsWith(SMALL);
  const shade = isSmall ? name.slice(0, -SMALL.length) : name;
  const look = SHADES.get(shade) ?? {};
  return {
    ...(look.fill === undefined ? {} : { backgroundColorStyle: colour(look.fill) }),
    textFormat: {
      ...(look.text === undefined ? {} : { foregroundColorStyle: colour(look.text) }),
      ...(look.bold === true ? { bold: true } : {}),
      ...(isSmall ? { fontSize: SMALL_SIZE } : shade === 'title' ? { fontSize: TITLE_SIZE } : {}),
    },
  };
}

const PIXELS_A_CHARACTER = 7.5;
const PADDING = 8;

function widthRequests(sheetId: number, image: TabImage, columns: number): Request[] {
  return Array.from({ length: columns }, (_, at) => ({
    updateDimensionProperties: {
      range: { sheetId, dimension: 'COLUMNS', startIndex: at, endIndex: at + 1 },
      properties: { pixelSize: Math.round((image.columns[at]?.width ?? 12) * PIXELS_A_CHARACTER) + PADDING },
      fields: 'pixelSize',
    },
  }));
}

/**
 * Links of the rows in `changed`. A column with any link is written in all of those rows, which also removes old links.
 */
export function linkRequests(
  sheetId: number,
  grid: OutputGrid,
  changed: readonly number[],
  gidOf: (title: string) => number | null,
): Request[] {
  const columns = Array.from({ length: grid.columns }, (_, at) => at).filter((at) =>
    grid.rows.some((row) => row[at]?.link),
  );
  return columns.flatMap((at) =>
    runsOf(changed.filter((row) => grid.rows[row]![at]?.role === 'cell')).map(({ start, end }) => ({
      updateCells: {
        start: { sheetId, rowIndex: start, columnIndex: at },
        rows: grid.rows.slice(start, end).map((row) => ({ values: [linkCell(row[at]!, gidOf)] })),
        fields: 'userEnteredFormat.textFormat',
      },
    })),
  );
}

function linkCell(cell: OutputCell, gidOf: (title: string) => number | null): sheets_v4.Schema$CellData {
  const tone = formatOfLook(lookNameOf(cell))?.textFormat ?? {};
  const gid = cell.link === null ? null : gidOf(cell.link.tab);
  if (cell.link === null || gid === null || cell.value === null) return { userEnteredFormat: { textFormat: tone } };
  const column = /^[A-Z]{1,3}$/.test(cell.link.column ?? '') ? cell.link.column : 'A';
  const link = { uri: `#gid=${gid}&range=${column}${cell.link.row ?? 1}` };
  const textFormat = { ...tone, link, underline: true, foregroundColorStyle: colour(LINK_TEXT) };
  return { userEnteredFormat: { textFormat } };
}
