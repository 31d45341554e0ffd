/**
 * A scratch spreadsheet at Google itself, for the suite that is run on request only. Credentials are read from
 * `XIETONG_TEST_GOOGLE_CREDENTIALS` (path of a file as for `XIETONG_GOOGLE_CREDENTIALS`); the spreadsheet is made in the
 * folder `XIETONG_TEST_GOOGLE_FOLDER` (on a shared drive: a service account has no room of its own) and deleted in the
 * end, or is `XIETONG_TEST_GOOGLE_SPREADSHEET`, all of whose content is lost.
 */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import * as z from 'zod';
import { type GoogleClient, openClient } from '../../functions/adapters/google/client.ts';
import { googleWorkbooks } from '../../functions/adapters/google/workbooks.ts';
import type { OpenSubject } from '../adapters/workbooks-contract.ts';

const id = z.string().regex(/^[A-Za-z0-9_-]{10,}$/);
const variables = z.object({
  XIETONG_TEST_GOOGLE_CREDENTIALS: z.string().min(1),
  XIETONG_TEST_GOOGLE_FOLDER: id.optional(),
  XIETONG_TEST_GOOGLE_SPREADSHEET: id.optional(),
});

/** Where the suite works: in an existing spreadsheet, or in a new one in a folder. */
export type Scratch = { readonly spreadsheet: string } | { readonly folder: string };

/** Settings from the environment; `null` where the suite was not requested. Throws where the settings are incomplete. */
export function realGoogle(environment: Readonly<Record<string, string | undefined>>) {
  if (!Object.keys(environment).some((name) => name.startsWith('XIETONG_TEST_GOOGLE_') && environment[name]))
    return null;
  const given = variables.parse(environment);
  const { XIETONG_TEST_GOOGLE_FOLDER: folder, XIETONG_TEST_GOOGLE_SPREADSHEET: spreadsheet } = given;
  const scratch: Scratch | null =
    spreadsheet !== undefined ? { spreadsheet } : folder !== undefined ? { folder } : null;
  if (scratch === null) throw new Error('set XIETONG_TEST_GOOGLE_FOLDER or XIETONG_TEST_GOOGLE_SPREADSHEET, too');
  const client = openClient({ credentials: given.XIETONG_TEST_GOOGLE_CREDENTIALS, api: null, perMinute: 60 });
  return { client, scratch };
}

/** One spreadsheet for a whole suite, emptied before each test. */
export interface ScratchSpreadsheet {
  readonly open: OpenSubject;
  /** Deletes the spreadsheet where it was made for the suite. */
  remove(): Promise<void>;
}

export function scratchSpreadsheet(client: GoogleClient, scratch: Scratch): ScratchSpreadsheet {
  let made: Promise<string> | null = null;
  const spreadsheetId = (): Promise<string> => {
    made ??= 'spreadsheet' in scratch ? Promise.resolve(scratch.spreadsheet) : makeIn(client, scratch.folder);
    return made;
  };
  return {
    async open(titles) {
      const own = await spreadsheetId();
      await emptied(client, own, titles);
      return {
        workbooks: googleWorkbooks(client),
        id: own,
        type: (tab, cells) => typed(client, own, tab, cells),
        rename: (from, to) => renamed(client, own, from, to),
        notes: (tab) => notesOn(client, own, tab),
      };
    },
    async remove() {
      if (made === null || 'spreadsheet' in scratch) return;
      const fileId = await made;
      await paced(client, 'write', () => client.drive.files.delete({ fileId, supportsAllDrives: true }));
    },
  };
}

/** Makes a call and waits for the quota where necessary; the suite is in no hurry. */
function paced<T>({ pace }: GoogleClient, kind: 'read' | 'write', call: () => Promise<T>): Promise<T> {
  return pace.turn(kind, call);
}

async function makeIn(client: GoogleClient, folder: string): Promise<string> {
  const requestBody = {
    name: 'xietong contract suite (scratch)',
    mimeType: 'application/vnd.google-apps.spreadsheet',
    parents: [folder],
  };
  const { data } = await paced(client, 'write', () =>
    client.drive.files.create({ requestBody, fields: 'id', supportsAllDrives: true }),
  );
  if (!data.id) throw new Error('Google gave no id');
  return data.id;
}

async function batch(client: GoogleClient, spreadsheetId: string, requests: sheets_v4.Schema$Request[]): Promise<void> {
  await paced(client, 'write', () =>
    client.sheets.spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests }, fields: 'spreadsheetId' }),
  );
}

async function sheetIds(client: GoogleClient, spreadsheetId: string): Promise<ReadonlyMap<string, number>> {
  const { data } = await paced(client, 'read', () =>
    client.sheets.spreadsheets.get({ spreadsheetId, fields: 'sheets(properties(sheetId,title))' }),
  );
  return new Map((data.sheets ?? []).map(({ properties }) => [properties?.title ?? '', properties?.sheetId ?? 0]));
}

/** Replaces all tabs by new ones with 学号 in A1. */
async function emptied(client: GoogleClient, spreadsheetId: string, titles: readonly string[]): Promise<void> {
  const there = await sheetIds(client, spreadsheetId);
  const free = Math.max(0, ...there.values()) + 1;
  const added = titles.map((title, at) => ({ sheetId: (free + at) % 2 ** 31, title: `${title} ${free}` }));
  const first: sheets_v4.Schema$RowData[] = [{ values: [{ userEnteredValue: { stringValue: '学号' } }] }];
  await batch(client, spreadsheetId, [
    ...added.map((properties) => ({ addSheet: { properties } })),
    ...[...there.values()].map((sheetId) => ({ deleteSheet: { sheetId } })),
    ...added.map(({ sheetId }, at) => ({
      updateSheetProperties: { properties: { sheetId, title: titles[at]! }, fields: 'title' },
    })),
    ...added.map(({ sheetId }) => ({
      updateCells: { start: { sheetId, rowIndex: 0, columnIndex: 0 }, rows: first, fields: 'userEnteredValue' },
    })),
  ]);
}

async function typed(
  client: GoogleClient,
  spreadsheetId: string,
  tab: string,
  cells: Readonly<Record<string, string | number>>,
): Promise<void> {
  for (const [address, value] of Object.entries(cells))
    await paced(client, 'write', () =>
      client.sheets.spreadsheets.values.update({
        spreadsheetId,
        range: `'${tab}'!${address}`,
        valueInputOption: 'RAW',
        requestBody: { values: [[value]] },
      }),
    );
}

async function renamed(client: GoogleClient, spreadsheetId: string, from: string, title: string): Promise<void> {
  const sheetId = (await sheetIds(client, spreadsheetId)).get(from);
  if (sheetId === undefined) throw new Error(`no tab ${from}`);
  await batch(client, spreadsheetId, [{ updateSheetProperties: { properties: { sheetId, title }, fields: 'title' } }]);
}

async function notesOn(client: GoogleClient, spreadsheetId: string, tab: string): Promise<Record<string, string>> {
  const { data } = await paced(client, 'read', () =>
    client.sheets.spreadsheets.get({
      spreadsheetId,
      includeGridData: true,
      fields: 'sheets(properties(title),data(rowData(values(note))))',
    }),
  );
  const sheet = data.sheets?.find(({ properties }) => properties?.title === tab);
  const found: Record<string, string> = {};
  for (const [y, { values }] of (sheet?.data?.[0]?.rowData ?? []).entries())
    for (const [x, { note }] of (values ?? []).entries())
      if (note) found[`${String.fromCharCode(65 + x)}${y + 1}`] = note.replaceAll('\u200b', '');
  return found;
}
