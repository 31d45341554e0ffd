import { Refused, type ReplaceOutcome, TryLater } from '../../../shared/ports.ts';
import type { RemoteContent, RemoteFile, RemoteFiles } from '../remote-files.ts';
import { addressOf, type DavAnswer, type DavHost, LostAnswer, request } from './http.ts';
import { type DavResource, readMultistatus } from './multistatus.ts';
import { words } from './words.ts';

/** Room for a listing of some ten thousand files. */
const LONGEST_LISTING = 16 * 1_048_576;
const LONGEST_ANSWER = 1_048_576;
/** How often a read is repeated when its answer is lost. Writes are never repeated here. */
const READINGS = 3;

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PROPERTIES = Buffer.from(
  '<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/><getetag/><getcontentlength/><getlastmodified/></prop></propfind>',
);

/**
 * Files in a folder of a WebDAV server (RFC 4918). A file's version is its ETag, without quotes; it is `null` where it
 * cannot be relied on yet, see `settled`.
 */
export function davFiles(host: DavHost): RemoteFiles {
  const counts = new Map<string, { read: number; write: number }>();
  const count = (name: string, kind: 'read' | 'write'): void => {
    const one = counts.get(name) ?? { read: 0, write: 0 };
    one[kind]++;
    counts.set(name, one);
  };
  return {
    list: () =>
      again(async () => {
        count('', 'read');
        return listed(host);
      }),
    read: (name, limit) =>
      again(async () => {
        count(name, 'read');
        return read(host, name, limit);
      }),
    replace: (name, bytes, version) => {
      count(name, 'write');
      return replace(host, name, bytes, version);
    },
    create: (name, bytes) => {
      count(name, 'write');
      return create(host, name, bytes);
    },
    async remove(name) {
      count(name, 'write');
      await request(host, { method: 'DELETE', address: addressOf(host, name), limit: LONGEST_ANSWER }, [404]);
    },
    sent: (name) => ({ ...(counts.get(name) ?? { read: 0, write: 0 }) }),
  };
}

/** Repeats a read whose answer was lost; reading twice is harmless. */
async function again<Answer>(read: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof LostAnswer)) throw error;
      if (attempt === READINGS) throw new TryLater(words.noAnswer, 60);
    }
  }
}

async function listed(host: DavHost): Promise<readonly RemoteFile[]> {
  const { status, headers, body } = await request(host, {
    method: 'PROPFIND',
    address: host.folder,
    headers: { depth: '1', 'content-type': 'application/xml; charset=utf-8' },
    body: PROPERTIES,
    limit: LONGEST_LISTING,
  });
  const resources = status === 207 ? readMultistatus(body.toString('utf8')) : null;
  if (resources === null) throw new Refused(words.notDav);
  const home = homeOf(resources, decodeURIComponent(host.folder.pathname));
  return resources.flatMap(({ path, isFolder, etag, bytes, modified }) => {
    const name = path.startsWith(home) ? path.slice(home.length) : '';
    if (isFolder || name === '' || name.includes('/')) return [];
    return [{ name: name.normalize('NFC'), version: settled(etag, modified, timeOf(headers, 'date')), bytes }];
  });
}

/**
 * The server's own path of the folder, which behind a proxy may differ from the requested one. The listing includes the
 * folder itself (RFC 4918 §9.1), and nothing in it has a shorter path.
 */
function homeOf(resources: readonly DavResource[], asked: string): string {
  if (resources.some(({ path }) => path.startsWith(asked))) return asked;
  const folders = resources.flatMap(({ path, isFolder }) => (isFolder ? [path] : []));
  const [home = asked] = folders.toSorted((a, b) => a.length - b.length);
  return home.endsWith('/') ? home : `${home}/`;
}

/**
 * The ETag, unless it is made of seconds and its second is not over: many servers (WsgiDAV, nginx, Apache) use the time of
 * the last change, so two changes within one second look the same. Times are the server's own.
 */
function settled(etag: string | null, modified: number | null, now: number | null): string | null {
  if (etag === null) return null;
  const version = unquoted(etag);
  if (modified === null || now === null || now - modified >= 2_000) return version;
  const seconds = Math.floor(modified / 1_000);
  const isMadeOfSeconds = [seconds.toString(10), seconds.toString(16)].some((text) => version.includes(text));
  return isMadeOfSeconds || version.startsWith('W/') ? null : version;
}

function unquoted(etag: string): string {
  return etag.replace(/^(W\/)?"(.*)"$/s, '$1$2');
}

/**
 * The version for the header `If-Match`. Where a proxy weakens ETags, the server behind it knows only the strong one; a
 * server with weak ETags of its own is probed before anything is written to it.
 */
function quoted(version: string): string {
  if (!version.startsWith('W/')) return `"${version}"`;
  const bare = version.slice(2);
  return `"${bare}", W/"${bare}"`;
}

function timeOf(headers: Headers, name: 'date' | 'last-modified'): number | null {
  const time = Date.parse(headers.get(name) ?? '');
  return Number.isNaN(time) ? null : time;
}

async function read(host: DavHost, name: string, limit: number): Promise<RemoteContent | null> {
  const { status, headers, body } = await request(
    host,
    { method: 'GET', address: addressOf(host, name), limit },
    [404],
  );
  if (status === 404) return null;
  return {
    bytes: body,
    version: settled(headers.get('etag'), timeOf(headers, 'last-modified'), timeOf(headers, 'date')),
  };
}

function put(
  host: DavHost,
  name: string,
  bytes: Buffer,
  condition: Readonly<Record<string, string>>,
): Promise<DavAnswer> {
  const whole = { method: 'PUT', address: addressOf(host, name), body: bytes, limit: LONGEST_ANSWER } as const;
  return request(host, { ...whole, headers: { ...condition, 'content-type': XLSX } }, [412, 423]);
}

async function replace(host: DavHost, name: string, bytes: Buffer, version: string): Promise<ReplaceOutcome> {
  try {
    const { status, headers } = await put(host, name, bytes, { 'if-match': quoted(version) });
    if (status === 412) return { status: 'changed' };
    if (status === 423) return { status: 'locked' };
    const etag = headers.get('etag');
    if (etag === null) return { status: 'replaced' };
    const now = timeOf(headers, 'date');
    return { status: 'replaced', label: unquoted(etag), isProvisional: settled(etag, now, now) === null };
  } catch (error) {
    if (error instanceof LostAnswer) return { status: 'unknown' };
    throw error;
  }
}

async function create(host: DavHost, name: string, bytes: Buffer): Promise<boolean> {
  try {
    const { status } = await put(host, name, bytes, { 'if-none-match': '*' });
    if (status === 423) throw new TryLater(words.busy, 60);
    return status !== 412;
  } catch (error) {
    if (error instanceof LostAnswer) throw new TryLater(words.noAnswer, 60);
    throw error;
  }
}
