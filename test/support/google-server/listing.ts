import { createHash } from 'node:crypto';
import { checkNames, masked, parseMask } from './fields.ts';
import { ApiError, type Workbook } from './model.ts';

/** `files.list`, with Drive's versions: every change to a workbook moves its version. */

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
/** Drive may return fewer files than asked for; the stand-in always does. */
const LONGEST_PAGE = 2;

const seen = new WeakMap<Workbooks, Map<string, { print: string; version: number }>>();

/** Drive's current version of a workbook. */
function driveVersion(workbooks: Workbooks, { spreadsheetId, sheets, title, version }: Workbook): number {
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

/** The two queries that the stand-in knows. */
function matcher(query: string): (workbook: Workbook) => boolean {
  if (query === QUERY) return () => true;
  const own = /^appProperties has \{ key='(\w+)' and value='([\w-]+)' \} and trashed=false$/.exec(query);
  if (!own) throw new ApiError(400, `the stand-in does not know the query ${query}`);
  const [, key = '', value] = own;
  return ({ appProperties }) => appProperties?.[key] === value;
}

export function listFiles(workbooks: Workbooks, query: URLSearchParams): unknown {
  const unknown = [...query.keys()].filter((name) => !KNOWN.has(name));
  if (unknown.length > 0) throw new ApiError(400, `Unknown name ${unknown.join()}`);
  const matches = matcher(query.get('q') ?? '');
  if (!(Number(query.get('pageSize') ?? 100) <= 1_000)) throw new ApiError(400, 'pageSize: 1 to 1000');
  const mask = parseMask(query.get('fields') ?? '');
  checkNames(mask, new Set('nextPageToken files id name version'.split(' ')));
  const visible = [...workbooks.values()].filter((workbook) => workbook.access !== 'none' && matches(workbook));
  const from = Number(query.get('pageToken') ?? 0);
  const files = visible.slice(from, from + LONGEST_PAGE).map((workbook) => ({
    id: workbook.spreadsheetId,
    name: workbook.title,
    version: String(driveVersion(workbooks, workbook)),
  }));
  const isLast = from + LONGEST_PAGE >= visible.length;
  return masked({ files, ...(isLast ? {} : { nextPageToken: String(from + LONGEST_PAGE) }) }, mask);
}
