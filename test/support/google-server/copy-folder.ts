import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { xlsxWorkbooks } from '../../../functions/adapters/xlsx/workbooks.ts';
import { SCHOOL_WORKBOOK } from '../../../shared/domain/vocabulary.ts';
import type { RawCell, RawErrorCell, RawTab } from '../../../shared/sheet/raw.ts';
import { type Cell, emptySheet } from './model.ts';
import type { GoogleServer } from './server.ts';

/** The spreadsheet that stands for a file. */
export function idOfFile(file: string): string {
  return `sheet-${createHash('sha256').update(file).digest('hex').slice(0, 20)}`;
}

/**
 * Puts the input tabs of a folder's workbooks into the stand-in, as an upload would; 学院登记 names them by id.
 * @param isCopied says which tabs to copy
 */
export async function copyFolder(
  folder: string,
  server: GoogleServer,
  isCopied: (tab: RawTab) => boolean = ({ output }) => output === undefined,
): Promise<string> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.xlsx'));
  for (const file of files) {
    const { tabs } = await xlsxWorkbooks(folder).read(file);
    const workbook = server.add(idOfFile(file), []);
    for (const [at, tab] of tabs.filter(isCopied).entries()) {
      const width = Math.max(1, ...tab.rows.map((row) => row.length));
      const sheet = emptySheet(at + 1, tab.title, Math.max(tab.rows.length, 2), width);
      sheet.rows = withIds(tab, files).map((row) => row.map(cellOf));
      while (sheet.rows.length < sheet.properties.gridProperties.rowCount) sheet.rows.push([]);
      sheet.merges = tab.merges.map(({ top, left, bottom, right }) => ({
        sheetId: at + 1,
        startRowIndex: top,
        endRowIndex: bottom + 1,
        startColumnIndex: left,
        endColumnIndex: right + 1,
      }));
      workbook.sheets.push(sheet);
    }
  }
  return idOfFile(SCHOOL_WORKBOOK);
}

function withIds({ title, rows }: RawTab, files: readonly string[]): RawCell[][] {
  if (!title.includes('学院登记')) return rows.map((row) => [...row]);
  return rows.map((row) => row.map((cell) => (files.includes(String(cell)) ? idOfFile(String(cell)) : cell)));
}

const ERRORS: Readonly<Record<string, string>> = {
  '#NULL!': 'NULL_VALUE',
  '#DIV/0!': 'DIVIDE_BY_ZERO',
  '#VALUE!': 'VALUE',
  '#REF!': 'REF',
  '#NAME?': 'NAME',
  '#NUM!': 'NUM',
  '#N/A': 'N_A',
};

function cellOf(value: RawCell | undefined): Cell | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'object')
    return { effectiveValue: { errorValue: { type: ERRORS[(value as RawErrorCell).error] ?? 'ERROR' } } };
  const entered =
    typeof value === 'number'
      ? { numberValue: value }
      : typeof value === 'boolean'
        ? { boolValue: value }
        : { stringValue: value };
  return { userEnteredValue: entered, effectiveValue: entered };
}
