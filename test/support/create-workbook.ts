import { type Cell, type CellStyle, type DataValidation, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { createFile } from '../../functions/adapters/xlsx/disk.ts';
import { markName } from '../../functions/adapters/xlsx/parts/book.ts';
import { refused, withFileName } from '../../functions/adapters/xlsx/problem.ts';
import { cellAddress, columnLetters, quotedTitle } from '../../functions/adapters/xlsx/sheet/address.ts';
import { REASONS } from '../../functions/adapters/xlsx/words.ts';
import { cleanCellText } from '../../shared/sheet/cell-text.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import { OUR_NAME } from '../../shared/sheet/words.ts';

/** A column of a new tab. */
export interface NewColumn {
  readonly heading: string;
  /** Width in characters of the default font (a Chinese character counts two). */
  readonly width: number;
  /** `text` keeps digits as they are typed (ids); `date` shows the day. */
  readonly format: 'text' | 'date' | 'integer' | 'points' | 'general';
  /** Values to choose from, or the letter of the column of another tab that lists them. Other values cause a warning. */
  readonly choices?: readonly string[] | { readonly tab: string; readonly column: string; readonly firstRow: number };
  /** Shown beside a cell of the column when it is chosen. */
  readonly help?: { readonly title: string; readonly text: string };
  /** Comment on the heading. */
  readonly comment?: string;
}

/** A tab of a new workbook. */
export interface NewSheet {
  readonly title: string;
  /** Lines above the headings. */
  readonly guidance?: readonly string[];
  readonly columns: readonly NewColumn[];
  readonly rows?: readonly (readonly RawCell[])[];
  /** Key of an output tab: protected, and marked so that publishing finds it. */
  readonly output?: string;
  /** RRGGBB. */
  readonly tabColour?: string;
}

/** Number of rows below the headings that get drop-downs and help. */
const PREPARED_ROWS = 5_000;
/** The longest list inside a rule, and the longest message, that the format allows. */
const MAX_LIST = 255;
const MAX_MESSAGE = 255;
const MAX_MESSAGE_TITLE = 32;
const NUMBER_FORMATS = { text: '@', date: 'yyyy-mm-dd', integer: '0', points: '0.00', general: 'General' } as const;
const FONT = { name: '等线', size: 11 } as const;

/** Makes a new workbook; it never overwrites an existing file. */
export async function createWorkbook(path: string, sheets: readonly NewSheet[]): Promise<void> {
  const name = path.split(/[/\\]/).at(-1) ?? path;
  await withFileName(name, async () => {
    const bytes = await writeXlsx({
      sheets: sheets.map(toSheet),
      defaultFont: FONT,
      namedRanges: sheets.flatMap((sheet) =>
        sheet.output === undefined ? [] : [{ name: markName(sheet.output), range: `${quotedTitle(sheet.title)}!$A$1` }],
      ),
    });
    if (!(await createFile(path, bytes))) throw refused(REASONS.exists);
  });
}

function toSheet(sheet: NewSheet): WriteSheet {
  const guidance = sheet.guidance ?? [];
  const headingRow = guidance.length;
  const cells = new Map<string, Partial<Cell>>();
  for (const [row, line] of guidance.entries()) cells.set(`${row},0`, { ...textCell(line), style: GUIDANCE });
  for (const [column, { heading, comment }] of sheet.columns.entries()) {
    cells.set(`${headingRow},${column}`, {
      ...textCell(heading),
      style: HEADING,
      ...(comment === undefined ? {} : { comment: { text: cleanCellText(comment), author: OUR_NAME } }),
    });
  }
  const rows = (sheet.rows ?? []).map((row) => row.map(plain));
  const last = cellAddress(Math.max(headingRow + rows.length, headingRow + 1), Math.max(sheet.columns.length, 1) - 1);
  return {
    name: sheet.title,
    rows: [
      ...guidance.map((line) => [cleanCellText(line)]),
      sheet.columns.map((column) => cleanCellText(column.heading)),
      ...rows,
      // Where there is no data yet, an empty first row gives the columns their formats.
      ...(rows.length === 0 ? [sheet.columns.map(() => null)] : []),
    ],
    columns: sheet.columns.map((column) => ({ width: column.width + 0.7, numFmt: NUMBER_FORMATS[column.format] })),
    cells,
    freezePane: { rows: headingRow + 1 },
    autoFilter: { range: `A${headingRow + 1}:${last}` },
    dataValidations: sheet.columns.flatMap((column, at) => validation(column, at, headingRow)),
    ...(sheet.tabColour === undefined ? {} : { view: { tabColor: { rgb: sheet.tabColour } } }),
    ...(sheet.output === undefined
      ? {}
      : { protection: { sheet: true, objects: true, scenarios: true, sort: true, autoFilter: true } }),
  };
}

const HEADING: CellStyle = {
  font: { ...FONT, bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '1F4E79' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
};
const GUIDANCE: CellStyle = { font: { ...FONT, italic: true, color: { rgb: '767676' } } };

function textCell(text: string): Partial<Cell> {
  return { value: cleanCellText(text), type: 'string' };
}

function plain(value: RawCell): string | number | boolean | null {
  if (typeof value === 'string') return cleanCellText(value);
  return value !== null && typeof value === 'object' ? value.error : value;
}

function validation(column: NewColumn, at: number, headingRow: number): DataValidation[] {
  const { choices, help } = column;
  const list = listOf(choices);
  if (list === null && help === undefined) return [];
  const letters = columnLetters(at);
  return [
    {
      range: `${letters}${headingRow + 2}:${letters}${headingRow + 1 + PREPARED_ROWS}`,
      allowBlank: true,
      // A column without choices has its help on a rule that is always true.
      ...(list === null ? { type: 'custom' as const, formula1: 'TRUE' } : list),
      // Other spellings can be read too, so this warns and does not refuse.
      ...(list === null ? {} : { showErrorMessage: true, errorStyle: 'warning' as const }),
      ...(help === undefined
        ? {}
        : {
            showInputMessage: true,
            inputTitle: help.title.slice(0, MAX_MESSAGE_TITLE),
            inputMessage: help.text.slice(0, MAX_MESSAGE),
          }),
    },
  ];
}

function listOf(choices: NewColumn['choices']): Pick<DataValidation, 'type' | 'formula1' | 'values'> | null {
  if (choices === undefined) return null;
  if ('tab' in choices) {
    const { tab, column, firstRow } = choices;
    const bottom = firstRow + PREPARED_ROWS - 1;
    return { type: 'list', formula1: `${quotedTitle(tab)}!$${column}$${firstRow}:$${column}$${bottom}` };
  }
  // A list that is too long for a rule, or that has a comma in a value, gives no drop-down but keeps its help.
  if (choices.join(',').length > MAX_LIST || choices.some((choice) => choice.includes(','))) return null;
  return { type: 'list', values: [...choices] };
}
