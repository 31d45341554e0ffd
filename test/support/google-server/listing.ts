import { createHash } from 'node:crypto';
import { checkNames, masked, parseMask } from './fields.ts';
import { ApiError, type Workbook } from './model.ts';

/** `files.list`, and the versions of Drive: whatever anybody does to a workbook moves its version. */

type Workbooks = ReadonlyMap<string, Workbook>;

const QUERY = "mimeType='application/vnd.google-apps.spreadsheet' and trashed=false";
const KNOWN = new Set([
  'q',
  'fields',
  'pageSize',
  'pageToken',
  'supportsAllDrives',
  'includeItemsFromAllDrives',
  'prettyPrint',
]);
/** Drive may give fewer than were asked for: here it always does. */
const LONGEST_PAGE = 2;

const seen = new WeakMap<Workbooks, Map<string, { print: string; version: number }>>();

/** Drive's version of a workbook as it stands. */
export function driveVersion(workbooks: Workbooks, { spreadsheetId, sheets, title, version }: Workbook): number {
  const versions = seen.get(workbooks) ?? new Map<string, { print: string; version: number }>();
  seen.set(workbooks, versions);
  const print = createHash('sha256')
    .update(JSON.stringify([title, sheets]))
    .digest('hex');
  const before = versions.get(spreadsheetId);
  if (before?.print === print) return before.version;
  const next = Math.max(version, (before?.version ?? 0) + 1);
  versions.set(spreadsheetId, { print, version: next });
  return next;
}

export function listFiles(workbooks: Workbooks, query: URLSearchParams): unknown {
  const unknown = [...query.keys()].filter((name) => !KNOWN.has(name));
  if (unknown.length > 0) throw new ApiError(400, `Unknown name ${unknown.join()}`);
  if (query.get('q') !== QUERY) throw new ApiError(400, 'the stand-in knows one query only');
  if (!(Number(query.get('pageSize')) <= 1_000)) throw new ApiError(400, 'pageSize: 1 to 1000');
  const mask = parseMask(query.get('fields') ?? '');
  checkNames(mask, new Set('nextPageToken files id version'.split(' ')));
  const visible = [...workbooks.values()].filter(({ access }) => access !== 'none');
  const from = Number(query.get('pageToken') ?? 0);
  const files = visible.slice(from, from + LONGEST_PAGE).map((workbook) => ({
    id: workbook.spreadsheetId,
    version: String(driveVersion(workbooks, workbook)),
  }));
  const isLast = from + LONGEST_PAGE >= visible.length;
  return masked({ files, ...(isLast ? {} : { nextPageToken: String(from + LONGEST_PAGE) }) }, mask);
}
