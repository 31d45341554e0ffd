import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Judges addresses that are signed in their query as AWS documents it (“Authenticating Requests: Using Query Parameters
 * (AWS Signature Version 4)”), with nothing of the SDK. moto answers whoever asks, at any time.
 */

export interface Key {
  readonly id: string;
  readonly secret: string;
  readonly token: string | null;
}

/** What the service says of a GET of this address at that moment; `null`: it opens. */
export function refusalOf(url: URL, { id, secret, token }: Key, now: number): 'AccessDenied' | string | null {
  const given = (name: string): string => url.searchParams.get(`X-Amz-${name}`) ?? '';
  const [signer = '', day = '', region = '', service = '', end = ''] = given('Credential').split('/');
  if (given('Algorithm') !== 'AWS4-HMAC-SHA256' || service !== 's3' || end !== 'aws4_request')
    return 'AuthorizationQueryParametersError';
  if (given('SignedHeaders') !== 'host') return 'AuthorizationQueryParametersError';
  if (signer !== id || (url.searchParams.get('X-Amz-Security-Token') ?? null) !== token) return 'InvalidAccessKeyId';
  const begin = momentOf(given('Date'));
  const seconds = Number(given('Expires'));
  if (!(seconds > 0 && seconds <= 604_800)) return 'AuthorizationQueryParametersError';
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .toSorted()
    .join('&');
  const request = ['GET', url.pathname, query, `host:${url.host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  const hash = createHash('sha256').update(request).digest('hex');
  const text = ['AWS4-HMAC-SHA256', given('Date'), `${day}/${region}/s3/aws4_request`, hash].join('\n');
  const key = [day, region, service, end].reduce<string | Buffer>(
    (under, part) => createHmac('sha256', under).update(part).digest(),
    `AWS4${secret}`,
  );
  const right = createHmac('sha256', key).update(text).digest('hex');
  if (given('Signature') !== right) return 'SignatureDoesNotMatch';
  // “Request has expired” and “Request is not yet valid” come under this name.
  return now < begin - 900_000 || now >= begin + seconds * 1_000 ? 'AccessDenied' : null;
}

/** A bucket service that opens nothing without a right signature, in front of one that opens everything. */
export interface SignedBucket {
  readonly url: string;
  /** Milliseconds since 1970, as the service sees it. */
  now: () => number;
  close(): Promise<void>;
}

/** @param behind address of the service that has the objects */
export async function startSignedBucket(behind: string, key: Key): Promise<SignedBucket> {
  const bucket = { now: () => Date.now() };
  const answer = async (request: IncomingMessage): Promise<{ status: number; type: string; body: Buffer }> => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const refusal = request.method === 'GET' ? refusalOf(url, key, bucket.now()) : 'MethodNotAllowed';
    if (refusal !== null)
      return { status: 403, type: 'application/xml', body: Buffer.from(`<Error><Code>${refusal}</Code></Error>`) };
    const answered = await fetch(behind + request.url);
    const type = answered.headers.get('content-type') ?? '';
    return { status: answered.status, type, body: Buffer.from(await answered.arrayBuffer()) };
  };
  const server = createServer((request, response) => {
    void answer(request).then(
      ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(bucket, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}

function momentOf(text: string): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

function escaped(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
