import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { largest } from '../../../shared/domain/extremes.ts';
import type { RawTab } from '../../../shared/sheet/raw.ts';
import type { GoogleClient } from './client.ts';
import { type CurrentSheet, rawTab } from './current-workbook.ts';
import {
  addSheetRequest,
  formatOf,
  type NewColumn,
  type NewSheet,
  ruleOf,
  sheetIdOf,
  sheetRequests,
} from './new-sheet.ts';
import { brokenAnswer, explain } from './problem.ts';

/** New columns for an existing sheet. */
export interface NewColumns {
  readonly title: string;
  /** Zero-based row of the headings. */
  readonly row: number;
  readonly headings: readonly string[];
  readonly columns: readonly NewColumn[];
}

export interface Extension {
  readonly columns: readonly NewColumns[];
  readonly tabs: readonly NewSheet[];
}

type Request = sheets_v4.Schema$Request;

/**
 * Adds sheets and columns after those of a workbook, in one batch; returns what was added. It writes only cells that the
 * same batch makes, so nothing that people type meanwhile is overwritten. If a sheet has become too narrow meanwhile,
 * Google refuses the whole batch.
 * @param lackOf what a workbook with these tabs lacks
 */
export async function extend(
  client: GoogleClient,
  id: string,
  readSheets: () => Promise<readonly CurrentSheet[]>,
  lackOf: (tabs: readonly RawTab[]) => Extension,
): Promise<Extension> {
  const { pace, account, timeout } = client;
  let added: Extension | null = null;
  await pace.insist(async () => {
    const there = await readSheets();
    const lack = withoutOurs(lackOf(there.filter(({ isGrid }) => isGrid).map(rawTab)), there);
    // If only the answer was lost, nothing is missing any more.
    added ??= lack;
    const requests = requestsOf(lack, there);
    if (requests.length === 0) return;
    await pace.turn('write', async () => {
      const call = client.sheets.spreadsheets.batchUpdate(
        { spreadsheetId: id, requestBody: { requests }, fields: 'spreadsheetId' },
        { timeout: timeout(), retry: false },
      );
      const { data } = await call.catch((error: unknown) => {
        throw explain(error, 'write', account);
      });
      if (typeof data !== 'object' || data === null || data.spreadsheetId !== id) throw brokenAnswer();
    });
  });
  return added ?? { columns: [], tabs: [] };
}

/** A sheet of ours that somebody renamed is not made again. */
function withoutOurs({ columns, tabs }: Extension, there: readonly CurrentSheet[]): Extension {
  const ids = new Set(there.map(({ sheetId }) => sheetId));
  return { columns, tabs: tabs.filter((sheet) => !ids.has(sheetIdOf(sheet))) };
}

function requestsOf({ columns, tabs }: Extension, there: readonly CurrentSheet[]): Request[] {
  return [
    ...columns.flatMap((more) => {
      const sheet = there.find(({ title }) => title === more.title);
      return sheet === undefined ? [] : columnRequests(sheet, more);
    }),
    ...tabs.map(addSheetRequest),
    ...tabs.flatMap(sheetRequests),
  ];
}

function columnRequests(sheet: CurrentSheet, { row, headings, columns }: NewColumns): Request[] {
  const { sheetId } = sheet;
  const left = rightEdgeOf(sheet);
  const right = left + columns.length;
  return [
    // New headings get the looks of the one before them; a column may begin where the grid ends.
    {
      insertDimension: {
        range: { sheetId, dimension: 'COLUMNS', startIndex: left, endIndex: right },
        inheritFromBefore: true,
      },
    },
    ...columns.flatMap((column, at): Request[] => {
      const range = { sheetId, startRowIndex: row + 1, startColumnIndex: left + at, endColumnIndex: left + at + 1 };
      const rule = ruleOf(column);
      const format = { repeatCell: { range, cell: { userEnteredFormat: formatOf(column) }, fields: FORMAT } };
      return [format, { setDataValidation: rule === null ? { range } : { range, rule } }];
    }),
    {
      updateCells: {
        start: { sheetId, rowIndex: row, columnIndex: left },
        rows: [{ values: headings.map((stringValue) => ({ userEnteredValue: { stringValue } })) }],
        fields: 'userEnteredValue',
      },
    },
  ];
}

const FORMAT = 'userEnteredFormat(horizontalAlignment,verticalAlignment,wrapStrategy,numberFormat)';

/** The first column without content or merged cells. */
function rightEdgeOf({ rows, merges }: CurrentSheet): number {
  const filled = rows.map((cells) => cells.findLastIndex((cell) => cell !== null && cell !== '') + 1);
  return Math.max(
    largest(1, filled),
    largest(
      1,
      merges.map(({ right }) => right + 1),
    ),
  );
}
