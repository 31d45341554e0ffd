import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { callJson, isLoopback, type JsonService, regionalUrl } from '../../../functions/adapters/aws/json-client.ts';

const identity = {
  region: 'cn-north-1',
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  sessionToken: 'a/session+token==',
};

interface Seen {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A service that notes what it is sent, and answers as planned; with `{}` after that. */
async function aService(...answers: readonly { readonly status: number; readonly body: string }[]) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { status, body } = answers[seen.length] ?? { status: 200, body: '{}' };
      seen.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
      response.writeHead(status).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const service: JsonService = {
    url,
    service: 'dynamodb',
    target: 'DynamoDB_20120810',
    identity,
    timeout: 2_000,
    attempts: 3,
  };
  return { seen, service };
}

const input = { TableName: 'xietong', Key: { pk: { S: 'NOTE' }, sk: { S: '党团班' } } };

describe('a signature', () => {
  it('is accepted by whoever accepts those of the SDK', async () => {
    const { seen, service } = await aService();
    await callJson(service, 'GetItem', input);
    const { accessKeyId, secretAccessKey, sessionToken, region } = identity;
    const credentials = { accessKeyId, secretAccessKey, sessionToken };
    const client = new DynamoDBClient({ endpoint: service.url, region, credentials });
    await client.send(new GetItemCommand(input));
    client.destroy();
    expect(seen.map(isSignedRightly)).toEqual([true, true]);
    expect(seen[0]?.body).toBe(seen[1]?.body);
    expect(seen[0]?.headers.authorization).toContain('host;x-amz-date;x-amz-security-token;x-amz-target');
    expect(isSignedRightly({ ...seen[0]!, body: '{}' })).toBe(false);
  });

  it('derives its key once a day, also where the same caller is named anew each time', async () => {
    const { seen, service } = await aService();
    const secretAccessKey = 'a secret that no other test has';
    const macs = vi.spyOn(crypto.subtle, 'sign');
    onTestFinished(() => macs.mockRestore());
    await callJson({ ...service, identity: { ...identity, secretAccessKey } }, 'GetItem', input);
    expect(macs).toHaveBeenCalledTimes(5);
    await callJson({ ...service, identity: { ...identity, secretAccessKey } }, 'GetItem', input);
    expect(macs).toHaveBeenCalledTimes(6);
    expect(seen).toHaveLength(2);
  });
});

describe('a call', () => {
  it.each([
    ['a fault of the service', { status: 500, body: '{"__type":"x#InternalServerError"}' }],
    ['a page of a proxy', { status: 502, body: '<html>' }],
    ['half an answer', { status: 200, body: '{"Item":' }],
    ['too much of it', { status: 400, body: '{"__type":"x#ThrottlingException"}' }],
  ])('is repeated after %s, and every attempt is told of', async (_name, answer) => {
    const { service } = await aService(answer, answer);
    let attempts = 0;
    expect(await callJson(service, 'GetItem', input, () => attempts++)).toEqual({});
    expect(attempts).toBe(3);
  });

  it('that is refused is not repeated, and tells the service’s own word', async () => {
    const { seen, service } = await aService({
      status: 400,
      body: '{"__type":"x#ValidationException","message":"no"}',
    });
    const failure = callJson(service, 'GetItem', input);
    await expect(failure).rejects.toMatchObject({ name: 'ValidationException', message: 'no', status: 400 });
    expect(seen).toHaveLength(1);
  });

  it('gives up after its last attempt', async () => {
    const away = { status: 503, body: '' };
    const { seen, service } = await aService(away, away, away, away);
    await expect(callJson(service, 'GetItem', input)).rejects.toMatchObject({
      name: 'ServiceUnavailable',
      status: 503,
    });
    expect(seen).toHaveLength(3);
  });
});

describe('an address', () => {
  it('of a region in China ends otherwise', () => {
    expect(regionalUrl('dynamodb', 'cn-north-1')).toBe('https://dynamodb.cn-north-1.amazonaws.com.cn');
    expect(regionalUrl('dynamodb', 'eu-west-1')).toBe('https://dynamodb.eu-west-1.amazonaws.com');
  });

  it.each(['http://127.0.0.1:8000', 'http://localhost:1', 'http://[::1]:1'])('on this machine: %s', (url) => {
    expect(isLoopback(url)).toBe(true);
  });

  it.each(['http://127.0.0.1.example.org', 'https://dynamodb.cn-north-1.amazonaws.com.cn', 'no address'])(
    'elsewhere: %s',
    (url) => {
      expect(isLoopback(url)).toBe(false);
    },
  );
});

/** What the service does: makes the signature anew from what came, and the secret. */
function isSignedRightly({ headers, body }: Seen): boolean {
  const pattern = /^AWS4-HMAC-SHA256 Credential=[^/]+\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=(\w+)$/u;
  const [, scope = '', names = '', signature] = pattern.exec(headers.authorization ?? '') ?? [];
  const lines = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const request = ['POST', '/', '', lines.join(''), names, sha256(body)].join('\n');
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(request)].join('\n');
  const key = scope
    .split('/')
    .reduce<string | Buffer>((own, part) => hmac(own, part), `AWS4${identity.secretAccessKey}`);
  return hmac(key, text).toString('hex') === signature;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
