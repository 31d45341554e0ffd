import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { currentWorkbook, FIELDS, toRawWorkbook } from '../../../functions/adapters/google/current-workbook.ts';
import { planPublish } from '../../../functions/adapters/google/plan-publish.ts';
import { XmlProblem } from '../../../functions/adapters/xlsx/package/xml.ts';
import { newBudget, scanSheet } from '../../../functions/adapters/xlsx/sheet/sheet-scan.ts';
import { Refused } from '../../../shared/ports.ts';
import type { RawCell, RawTab, RawWorkbook } from '../../../shared/sheet/raw.ts';
import type { Column } from '../../../shared/workbook/column.ts';
import { parseSettings } from '../../../shared/workbook/parse-settings.ts';
import { parseWorkbook } from '../../../shared/workbook/parse-workbook.ts';
import { TABS } from '../../../shared/workbook/tabs/index.ts';
import { SCHOOL_TABS } from '../../../shared/workbook/tabs/school.ts';
import { answerOf } from '../../support/google-server/answers.ts';
import { applyBatch, SERVICE_ACCOUNT } from '../../support/google-server/batch.ts';
import { type Cell, emptySheet, type Workbook } from '../../support/google-server/model.ts';
import { oddCell } from './grids.ts';
import type { Random } from './random.ts';
import { IMAGE } from './try-files.ts';

/** Mangled cells, each at the place where one is read: in a column, in the XML of a sheet, in an answer of Google. */

const TABLES = [...Object.values(TABS), ...Object.values(SCHOOL_TABS)].map(({ title, columns }) => ({
  title,
  headings: Object.values(columns as Readonly<Record<string, Column<unknown>>>).map(({ heading }) => heading),
}));
/** Cells of one trial: five rows for each tab, every column of every tab. */
export const CELLS_PER_TRIAL = TABLES.reduce((sum, { headings }) => sum + headings.length * 5, 0);

const ERROR_TYPES: Readonly<Record<string, string>> = { '#REF!': 'REF', '#N/A': 'N_A', '#DIV/0!': 'DIVIDE_BY_ZERO' };

function filled(random: Random): RawWorkbook {
  const tabs = TABLES.map(
    ({ title, headings }): RawTab => ({
      title,
      merges: [],
      rows: [headings, ...Array.from({ length: 5 }, () => headings.map(() => knownCell(oddCell(random, []))))],
    }),
  );
  return { version: '', tabs };
}

/** What both backends can hold: Google names its errors, and no number in JSON is endless. */
function knownCell(cell: RawCell): RawCell {
  if (typeof cell === 'object' && cell !== null)
    return ERROR_TYPES[cell.error] === undefined ? { error: '#REF!' } : cell;
  return cell === '' ? null : cell;
}

function googleCell(cell: RawCell, random: Random): Cell {
  if (cell === null) return random.pick<Cell>([{}, { effectiveValue: {} }, { note: 'x' }, { effectiveFormat: {} }]);
  if (typeof cell === 'object') return { effectiveValue: { errorValue: { type: ERROR_TYPES[cell.error] ?? 'ERROR' } } };
  if (typeof cell === 'number') return { effectiveValue: { numberValue: cell } };
  return { effectiveValue: typeof cell === 'boolean' ? { boolValue: cell } : { stringValue: cell } };
}

/** The workbook as Google would send it: in one block or several, with rows and cells that hold nothing. */
function googleAnswer({ tabs }: RawWorkbook, random: Random): sheets_v4.Schema$Spreadsheet {
  const sheets = tabs.map(({ title, rows }, at) => {
    const blocks = random.chance(0.5) ? [0] : [0, 2];
    const data = blocks.map((startRow, block) => ({
      ...(startRow === 0 && random.chance(0.5) ? {} : { startRow }),
      rowData: [
        ...rows
          .slice(startRow, blocks[block + 1])
          .map((row) => ({ values: row.map((cell) => googleCell(cell, random)) })),
        ...(block === blocks.length - 1 ? [{}, { values: [{}, {}] }] : []),
      ],
    }));
    return { properties: { sheetId: at, title, gridProperties: { rowCount: 100, columnCount: 60 } }, data };
  });
  // As it comes over the wire.
  return JSON.parse(JSON.stringify({ spreadsheetId: 'x', sheets }));
}

/** Every column of every input tab, read from a file's cells and from Google's answer: both must be read alike. */
export function tryCells(random: Random): readonly string[] {
  const raw = filled(random);
  const google = toRawWorkbook(currentWorkbook(googleAnswer(raw, random)));
  const read = (workbook: RawWorkbook): string =>
    JSON.stringify([parseWorkbook(workbook, 0, []), parseSettings(workbook, [])]);
  return read(raw) === read(google) ? [] : ['a workbook is read otherwise from Google than from a file'];
}

/** Mangled cells in the stand-in for Google: published to twice, the second time there is nothing to do. */
export function tryGooglePublish(random: Random): readonly string[] {
  const faults: string[] = [];
  const workbook: Workbook = {
    spreadsheetId: 'workbook-of-garbage',
    title: '',
    timeZone: 'Asia/Shanghai',
    access: 'writer',
    permissions: [],
    version: 1,
    sheets: TABLES.slice(0, 3).map(({ title, headings }, at) => {
      const sheet = emptySheet(at, at === 0 && random.chance(0.3) ? '问题清单' : title, 8, headings.length);
      sheet.rows = Array.from({ length: 8 }, () => headings.map(() => googleCell(oddCell(random, []), random)));
      return sheet;
    }),
  };
  const plan = (book: Workbook) =>
    planPublish(currentWorkbook(JSON.parse(JSON.stringify(answerOf(book, FIELDS, true)))), IMAGE, SERVICE_ACCOUNT);
  const after = applyBatch(workbook, plan(workbook).requests ?? []);
  if (plan(after).requests !== null) faults.push('published again to Google: not unchanged');
  return faults;
}

const TYPES = [
  '',
  ' t="s"',
  ' t="str"',
  ' t="inlineStr"',
  ' t="b"',
  ' t="e"',
  ' t="d"',
  ' t="n"',
  ' t="x"',
  ' t=s',
  ' t="',
];
const INSIDES = [
  '<v>@</v>',
  '<f>@</f>',
  '<f>1</f><v>@</v>',
  '<is><t>@</t></is>',
  '<v/>',
  '',
  '<is/>',
  '@',
  '<v>@',
  '<v><v>@</v></v>',
];
const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Cells of one sheet of a file. */
export const CELLS_PER_SHEET = 50;

/** Mangled cells as the XML of a sheet: read, or refused as broken XML. */
export function trySheetCells(random: Random): readonly string[] {
  const cells = Array.from({ length: CELLS_PER_SHEET }, (_, at) => {
    const cell = oddCell(random, []);
    const text = typeof cell === 'object' ? (cell?.error ?? '') : String(cell);
    const written = random.chance(0.8) ? escaped(text) : text;
    const place = random.pick([
      `r="A${at + 1}"`,
      '',
      'r=""',
      `r="XFD${at + 1}"`,
      'r="A0"',
      'r="$B$2"',
      `s="${at * 7}"`,
    ]);
    return `<row><c ${place}${random.pick(TYPES)}>${random.pick(INSIDES).replace('@', () => written)}</c></row>`;
  });
  const xml = `<worksheet><sheetData>${cells.join('')}</sheetData></worksheet>`;
  try {
    const days = random.chance(0.5) ? (): number => 1462 : null;
    const { rows } = scanSheet(xml, { strings: ['', '\ud800', 'x'], daysToAdd: days }, newBudget());
    const odd = rows.flat().find((cell) => typeof cell === 'number' && !Number.isFinite(cell));
    return odd === undefined ? [] : [`a cell that is ${String(odd)}`];
  } catch (error) {
    if (error instanceof XmlProblem || error instanceof Refused) return [];
    throw error;
  }
}
