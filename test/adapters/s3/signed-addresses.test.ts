import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { signedAddresses } from '../../../functions/adapters/s3/signed-addresses.ts';
import { Refused, TryLater } from '../../../shared/ports.ts';
import { refusalOf } from '../../support/signed-bucket.ts';

const HOUR = 3_600_000;
/** 08:07 of 15 July 2026 in Asia/Shanghai, and half a second. */
const NOW = Date.UTC(2026, 6, 15, 0, 7, 0, 500);
const KEY = {
  id: 'ASIAEXAMPLE',
  secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  token: `IQoJ+/${'x'.repeat(900)}==`,
};

const of = (region: string, since: number, endpoint?: string, token: string | null = KEY.token) =>
  signedAddresses(
    { bucket: 'pages-of-a-school', endpoint },
    {
      region,
      credentials: { accessKeyId: KEY.id, secretAccessKey: KEY.secret, ...(token && { sessionToken: token }) },
      since,
    },
    () => NOW,
    () => 60_000,
  );

it('who judges signatures finds the one that AWS documents right, and no other', () => {
  const example =
    'https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404';
  const key = { id: 'AKIAIOSFODNN7EXAMPLE', secret: KEY.secret, token: null };
  const begin = Date.UTC(2013, 4, 24);
  expect(refusalOf(new URL(example), key, begin)).toBeNull();
  expect(refusalOf(new URL(example), key, begin + 24 * HOUR - 1)).toBeNull();
  expect(refusalOf(new URL(example), key, begin + 24 * HOUR)).toBe('AccessDenied');
  expect(refusalOf(new URL(example.replace('86400', '86401')), key, begin)).toBe('SignatureDoesNotMatch');
  expect(refusalOf(new URL(example.replace('test.txt', 'other.txt')), key, begin)).toBe('SignatureDoesNotMatch');
});

describe('a signed address', () => {
  it.each(['pages/index.html', 'pages/学院-JSJ.html', "pages/a b(1)'!*~.html"])(
    'opens %s until it ends',
    async (key) => {
      const signed = await of('cn-north-1', NOW).sign(key);
      const url = new URL(signed?.address ?? '');
      expect(decodeURIComponent(url.pathname)).toBe(`/${key}`);
      expect(url.host).toBe('pages-of-a-school.s3.cn-north-1.amazonaws.com.cn');
      const end = Date.parse(signed?.until ?? '');
      expect(refusalOf(url, KEY, NOW)).toBeNull();
      expect(refusalOf(url, KEY, end - 1)).toBeNull();
      expect(refusalOf(url, KEY, end)).toBe('AccessDenied');
      // What a group's markdown would end the link at stands in none.
      expect(signed?.address).toMatch(/^https:[A-Za-z0-9%._~/:?&=-]+$/);
    },
  );

  it('without a token, elsewhere, or by path for another service', async () => {
    const plain = await of('ap-southeast-1', NOW, undefined, null).sign('pages/index.html');
    expect(plain?.address).toMatch(
      /^https:\/\/pages-of-a-school\.s3\.ap-southeast-1\.amazonaws\.com\/pages\/index\.html\?/,
    );
    expect(refusalOf(new URL(plain?.address ?? ''), { ...KEY, token: null }, NOW)).toBeNull();
    const other = await of('us-east-1', NOW, 'http://127.0.0.1:9000/').sign('pages/index.html');
    expect(other?.address).toMatch(/^http:\/\/127\.0\.0\.1:9000\/pages-of-a-school\/pages\/index\.html\?/);
    expect(refusalOf(new URL(other?.address ?? ''), KEY, NOW)).toBeNull();
  });

  it.each([
    ['just now', 0, '2026-07-15T11:52:00.000Z'],
    ['three hours ago', 3, '2026-07-15T08:52:00.000Z'],
    ['so long ago that an hour is left', 10.73, '2026-07-15T01:08:00.000Z'],
  ])('never says longer than the credentials live that were given %s', async (_, hours, until) => {
    const signed = await of('us-east-1', NOW - hours * HOUR).sign('pages/index.html');
    expect(signed?.until).toBe(until);
    const expires = Number(new URL(signed?.address ?? '').searchParams.get('X-Amz-Expires'));
    expect(expires).toBe((Date.parse(until) - Math.floor(NOW / 1_000) * 1_000) / 1_000);
    expect(expires).toBeLessThanOrEqual(12 * 3_600);
  });

  it('is none where it would open for less than an hour', async () => {
    expect(await of('us-east-1', NOW - 10.76 * HOUR).sign('pages/index.html')).toBeNull();
  });
});

describe('reading by a signed address', () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  async function answering(status: number, body: string): Promise<string> {
    const server = createServer((_, response) => response.writeHead(status).end(body)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it.each([
    [200, 'a list', 'a list'],
    [404, '<Error><Code>NoSuchKey</Code></Error>', null],
    [403, '<Error><Code>AccessDenied</Code></Error>', null],
    [404, '<Error><Code>NoSuchBucket</Code></Error>', new Refused('没有这个存储桶。请核对位置')],
    [403, '<Error><Code>ExpiredToken</Code></Error>', new Refused('存储桶不接受这份凭据。请核对访问密钥和区域')],
    [503, '<Error><Code>SlowDown</Code></Error>', new TryLater('存储桶忙或限速，稍后重试', 60)],
  ])('%i %s', async (status, body, outcome) => {
    const { read } = of('us-east-1', NOW, await answering(status, body));
    if (!(outcome instanceof Error)) expect(await read('pages/hashes.json')).toBe(outcome);
    else await expect(read('pages/hashes.json')).rejects.toThrow(outcome);
  });

  it('takes no more than a list can have', async () => {
    const { read } = of('us-east-1', NOW, await answering(200, 'x'.repeat(1_048_577)));
    await expect(read('pages/hashes.json')).rejects.toThrow(Refused);
  });

  it('of a service that is away says so, and never the address', async () => {
    const { read } = of('us-east-1', NOW, 'http://127.0.0.1:9');
    const error = await read('pages/hashes.json').then(String, String);
    expect(error).toBe('TryLater: 连不上存储桶，稍后重试');
  });
});
