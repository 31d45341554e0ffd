import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { FUNCTIONS } from '../../infra/tools/bundle.ts';
import { handedOn } from '../../shared/run/handed-on.ts';
import { bundles, type Invocation, invoke } from '../support/bundles.ts';
import { useEngine } from '../support/engine.ts';
import { openGoogleServer } from '../support/google-server/server.ts';
import { signedChange } from './a-gateway.ts';
import { SECRET, start } from './a-lab.ts';

/** Seconds that a function has; Lambda kills it after them, and nobody learns why. */
const LIFE = 3;
const night = { runId: 'never', startedAt: '2026-07-14T18:00:03Z', asOf: 46_218, year: 2025 };
const change = {
  messageId: '1',
  body: JSON.stringify({ workbook: 'a-college-workbook' }),
  attributes: { SentTimestamp: '1' },
};
const EVENTS: Readonly<Record<(typeof FUNCTIONS)[number], () => object>> = {
  'list-colleges': () => start('x'),
  'read-college': () => ({ night, college: 'JSJ', at: 0 }),
  'assess-school': () => ({ night, failed: 0, results: [] }),
  'publish-college': () => ({ night, college: 'JSJ' }),
  'close-year': () => start('x'),
  'renew-watches': () => start('x'),
  'receive-change': () => signedChange('a-college-workbook', SECRET),
  'process-change': () => ({ Records: [change] }),
  'send-digests': () => start('x'),
  'make-pages': () => start('x'),
  'look-at-place': () => start('x'),
};

const engine = useEngine();
const hanging = createServer(() => {});
let address: string;

beforeAll(async () => {
  await bundles();
  await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`;
}, 60_000);
afterAll(() => {
  hanging.close();
  hanging.closeAllConnections();
});

async function called(name: (typeof FUNCTIONS)[number], more: Readonly<Record<string, string>>): Promise<Invocation> {
  const environment = {
    XIETONG_SCHOOL_WORKBOOK: 'a-school-workbook',
    XIETONG_WEBHOOK_URL: 'https://example.org/changed',
    XIETONG_WEBHOOK_SECRET: SECRET,
    XIETONG_QUEUE_URL: `${address}/000000000000/changes.fifo`,
    XIETONG_PAGES_BUCKET: 'a-bucket',
    XIETONG_S3_ENDPOINT: address,
    XIETONG_GOOGLE_API: address,
    ...(name === 'look-at-place' ? { XIETONG_PLACE: `dav+${address}/` } : {}),
    XIETONG_GOOGLE_PER_MINUTE: '6000',
    ...more,
  };
  return await invoke(name, EVENTS[name](), environment, LIFE);
}

/** A table in which the list of the night stands. */
async function listedTable(): Promise<Readonly<Record<string, string>>> {
  const own = { DYNAMODB_ENDPOINT: engine.endpoint(), XIETONG_TABLE: await engine.table() };
  const { runs } = dynamoStore({ endpoint: own.DYNAMODB_ENDPOINT, table: own.XIETONG_TABLE });
  await handedOn(runs, { runId: night.runId, expiresAt: '2100-01-01T00:00:00.000Z' }).keepListed([
    ['JSJ', 'a-college-workbook'],
  ]);
  return own;
}

/** How each function says to whom it answers that it has to be tried again. */
function expectAnotherTry(name: (typeof FUNCTIONS)[number], { answer, error }: Invocation): void {
  if (name === 'receive-change') expect(answer).toEqual({ statusCode: 503 });
  else if (name === 'process-change') expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
  else if (name === 'look-at-place') expect(answer).toEqual({ seen: false, changed: 0 });
  else expect(error?.type).toBe('TryLater');
}

function told({ log }: Invocation): object {
  const { kind, message } = JSON.parse(log.at(-1) ?? '{}') as { readonly kind?: string; readonly message?: string };
  return { kind, message };
}

describe('a function that waits says in time that its time is used up', () => {
  // Side by side: each of them does nothing but wait.
  it.concurrent.each(FUNCTIONS)(
    '%s, for a store that never answers',
    async (name) => {
      const outcome = await called(name, { DYNAMODB_ENDPOINT: address });
      expectAnotherTry(name, outcome);
      // It asks store and Google at the same time: either may be the first to give up.
      const google = 'Google 表格“a-school-workbook”：本次可用的时间已经用完，Google 还没有回答；稍后会再试';
      if (name === 'list-colleges' && JSON.stringify(told(outcome)).includes(google)) return;
      expect(told(outcome)).toEqual({
        kind: 'TryLater',
        message: `等不及存储表“xietong”（${address}）的回答：本次可用的时间已经用完。已经写入的内容不受影响；稍后会再试`,
      });
      expect(outcome.seconds).toBeLessThan(LIFE + 2);
    },
    60_000,
  );

  it.each(['list-colleges', 'read-college'] as const)(
    '%s, for a Google that never answers',
    async (name) => {
      const outcome = await called(name, await listedTable());
      expectAnotherTry(name, outcome);
      expect(JSON.stringify(told(outcome))).toMatch(/本次可用的时间已经用完，Google 还没有回答；稍后会再试/u);
    },
    60_000,
  );

  it.each(['list-colleges', 'read-college', 'look-at-place'] as const)(
    '%s, for a campus disk that never answers',
    async (name) => {
      const outcome = await called(name, { ...(await listedTable()), XIETONG_PLACE: `dav+${address}/` });
      expectAnotherTry(name, outcome);
      expect(JSON.stringify(told(outcome))).toContain('网盘没有回音，稍后重试');
      expect(outcome.seconds).toBeLessThan(LIFE + 2);
    },
    60_000,
  );

  it('read-college, for a bucket that never answers', async () => {
    const bucket = { XIETONG_PLACE: 's3://a-bucket/school/', XIETONG_S3_ENDPOINT: address };
    const outcome = await called('read-college', { ...(await listedTable()), ...bucket });
    expectAnotherTry('read-college', outcome);
    expect(JSON.stringify(told(outcome))).toContain('连不上存储桶，稍后重试');
    expect(outcome.seconds).toBeLessThan(LIFE + 2);
  }, 60_000);

  it('read-college, for a Google whose quota stays used up', async () => {
    const google = await openGoogleServer();
    google.plan(() => 429);
    const outcome = await called('read-college', { ...(await listedTable()), XIETONG_GOOGLE_API: google.url });
    await google.close();
    expect(outcome.error).toEqual({
      type: 'TryLater',
      message: 'Google 表格“a-college-workbook”：本次可用的时间已经用完，Google 还没有回答；稍后会再试',
    });
  }, 60_000);

  it('receive-change, for a queue that never answers', async () => {
    const own = { DYNAMODB_ENDPOINT: engine.endpoint(), XIETONG_TABLE: await engine.table() };
    const outcome = await called('receive-change', own);
    expectAnotherTry('receive-change', outcome);
    expect(told(outcome)).toEqual({
      kind: 'TryLater',
      message: 'the queue of changes did not take the message (OutOfTime)',
    });
  }, 60_000);
});
