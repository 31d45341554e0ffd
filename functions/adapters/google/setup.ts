import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { Refused, TryLater } from '../../../shared/ports.ts';
import type { RawTab } from '../../../shared/sheet/raw.ts';
import { ALL_SCOPES, type GoogleClient } from './client.ts';
import { CELL_FIELDS, type CurrentSheet, currentSheets } from './current-workbook.ts';
import { type Extension, extend } from './extend.ts';
import { addSheetRequest, type NewSheet, sheetIdOf, sheetRequests } from './new-sheet.ts';
import { Setback } from './pace.ts';
import { brokenAnswer, explain, withWorkbookId } from './problem.ts';
import { MAKING, REASONS } from './words.ts';

/** Makes and shares workbooks, and checks the set-up. */
export interface GoogleSetup {
  /** E-mail address of the service account, where it is known. */
  readonly account: string | null;
  readonly perMinute: number;
  /** The scopes that the account asks for. */
  readonly scopes: readonly string[];
  /**
   * Makes a blank workbook and returns its id. The workbook carries the token from its creation, so it can be found after a
   * lost answer; one run does not make it twice.
   */
  create(title: string, token: string): Promise<string>;
  /** Workbooks with this token, by title. */
  made(token: string): Promise<ReadonlyMap<string, string>>;
  /**
   * Fills a blank workbook, in one batch.
   * @param begin is called before the batch is sent, when the workbook has been found blank; `null`: it has been called
   * for this workbook by an earlier run, which may have filled it: then there is nothing to do
   */
  fill(id: string, sheets: readonly NewSheet[], begin: (() => void) | null): Promise<void>;
  /** Adds sheets and columns after those of a workbook; returns what was added. */
  extend(id: string, lackOf: (tabs: readonly RawTab[]) => Extension): Promise<Extension>;
  share(id: string, email: string): Promise<void>;
  inspect(id: string): Promise<Inspection>;
}

/** What `doctor` needs to know about access to a workbook. */
export interface Inspection {
  readonly name: string;
  readonly canEdit: boolean;
  /** Addresses it is shared with; `null` where the account may not see them. */
  readonly sharedWith: readonly string[] | null;
  /** Anybody with the link may read it, or change it. */
  readonly isPublic: boolean;
  readonly titles: readonly string[];
}

const SPREADSHEET = 'application/vnd.google-apps.spreadsheet';
/** Name of the property of a file that holds the token; no user sees it. */
const TOKEN = 'xietongInit';
const LOCALE = 'zh_CN';
const TIME_ZONE = 'Asia/Shanghai';

export function googleSetup(client: GoogleClient): GoogleSetup {
  return {
    account: client.account,
    perMinute: client.perMinute,
    scopes: ALL_SCOPES,
    create: (title, token) => withWorkbookId(title, () => create(client, title, token)),
    made: (token) => made(client, token),
    fill: (id, sheets, begin) => withWorkbookId(id, () => fill(client, id, sheets, begin)),
    extend: (id, lackOf) => withWorkbookId(id, () => extend(client, id, () => readSheets(client, id), lackOf)),
    share: (id, email) => withWorkbookId(id, () => share(client, id, email)),
    inspect: (id) => withWorkbookId(id, () => inspect(client, id)),
  };
}

async function create(client: GoogleClient, name: string, token: string): Promise<string> {
  const requestBody = { name, mimeType: SPREADSHEET, appProperties: { [TOKEN]: token } };
  const { account, timeout, pace } = client;
  return await pace.insist(() =>
    pace.turn('write', async () => {
      const call = client.drive.files.create({ requestBody, fields: 'id' }, { timeout: timeout(), retry: false });
      const { data } = await call.catch((error: unknown) => {
        throw madeOrNot(error, account);
      });
      if (typeof data !== 'object' || data === null || !data.id) throw new TryLater(MAKING.uncertain);
      return data.id;
    }),
  );
}

async function made(client: GoogleClient, token: string): Promise<ReadonlyMap<string, string>> {
  const { timeout } = client;
  const q = `appProperties has { key='${TOKEN}' and value='${token}' } and trashed=false`;
  const found = new Map<string, string>();
  let pageToken: string | undefined;
  do {
    const params = { q, fields: 'nextPageToken,files(id,name)', ...(pageToken === undefined ? {} : { pageToken }) };
    const page = await insist(client, 'read', () =>
      client.drive.files.list(params, { timeout: timeout(), retry: false }),
    );
    for (const { id, name } of page.files ?? []) if (id && name) found.set(name, id);
    pageToken = page.nextPageToken ?? undefined;
  } while (pageToken !== undefined);
  return found;
}

/** One atomic batch, planned from the current workbook; after it nothing is left to do. */
async function fill(
  client: GoogleClient,
  id: string,
  sheets: readonly NewSheet[],
  begin: (() => void) | null,
): Promise<void> {
  const { pace, account, timeout } = client;
  let mayBeDone = begin === null;
  await pace.insist(async () => {
    const requests = fillRequests(await readSheets(client, id), sheets, mayBeDone);
    if (requests.length === 0) return;
    if (!mayBeDone) begin?.();
    mayBeDone = true;
    await pace.turn('write', async () => {
      const requestBody = { requests };
      const call = client.sheets.spreadsheets.batchUpdate(
        { spreadsheetId: id, requestBody, fields: 'spreadsheetId' },
        { timeout: timeout(), retry: false },
      );
      const { data } = await call.catch((error: unknown) => {
        throw explain(error, 'write', account);
      });
      if (typeof data !== 'object' || data === null || data.spreadsheetId !== id) throw brokenAnswer();
    });
  });
}

async function readSheets(client: GoogleClient, id: string): Promise<CurrentSheet[]> {
  const { pace, account, timeout } = client;
  return await pace.turn('read', async () => {
    const params = { spreadsheetId: id, includeGridData: true, fields: CELL_FIELDS };
    const { data } = await client.sheets.spreadsheets
      .get(params, { timeout: timeout(), retry: false })
      .catch((error: unknown) => {
        throw explain(error, 'read', account);
      });
    if (typeof data !== 'object' || data === null || !Array.isArray(data.sheets)) throw brokenAnswer();
    return currentSheets(data);
  });
}

/** Overwrites nothing: only a workbook without content is filled, and its blank sheets are removed. */
function fillRequests(
  there: readonly CurrentSheet[],
  sheets: readonly NewSheet[],
  mayBeDone: boolean,
): sheets_v4.Schema$Request[] {
  const ours = new Set(sheets.map(sheetIdOf));
  const isDone = sheets.every((sheet) => there.some(({ sheetId }) => sheetId === sheetIdOf(sheet)));
  if (isDone && mayBeDone) return [];
  if (isDone || there.some(({ isGrid, rows }) => !isGrid || rows.length > 0)) throw new Refused(MAKING.notEmpty);
  const blank = there.filter(({ sheetId }) => !ours.has(sheetId));
  const properties = { locale: LOCALE, timeZone: TIME_ZONE };
  return [
    { updateSpreadsheetProperties: { properties, fields: 'locale,timeZone' } },
    ...sheets.map(addSheetRequest),
    ...blank.map(({ sheetId }) => ({ deleteSheet: { sheetId } })),
    ...sheets.flatMap(sheetRequests),
  ];
}

/** After a refusal for quota nothing was made; after any other unclear answer the workbook may exist. */
function madeOrNot(error: unknown, account: string | null): unknown {
  const known = explain(error, 'write', account);
  if (known instanceof Setback)
    return known.kind === 'quota' ? known : new TryLater(MAKING.uncertain, 60, { cause: error });
  const isRoomless = known instanceof Refused && known.message === REASONS.noWrite(account);
  return isRoomless ? new Refused(MAKING.noRoom(account), { cause: error }) : known;
}

async function share(client: GoogleClient, fileId: string, emailAddress: string): Promise<void> {
  const requestBody = { type: 'user', role: 'writer', emailAddress };
  const { timeout, account } = client;
  // Granting the same permission twice changes nothing.
  const granted = insist(client, 'write', () =>
    client.drive.permissions.create(
      { fileId, requestBody, sendNotificationEmail: false, supportsAllDrives: true, fields: 'id' },
      { timeout: timeout(), retry: false },
    ),
  );
  await granted.catch((error: unknown) => {
    const isTheirs =
      error instanceof Refused && ![REASONS.notSignedIn(account), REASONS.apiOff].includes(error.message);
    throw isTheirs ? new Refused(MAKING.notShared(emailAddress, error.message), { cause: error }) : error;
  });
}

async function inspect(client: GoogleClient, id: string): Promise<Inspection> {
  const { timeout } = client;
  const file = await insist(client, 'read', () =>
    client.drive.files.get(
      { fileId: id, supportsAllDrives: true, fields: 'name,capabilities(canEdit),permissions(type,emailAddress)' },
      { timeout: timeout(), retry: false },
    ),
  );
  const book = await insist(client, 'read', () =>
    client.sheets.spreadsheets.get(
      { spreadsheetId: id, fields: 'sheets(properties(title))' },
      { timeout: timeout(), retry: false },
    ),
  );
  return {
    name: file.name ?? id,
    canEdit: file.capabilities?.canEdit === true,
    sharedWith: file.permissions?.flatMap(({ emailAddress }) => emailAddress ?? []) ?? null,
    isPublic: file.permissions?.some(({ type }) => type === 'anyone') ?? false,
    titles: (book.sheets ?? []).flatMap(({ properties }) => properties?.title ?? []),
  };
}

/** Makes a call that may be repeated. */
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
      if (typeof data !== 'object' || data === null) throw brokenAnswer();
      return data;
    }),
  );
}
