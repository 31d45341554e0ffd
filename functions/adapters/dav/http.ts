import { Refused, TryLater } from '../../../shared/ports.ts';
import { words } from './words.ts';

/** One folder of a WebDAV server, with what a request needs. */
export interface DavHost {
  /** Address of the folder, ending with a slash, without credentials. */
  readonly folder: URL;
  /** `null` on loopback without credentials. */
  readonly authorization: string | null;
  /** Milliseconds that one request may take. */
  readonly timeout: number;
}

export interface DavAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
const SCHEME = /^dav\+(https?):\/\//i;

/**
 * The host of a place `dav+https://host/path/`.
 * @throws Refused for credentials in the place, for http anywhere but on loopback, and where credentials are missing
 */
export function davHost(
  place: string,
  user: string | undefined,
  password: string | undefined,
  timeout: number,
): DavHost {
  const folder = SCHEME.test(place) ? URL.parse(place.replace(SCHEME, '$1://')) : null;
  if (folder === null || folder.username !== '' || folder.password !== '' || folder.search !== '' || folder.hash !== '')
    throw new Refused(words.badPlace);
  const local = LOOPBACK.has(folder.hostname);
  if (folder.protocol !== 'https:' && !local) throw new Refused(words.needsHttps);
  if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  if (user === undefined || password === undefined) {
    if (!local) throw new Refused(words.noCredentials);
    return { folder, authorization: null, timeout };
  }
  const authorization = `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
  return { folder, authorization, timeout };
}

/** Address of a file in the folder. */
export function addressOf({ folder }: DavHost, name: string): URL {
  return new URL(encodeURIComponent(name), folder);
}

export interface DavRequest {
  readonly method: 'PROPFIND' | 'GET' | 'PUT' | 'DELETE';
  readonly address: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** The most bytes that an answer may have. */
  readonly limit: number;
}

/** The answer was lost on its way. */
export class LostAnswer extends Error {
  override readonly name = 'LostAnswer';
}

/**
 * Workbooks are compressed already, and servers that compress an answer give it a different ETag (Apache: `…-gzip`, nginx: a
 * weak one) that no later write can use.
 */
const PLAIN = { 'accept-encoding': 'identity' } as const;

/** The request never left this machine. */
const NEVER_LEFT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT/;

/**
 * Sends one request. Returns for statuses from 200 to 299 and those that the caller names; all others throw.
 * @throws TryLater, Refused; LostAnswer where the request may have been carried out
 */
export async function request(
  host: DavHost,
  { method, address, headers = {}, body, limit }: DavRequest,
  expected: readonly number[] = [],
): Promise<DavAnswer> {
  let response: Response;
  try {
    response = await fetch(address, {
      method,
      headers: { ...PLAIN, ...headers, ...(host.authorization === null ? {} : { authorization: host.authorization }) },
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(host.timeout),
    });
  } catch (error) {
    if (NEVER_LEFT.test(codeOf(error))) throw new TryLater(words.away, 60);
    throw new LostAnswer(words.noAnswer);
  }
  const { status } = response;
  if ((status < 200 || status > 299) && !expected.includes(status)) {
    await response.body?.cancel().catch(() => undefined);
    throw failureOf(response);
  }
  return { status, headers: response.headers, body: await bodyOf(response, limit) };
}

async function bodyOf(response: Response, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > limit) break;
      chunks.push(chunk);
    }
  } catch {
    throw new LostAnswer(words.noAnswer);
  }
  if (size > limit) throw new Refused(words.tooBig(Math.round(limit / 1_048_576)));
  const announced = response.headers.get('content-length');
  const packed = response.headers.get('content-encoding') !== null;
  if (announced !== null && !packed && Number(announced) !== size) throw new LostAnswer(words.noAnswer);
  return Buffer.concat(chunks);
}

function failureOf({ status, headers }: Response): Error {
  if (status === 401) return new Refused(words.notSignedIn);
  if (status === 403) return new Refused(words.noPermission);
  if (status === 404 || status === 409) return new Refused(words.noFolder);
  if (status === 405 || status === 501) return new Refused(words.notDav);
  if (status >= 300 && status < 400) return new Refused(words.redirected);
  if (status === 507) return new TryLater(words.full, null);
  if (status === 429 || status === 503) return new TryLater(words.busy, secondsOf(headers.get('retry-after')));
  if (status >= 500 || status === 408) return new TryLater(words.away, 60);
  return new Refused(words.other(status));
}

function secondsOf(text: string | null): number {
  const seconds = Number(text ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : 60;
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : null;
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
}
