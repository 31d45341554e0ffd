import { drive } from 'googleapis/build/src/apis/drive/index.js';
import { sheets } from 'googleapis/build/src/apis/sheets/index.js';
import { onTestFinished } from 'vitest';
import { createPace } from '../../../functions/adapters/google/pace.ts';
import { googleWorkbooks } from '../../../functions/adapters/google/workbooks.ts';
import { columnIndex } from '../../../shared/domain/place.ts';
import type { Workbooks } from '../../../shared/ports.ts';
import type { RawCell } from '../../../shared/sheet/raw.ts';
import { SERVICE_ACCOUNT } from './batch.ts';
import { copied } from './copied.ts';
import type { Cell, Sheet, Workbook } from './model.ts';
import { type GoogleServer, openGoogleServer } from './server.ts';

export interface GoogleBackend {
  readonly server: GoogleServer;
  readonly workbooks: Workbooks;
  /** Pauses that the adapter asked for, in milliseconds; they take no time. */
  readonly pauses: readonly number[];
  readonly words: readonly string[];
}

/** The adapter over the real client and a stand-in that closes when the test ends. */
export async function aGoogleBackend(timeout = 2_000): Promise<GoogleBackend> {
  const server = await openGoogleServer();
  onTestFinished(() => server.close());
  const pauses: number[] = [];
  const words: string[] = [];
  let now = 0;
  const pace = createPace({
    readsPerMinute: 60,
    writesPerMinute: 60,
    now: () => now,
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
      now += milliseconds;
    },
    random: () => 0.5,
    progress: (line) => words.push(line),
  });
  const client = {
    sheets: sheets({ version: 'v4', rootUrl: server.url }),
    drive: drive({ version: 'v3', rootUrl: server.url }),
  };
  const workbooks = googleWorkbooks({ ...client, pace, account: SERVICE_ACCOUNT, timeout: () => timeout });
  return { server, workbooks, pauses, words };
}

export function sheetCalled(workbook: Workbook, title: string): Sheet {
  const sheet = workbook.sheets.find(({ properties }) => properties.title === title);
  if (!sheet) throw new Error(`no sheet ${title}`);
  return sheet;
}

function cellAt(sheet: Sheet, address: string): Cell {
  const [, letters, digits] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
  const row = sheet.rows[Number(digits) - 1];
  if (!row || !letters) throw new Error(`no cell ${address}`);
  const cell = row[columnIndex(letters)] ?? {};
  row[columnIndex(letters)] = cell;
  return cell;
}

/** Types as a user would, formulas and all. */
export function typeIn(sheet: Sheet, cells: Readonly<Record<string, RawCell>>): void {
  for (const [address, value] of Object.entries(cells)) {
    const cell = cellAt(sheet, address);
    const entered = typeof value === 'number' ? { numberValue: value } : { stringValue: String(value) };
    cell.userEnteredValue = entered;
    cell.effectiveValue = entered;
  }
}

/** A cell with a formula that Google is still computing. */
export function stillLoading(sheet: Sheet, address: string): void {
  const cell = cellAt(sheet, address);
  cell.userEnteredValue = { formulaValue: '=IMPORTRANGE("…";"A:L")' };
  cell.effectiveValue = { errorValue: { type: 'LOADING', message: 'Loading...' } };
}

export function noteOn(sheet: Sheet, address: string, text: string): void {
  cellAt(sheet, address).note = text;
}

/** Notes by address. */
export function notesOf(sheet: Sheet): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [y, row] of sheet.rows.entries())
    for (const [x, cell] of row.entries()) if (cell?.note) found[`${String.fromCharCode(65 + x)}${y + 1}`] = cell.note;
  return found;
}

/** Everything a reader sees of a workbook, with ids and looks, for comparing two of them. */
export function pictureOf(workbook: Workbook): unknown {
  const { version: _, permissions: __, appProperties: ___, ...rest } = copied(workbook);
  return rest;
}
