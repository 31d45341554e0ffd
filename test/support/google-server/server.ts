import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { columnIndex } from '../../../shared/domain/place.ts';
import { answerOf } from './answers.ts';
import { applyBatch, SERVICE_ACCOUNT } from './batch.ts';
import { type ChannelDesk, type OpenChannel, openChannelDesk } from './channels.ts';
import { checkNames, masked, parseMask } from './fields.ts';
import { listFiles } from './listing.ts';
import { ApiError, emptySheet, type Workbook } from './model.ts';

/**
 * A fault of one request. A number or name such as `api-off`: that answer instead of Google's. `timeout`: the request is
 * carried out and never answered. `cut-before`, `cut-after`: the connection breaks before or after it is carried out.
 * `half`: half an answer.
 */
export type Fault =
  | 401
  | 429
  | 500
  | 503
  | 'api-off'
  | 'no-scope'
  | 'not-sheet'
  | 'timeout'
  | 'cut-before'
  | 'cut-after'
  | 'half';

export interface LoggedRequest {
  readonly number: number;
  readonly method: string;
  readonly path: string;
  /** Kinds of the requests of a batch. */
  readonly kinds: readonly string[];
  /** Size of the body. */
  readonly bytes: number;
}

export interface GoogleServer {
  readonly url: string;
  readonly log: readonly LoggedRequest[];
  /** The current workbook; a test may change it as a user would. */
  workbook(id: string): Workbook;
  add(id: string, titles: readonly string[]): Workbook;
  /** Replaces the plan and numbers requests from 1 again. */
  plan(plan: (request: LoggedRequest) => Fault | null): void;
  /** Runs when a request has been read and before it is carried out. */
  before(hook: (request: LoggedRequest) => void): void;
  /** Channels that are open. */
  readonly channels: readonly OpenChannel[];
  /** Sends every channel of a workbook a message that it has changed; returns the statuses of the answers. */
  push(id: string): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** Faults that are an answer in place of Google's. */
const PLANTED = {
  401: new ApiError(401, 'planted', 'authError'),
  429: new ApiError(429, 'planted', 'rateLimitExceeded'),
  500: new ApiError(500, 'planted', 'backendError'),
  503: new ApiError(503, 'planted', 'backendError'),
  'api-off': new ApiError(403, 'Google Sheets API has not been used in project 1 before.', 'accessNotConfigured'),
  'no-scope': new ApiError(403, 'Insufficient authentication scopes.', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'),
  'not-sheet': new ApiError(400, 'This operation is not supported for this document', 'failedPrecondition'),
} as const;

function isAnswer(fault: Fault | null): fault is keyof typeof PLANTED {
  return fault !== null && fault in PLANTED;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * A stand-in for the parts of Sheets v4 and Drive v3 that we use, on a free loopback port. Where Google's documentation
 * leaves a choice, it is strict.
 */
export async function openGoogleServer(): Promise<GoogleServer> {
  const workbooks = new Map<string, Workbook>();
  const desk = openChannelDesk();
  let log: LoggedRequest[] = [];
  let plan: (request: LoggedRequest) => Fault | null = () => null;
  let hook: (request: LoggedRequest) => void = () => {};
  const server = createServer((request, response) => {
    void readBody(request).then((text) => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const body: unknown = text === '' ? {} : JSON.parse(text);
      const requests = (body as sheets_v4.Schema$BatchUpdateSpreadsheetRequest).requests ?? [];
      const kinds = requests.flatMap((one) => Object.keys(one));
      const seen = {
        number: log.length + 1,
        method: request.method ?? '',
        path: url.pathname,
        kinds,
        bytes: Buffer.byteLength(text),
      };
      log.push(seen);
      hook(seen);
      misbehave(plan(seen), response, () => answer(workbooks, desk, seen, url, body));
    });
  });
  // Node closes an idle connection after five seconds, on a busy machine before the next request has been planned.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get log() {
      return log;
    },
    workbook: (id) => workbooks.get(id) ?? fail(id),
    add: (id, titles) => addWorkbook(workbooks, id, titles),
    plan: (next) => {
      plan = next;
      log = [];
    },
    before: (next) => {
      hook = next;
    },
    get channels() {
      return desk.open();
    },
    push: (id) => desk.push(id),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function fail(id: string): never {
  throw new Error(`no workbook ${id}`);
}

function addWorkbook(workbooks: Map<string, Workbook>, id: string, titles: readonly string[]): Workbook {
  const sheets = titles.map((title, at) => emptySheet(at, title));
  const workbook: Workbook = {
    spreadsheetId: id,
    title: id,
    timeZone: 'Asia/Shanghai',
    sheets,
    access: 'writer',
    permissions: [],
    version: 1,
  };
  workbooks.set(id, workbook);
  return workbook;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function misbehave(fault: Fault | null, response: ServerResponse, carryOut: () => Answer): void {
  if (fault === 'cut-before') {
    response.destroy();
    return;
  }
  if (isAnswer(fault)) {
    send(response, errorAnswer(PLANTED[fault]));
    return;
  }
  const given = carryOut();
  if (fault === 'timeout') return;
  if (fault === null) {
    send(response, given);
    return;
  }
  const text = JSON.stringify(given.body);
  response.writeHead(given.status, { 'content-type': 'application/json; charset=UTF-8' });
  response.write(text.slice(0, Math.floor(text.length / 2)));
  if (fault === 'half') response.end();
  else setTimeout(() => response.destroy(), 5);
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' });
  response.end(JSON.stringify(body));
}

function errorAnswer({ status, message, reason }: ApiError): Answer {
  return { status, body: { error: { code: status, message, errors: [{ message, reason, domain: 'global' }] } } };
}

function answer(
  workbooks: Map<string, Workbook>,
  desk: ChannelDesk,
  { method, path }: LoggedRequest,
  url: URL,
  body: unknown,
): Answer {
  try {
    return {
      status: 200,
      body: desk.route(workbooks, method, path, body) ?? route(workbooks, method, path, url.searchParams, body),
    };
  } catch (error) {
    if (error instanceof ApiError) return errorAnswer(error);
    throw error;
  }
}

function route(
  workbooks: Map<string, Workbook>,
  method: string,
  path: string,
  query: URLSearchParams,
  body: unknown,
): unknown {
  const sheets = /^\/v4\/spreadsheets\/([\w-]+)(:batchUpdate)?$/.exec(path);
  if (sheets) {
    const workbook = allowed(workbooks, sheets[1]!, method === 'GET' ? 'read' : 'write');
    if (method === 'GET' && !sheets[2])
      return answerOf(workbook, query.get('fields') ?? '', query.get('includeGridData') === 'true');
    if (method === 'POST' && sheets[2]) {
      const { requests, ...rest } = body as sheets_v4.Schema$BatchUpdateSpreadsheetRequest;
      if (Object.keys(rest).length > 0) throw new ApiError(400, `Unknown name ${Object.keys(rest).join()}`);
      workbooks.set(workbook.spreadsheetId, applyBatch(workbook, requests ?? []));
      return { spreadsheetId: workbook.spreadsheetId };
    }
  }
  if (method === 'GET' && path === '/drive/v3/files') return listFiles(workbooks, query);
  if (method === 'POST' && path === '/drive/v3/files') return create(workbooks, body as Record<string, unknown>);
  const values = /^\/v4\/spreadsheets\/([\w-]+)\/values\/(.+)$/.exec(path);
  if (values && method === 'PUT' && query.get('valueInputOption') === 'RAW')
    return typeValue(allowed(workbooks, values[1]!, 'write'), decodeURIComponent(values[2]!), body);
  const drive = /^\/drive\/v3\/files\/([\w-]+)(\/permissions)?$/.exec(path);
  if (drive?.[2] && method === 'POST') {
    const workbook = allowed(workbooks, drive[1]!, 'write');
    return { id: grant(workbook, body as Workbook['permissions'][number]) };
  }
  if (drive && !drive[2] && method === 'DELETE') {
    allowed(workbooks, drive[1]!, 'write');
    workbooks.delete(drive[1]!);
    return {};
  }
  if (drive && method === 'GET') return driveFile(allowed(workbooks, drive[1]!, 'read'), query.get('fields') ?? '');
  throw new ApiError(404, `the stand-in does not know ${method} ${path}`, 'notFound');
}

/** `values.update` of one cell whose text is not interpreted. */
function typeValue(workbook: Workbook, range: string, body: unknown): unknown {
  const [, title = '', letters = '', row] = /^'(.+)'!([A-Z]+)(\d+)$/.exec(range) ?? [];
  const sheet = workbook.sheets.find(({ properties }) => properties.title === title);
  const cells = sheet?.rows[Number(row) - 1];
  const value = (body as sheets_v4.Schema$ValueRange).values?.[0]?.[0] as unknown;
  if (!cells) throw new ApiError(400, `Unable to parse range: ${range}`);
  const entered = typeof value === 'number' ? { numberValue: value } : { stringValue: String(value) };
  const at = columnIndex(letters);
  cells[at] = { ...cells[at], userEnteredValue: entered, effectiveValue: entered };
  return { spreadsheetId: workbook.spreadsheetId };
}

/** Granting a permission twice gives the same permission. */
function grant({ permissions }: Workbook, permission: Workbook['permissions'][number]): string {
  const { emailAddress } = permission;
  if (emailAddress.endsWith('.invalid')) throw new ApiError(400, `Bad Request. ${emailAddress} has no Google account`);
  const before = permissions.findIndex((one) => one.emailAddress === emailAddress);
  if (before < 0) permissions.push(permission);
  return `permission-${before < 0 ? permissions.length : before + 1}`;
}

function allowed(workbooks: Map<string, Workbook>, id: string, need: 'read' | 'write'): Workbook {
  const workbook = workbooks.get(id);
  if (!workbook) throw new ApiError(404, 'Requested entity was not found.', 'notFound');
  if (workbook.access === 'none' || (need === 'write' && workbook.access === 'reader'))
    throw new ApiError(403, 'The caller does not have permission');
  return workbook;
}

function create(workbooks: Map<string, Workbook>, file: Readonly<Record<string, unknown>>): unknown {
  const { name, mimeType, appProperties = {}, parents: _, ...rest } = file;
  if (Object.keys(rest).length > 0) throw new ApiError(400, `Unknown name ${Object.keys(rest).join()}`);
  if (mimeType !== 'application/vnd.google-apps.spreadsheet')
    throw new ApiError(400, 'the stand-in makes spreadsheets');
  const workbook = addWorkbook(workbooks, `created-workbook-${workbooks.size + 1}`, ['Sheet1']);
  workbook.title = String(name);
  workbook.timeZone = 'Etc/GMT';
  workbook.appProperties = appProperties as Readonly<Record<string, string>>;
  return { id: workbook.spreadsheetId };
}

function driveFile({ spreadsheetId, title, version, access, permissions }: Workbook, fields: string): unknown {
  const mask = parseMask(fields);
  checkNames(
    mask,
    new Set('id name version mimeType capabilities canEdit permissions emailAddress role type'.split(' ')),
  );
  const own = { type: 'user', role: access, emailAddress: SERVICE_ACCOUNT };
  const file = {
    id: spreadsheetId,
    name: title,
    version: String(version),
    mimeType: 'application/vnd.google-apps.spreadsheet',
    capabilities: { canEdit: access === 'writer' },
    permissions: [own, ...permissions],
  };
  return masked(file, mask);
}
