import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { Refused, TryLater } from '../../../shared/ports.ts';
import type { GoogleClient } from './client.ts';
import { addSheetRequest, type NewSheet, sheetIdOf, sheetRequests } from './new-sheet.ts';
import { brokenAnswer, explain, withWorkbookId } from './problem.ts';
import { CELL_FIELDS, type StandingSheet, standingSheets } from './standing.ts';
import { MAKING } from './words.ts';

/** Making workbooks, sharing them, and looking whether all is set up. */
export interface GoogleSetup {
  /** E-mail address of the service account, where it is known. */
  readonly account: string | null;
  readonly perMinute: number;
  /** Makes a workbook and gives its id. Not repeated when its fate is unknown: there would be two. */
  create(title: string, sheets: readonly NewSheet[]): Promise<string>;
  /** Fills a blank workbook that somebody else has made. */
  fill(id: string, sheets: readonly NewSheet[]): Promise<void>;
  share(id: string, email: string): Promise<void>;
  inspect(id: string): Promise<Inspection>;
}

/** What is to be known about access to a workbook. */
export interface Inspection {
  readonly name: string;
  readonly canEdit: boolean;
  /** Addresses that it is shared with; `null` where the account may not see them. */
  readonly sharedWith: readonly string[] | null;
  readonly titles: readonly string[];
}

const LOCALE = 'zh_CN';
const TIME_ZONE = 'Asia/Shanghai';

export function googleSetup(client: GoogleClient): GoogleSetup {
  return {
    account: client.account,
    perMinute: client.perMinute,
    create: (title, sheets) => withWorkbookId(title, () => create(client, title, sheets)),
    fill: (id, sheets) => withWorkbookId(id, () => fill(client, id, sheets)),
    share: (id, email) => withWorkbookId(id, () => share(client, id, email)),
    inspect: (id) => withWorkbookId(id, () => inspect(client, id)),
  };
}

async function create(client: GoogleClient, title: string, sheets: readonly NewSheet[]): Promise<string> {
  const requestBody = { properties: { title, locale: LOCALE, timeZone: TIME_ZONE } };
  const { account, timeout } = client;
  const id = await client.pace.turn('write', async () => {
    const call = client.sheets.spreadsheets.create({ requestBody, fields: 'spreadsheetId' }, { timeout, retry: false });
    const { data } = await call.catch((error: unknown) => {
      throw madeOrNot(error, account);
    });
    if (typeof data !== 'object' || !data.spreadsheetId) throw new TryLater(MAKING.uncertain);
    return data.spreadsheetId;
  });
  await fill(client, id, sheets);
  return id;
}

/** One atomic batch, planned from what stands: once it has been carried out, nothing is left to do. */
async function fill(client: GoogleClient, id: string, sheets: readonly NewSheet[]): Promise<void> {
  const { pace, account, timeout } = client;
  let written = false;
  await pace.insist(async () => {
    const requests = fillRequests(await standing(client, id), sheets, written);
    if (requests.length === 0) return;
    written = true;
    await pace.turn('write', async () => {
      const requestBody = { requests };
      const call = client.sheets.spreadsheets.batchUpdate(
        { spreadsheetId: id, requestBody, fields: 'spreadsheetId' },
        { timeout, retry: false },
      );
      const { data } = await call.catch((error: unknown) => {
        throw explain(error, 'write', account);
      });
      if (typeof data !== 'object' || data.spreadsheetId !== id) throw brokenAnswer();
    });
  });
}

async function standing(client: GoogleClient, id: string): Promise<StandingSheet[]> {
  const { pace, account, timeout } = client;
  return await pace.turn('read', async () => {
    const params = { spreadsheetId: id, includeGridData: true, fields: CELL_FIELDS };
    const { data } = await client.sheets.spreadsheets.get(params, { timeout, retry: false }).catch((error: unknown) => {
      throw explain(error, 'read', account);
    });
    if (typeof data !== 'object' || !Array.isArray(data.sheets)) throw brokenAnswer();
    return standingSheets(data);
  });
}

/** Nothing of anybody's is overwritten: only a workbook without content is filled, and its blank sheets go. */
function fillRequests(
  there: readonly StandingSheet[],
  sheets: readonly NewSheet[],
  written: boolean,
): sheets_v4.Schema$Request[] {
  const ours = new Set(sheets.map(sheetIdOf));
  const isDone = sheets.every((sheet) => there.some(({ sheetId }) => sheetId === sheetIdOf(sheet)));
  if (isDone && written) return [];
  if (isDone || there.some(({ isGrid, rows }) => !isGrid || rows.length > 0)) throw new Refused(MAKING.notEmpty);
  const blank = there.filter(({ sheetId }) => !ours.has(sheetId));
  return [
    ...sheets.map(addSheetRequest),
    ...blank.map(({ sheetId }) => ({ deleteSheet: { sheetId } })),
    ...sheets.flatMap(sheetRequests),
  ];
}

function madeOrNot(error: unknown, account: string | null): unknown {
  const known = explain(error, 'write', account);
  if (known instanceof Refused) return new Refused(MAKING.noRoom(account), { cause: error });
  return new TryLater(MAKING.uncertain, 60, { cause: error });
}

async function share(client: GoogleClient, fileId: string, emailAddress: string): Promise<void> {
  const requestBody = { type: 'user', role: 'writer', emailAddress };
  const { timeout } = client;
  // Granting twice what is granted already changes nothing.
  await insist(client, 'write', () =>
    client.drive.permissions.create(
      { fileId, requestBody, sendNotificationEmail: false, fields: 'id' },
      { timeout, retry: false },
    ),
  );
}

async function inspect(client: GoogleClient, id: string): Promise<Inspection> {
  const { timeout } = client;
  const file = await insist(client, 'read', () =>
    client.drive.files.get(
      { fileId: id, supportsAllDrives: true, fields: 'name,capabilities(canEdit),permissions(emailAddress)' },
      { timeout, retry: false },
    ),
  );
  const book = await insist(client, 'read', () =>
    client.sheets.spreadsheets.get(
      { spreadsheetId: id, fields: 'sheets(properties(title))' },
      { timeout, retry: false },
    ),
  );
  return {
    name: file.name ?? id,
    canEdit: file.capabilities?.canEdit === true,
    sharedWith: file.permissions?.flatMap(({ emailAddress }) => emailAddress ?? []) ?? null,
    titles: (book.sheets ?? []).flatMap(({ properties }) => properties?.title ?? []),
  };
}

/** A call that may be repeated. */
async function insist<T extends object>(
  { pace, account }: GoogleClient,
  kind: 'read' | 'write',
  call: () => Promise<{ data: T }>,
): Promise<T> {
  return await pace.insist(() =>
    pace.turn(kind, async () => {
      const { data } = await call().catch((error: unknown) => {
        throw explain(error, kind, account);
      });
      if (typeof data !== 'object') throw brokenAnswer();
      return data;
    }),
  );
}
