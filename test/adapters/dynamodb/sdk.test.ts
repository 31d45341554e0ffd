import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openClient } from '../../../functions/adapters/dynamodb/client.ts';
import { dynamoStore } from '../../../functions/adapters/dynamodb/store.ts';
import { TryLater } from '../../../shared/ports.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
  /** Milliseconds by which the service's clock is ahead of ours. */
  readonly ahead?: number;
}

const FOUND: Answer = { status: 200, body: '{"Item":{"pk":{"S":"NOTE"},"sk":{"S":"x"},"text":{"S":"found"}}}' };

/** A service that answers as planned, with the last answer again and again. */
async function aService(...answers: readonly Answer[]) {
  let asked = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => reply(response, answers[Math.min(asked++, answers.length - 1)]!));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { endpoint, asked: () => asked, store: dynamoStore({ endpoint, table: 'xietong' }) };
}

function reply(response: ServerResponse, { status, body, ahead = 0 }: Answer): void {
  response.writeHead(status, { date: new Date(Date.now() + ahead).toUTCString() }).end(body);
}

function refusal(status: number, type: string): Answer {
  return { status, body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: type }) };
}

describe('what passes by itself is repeated, and every attempt is counted', () => {
  it.each<[string, Answer]>([
    ['a fault of the service', refusal(500, 'InternalServerError')],
    ['a gateway that has nobody behind it', refusal(502, 'BadGateway')],
    ['too much of it, as status 429', refusal(429, 'SomeWordOfTheirs')],
    ['Throttling', refusal(400, 'Throttling')],
    ['SlowDown', refusal(400, 'SlowDown')],
    ['ThrottlingException', refusal(400, 'ThrottlingException')],
    ['a wrong clock of ours', { ...refusal(403, 'InvalidSignatureException'), ahead: 15 * 60_000 }],
  ])('%s', async (_name, answer) => {
    const { store, asked } = await aService(answer, FOUND);
    expect(await store.runs.note('x')).toBe('found');
    expect(asked()).toBe(2);
    expect(store.requests()).toEqual({ read: 2, write: 0 });
  });
});

describe('what does not pass', () => {
  it.each<[string, Answer, RegExp]>([
    ['429', refusal(429, 'SomeWordOfTheirs'), /^存储表“xietong”（.+）暂时过于繁忙/u],
    ['Throttling', refusal(400, 'Throttling'), /^存储表“xietong”（.+）暂时过于繁忙/u],
    ['500', refusal(500, 'InternalServerError'), /^连不上存储表“xietong”（.+）（InternalServerError）/u],
  ])('%s is given up after five attempts, all of them counted', async (_name, answer, words) => {
    const { store, asked } = await aService(answer);
    const failure = await store.runs.note('x').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TryLater);
    expect((failure as Error).message).toMatch(words);
    expect(asked()).toBe(5);
    expect(store.requests()).toEqual({ read: 5, write: 0 });
  });

  it.each<[string, Answer]>([
    ['half an answer', { status: 200, body: '{"Item":{"pk":' }],
    ['the page of a proxy', { status: 200, body: '<html>登录校园网</html>' }],
  ])('%s is for a later try, without a word of what it says', async (_name, answer) => {
    const { store } = await aService(answer);
    const failure = await store.runs.note('x').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TryLater);
    expect((failure as Error).message).toMatch(
      /^连不上存储表“xietong”（http:.+）（SyntaxError）。已经写入的内容不受影响/u,
    );
  });

  it('a service that is down is not stormed: 200 calls send few more than 200 requests', async () => {
    const { store, asked } = await aService(refusal(500, 'InternalServerError'));
    for (let at = 0; at < 200; at++) await expect(store.runs.note('x')).rejects.toBeInstanceOf(TryLater);
    expect(asked()).toBeLessThan(250);
    expect(store.requests().read).toBe(asked());
  }, 60_000);
});

describe('whoever waits has so much time and no more', () => {
  const hang = async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  it.each<[string, () => Promise<string>]>([
    ['a store that never answers', hang],
    ['a store that fails again and again', async () => (await aService(refusal(500, 'InternalServerError'))).endpoint],
  ])('%s: that the time is used up is said in time', async (_name, open) => {
    const endpoint = await open();
    // So little that five attempts, however short the pauses between them happen to be, take longer.
    const end = performance.now() + 15;
    const store = dynamoStore({ endpoint, table: 'xietong', timeLeft: () => end - performance.now() });
    const failures: unknown[] = [];
    for (let at = 0; at < 3; at++) failures.push(await store.runs.note('x').catch((error: unknown) => error));
    expect(performance.now() - end).toBeLessThan(300);
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(TryLater);
      expect((failure as Error).message).toBe(
        `等不及存储表“xietong”（${endpoint}）的回答：本次可用的时间已经用完。已经写入的内容不受影响；稍后会再试`,
      );
    }
  });

  it('an attempt that gets no answer ends by itself', async () => {
    const endpoint = await hang();
    const store = dynamoStore({ endpoint, client: openClient(endpoint, { request: 100 }), table: 'xietong' });
    await expect(store.runs.note('x')).rejects.toThrow(/^连不上存储.+ETIMEDOUT/u);
    expect(store.requests().read).toBe(5);
  });
});
