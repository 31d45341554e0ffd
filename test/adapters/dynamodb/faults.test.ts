import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openClient } from '../../../functions/adapters/dynamodb/client.ts';
import { type DynamoStore, dynamoStore } from '../../../functions/adapters/dynamodb/store.ts';
import { decoded, headSchema } from '../../../functions/adapters/store/schemas.ts';
import { Refused, TryLater } from '../../../shared/ports.ts';
import { useEngine } from '../../support/engine.ts';
import { type Fault, type FaultyProxy, openFaultyProxy } from '../../support/faulty-proxy.ts';
import { awards, change, noise, YEAR } from '../store/accounts.ts';

const engine = useEngine();
const NOTHING = { conflicts: [], stale: [] };
let proxy: FaultyProxy;
let store: DynamoStore;

beforeAll(async () => {
  proxy = await openFaultyProxy(engine.endpoint());
});
afterAll(() => proxy.close());
beforeEach(async () => {
  proxy.plan(() => null);
  store = dynamoStore({ endpoint: proxy.endpoint, table: await engine.table() });
});

/** The n-th request of an operation meets the fault, all others pass. */
function nth(n: number, operation: string, fault: Fault): void {
  let count = 0;
  proxy.plan((request) => {
    if (request.operation !== operation) return null;
    count += 1;
    return count === n ? fault : null;
  });
}

function always(fault: Fault): void {
  proxy.plan(() => fault);
}

describe('an answer that got lost', () => {
  test.each<[string, Fault]>([
    ['cut before it was applied', 'cut-before'],
    ['cut after it was applied', 'cut-after'],
    ['500 after it was applied', { status: 500, type: 'InternalServerError', applied: true }],
    ['throttled', { status: 400, type: 'ThrottlingException' }],
  ])('settling once: %s', async (_name, fault) => {
    nth(1, 'TransactWriteItems', fault);
    expect(await store.ledger.settle([change('P1'), change('P2')])).toEqual(NOTHING);
    expect(proxy.operations()).toEqual(['TransactWriteItems', 'TransactWriteItems']);
    expect(await store.ledger.settlements(YEAR, 'P1')).toHaveLength(1);
  });

  test('what was settled is not called a conflict when the service has forgotten the token', async () => {
    // As after a restart of the engine, or ten minutes: the repetition is judged by its conditions.
    const first = change('P1');
    expect(await store.ledger.settle([first])).toEqual(NOTHING);
    expect(await store.ledger.settle([first, change('P2')])).toEqual(NOTHING);
    expect(await store.ledger.balances(YEAR)).toHaveLength(2);
    expect(await store.ledger.settlements(YEAR, 'P1')).toHaveLength(1);
  });

  test('a run that fails after settling finds everything done the next time', async () => {
    always('cut-after');
    await expect(store.ledger.settle([change('P1')])).rejects.toBeInstanceOf(TryLater);
    proxy.plan(() => null);
    expect(await store.ledger.balances(YEAR)).toEqual([change('P1').balance]);
    expect(await store.ledger.settlements(YEAR, 'P1')).toEqual([change('P1').settlement]);
  });

  test('a claim that was ours stays ours', async () => {
    nth(1, 'PutItem', 'cut-after');
    expect(await store.runs.claimNote('nonce', 'x')).toBe(true);
    expect(await store.runs.claimNote('nonce', 'x')).toBe(false);
  });

  test('a violation book that was written is not refused', async () => {
    nth(1, 'PutItem', 'cut-after');
    const book = { college: 'JSJ', version: 0, reading: 1, records: [] };
    expect(await store.violations.put(YEAR, book)).toBe(true);
    expect((await store.violations.books(YEAR))[0]?.version).toBe(1);
  });

  test('a head that was moved is not moved twice', async () => {
    const head = { college: 'JSJ', workbook: 'w', hash: 'a', version: 'v', readAt: '2026-06-30T18:00:00Z' };
    nth(2, 'PutItem', 'cut-after');
    expect((await store.snapshots.accept(head, () => 'A')).changes).toBe(1);
    expect((await store.snapshots.heads())[0]?.changes).toBe(1);
  });

  test('a seal that was appended is not refused', async () => {
    nth(1, 'PutItem', 'cut-after');
    const seal = {
      year: YEAR,
      kind: 'sealed',
      sequence: 1,
      hash: 'h',
      sealedAt: 'x',
      reason: null,
      manifest: '{}',
    } as const;
    expect(await store.seals.append(seal)).toBe(true);
  });
});

describe('a death in the middle', () => {
  test.each([1, 2, 3, 4, 5])(
    'of storing a large snapshot, at write %i: the head never names what is not whole',
    async (n) => {
      const head = { college: 'JSJ', workbook: 'w', hash: 'a', version: 'v', readAt: '2026-06-30T18:00:00Z' };
      const content = noise(1_000_000);
      proxy.plan((request) => (request.number > n ? 'cut-before' : null));
      await store.snapshots.accept(head, () => content).catch((error) => expect(error).toBeInstanceOf(TryLater));
      proxy.plan(() => null);
      for (const { hash } of await store.snapshots.heads()) {
        expect((await store.snapshots.content(hash)) === content).toBe(true);
      }
      await store.snapshots.accept(head, () => content);
      expect((await store.snapshots.content('a')) === content).toBe(true);
    },
  );
});

describe('a transaction that meets another one', () => {
  const busy = (codes: readonly string[]): Fault => ({
    status: 400,
    type: 'TransactionCanceledException',
    details: { CancellationReasons: codes.map((Code) => ({ Code })) },
  });

  test('is tried again', async () => {
    nth(1, 'TransactWriteItems', busy(['None', 'TransactionConflict', 'None']));
    expect(await store.ledger.settle([change('P1')])).toEqual(NOTHING);
    expect(proxy.operations()).toEqual(['TransactWriteItems', 'TransactWriteItems']);
  });

  test('and never gets through, is given up in plain words', async () => {
    always(busy(['None', 'TransactionConflict', 'None']));
    await expect(store.ledger.settle([change('P1')])).rejects.toThrow(/一直在写同样的账户/u);
  });

  test('a failed condition without the item: the balance is read', async () => {
    nth(1, 'TransactWriteItems', busy(['None', 'ConditionalCheckFailed', 'None']));
    expect(await store.ledger.settle([change('P1')])).toEqual({ conflicts: ['P1'], stale: [] });
    expect(proxy.operations()).toEqual(['TransactWriteItems', 'GetItem']);
  });

  test('what the service left out of a batch is asked for again', async () => {
    await store.ledger.settle([change('P1'), change('P2')]);
    const left = { UnprocessedKeys: {}, Responses: {} };
    let first = true;
    proxy.plan(({ operation, body }) => {
      if (operation !== 'BatchGetItem' || !first) return null;
      first = false;
      return { status: 200, type: '', details: { ...left, UnprocessedKeys: JSON.parse(body).RequestItems } };
    });
    expect(await store.ledger.manifests(YEAR, ['P1', 'P2'])).toHaveLength(2);
    expect(proxy.operations()).toEqual(['BatchGetItem', 'BatchGetItem']);
  });

  test('what the service left out of a batch of writes is sent again', async () => {
    let first = true;
    proxy.plan(({ operation, body }) => {
      if (operation !== 'BatchWriteItem' || !first) return null;
      first = false;
      return { status: 200, type: '', details: { UnprocessedItems: JSON.parse(body).RequestItems } };
    });
    await store.runs.putNote('large', noise(1_000_000));
    expect((await store.runs.note('large')) === noise(1_000_000)).toBe(true);
  });
});

describe('requests', () => {
  test('repetitions are counted', async () => {
    nth(1, 'TransactWriteItems', 'cut-before');
    const before = store.requests();
    await store.ledger.settle([change('P1')]);
    expect(store.requests()).toEqual({ read: before.read, write: before.write + 2 });
  });
});

describe('failures in plain words', () => {
  test.each<[string, Fault, typeof TryLater | typeof Refused, RegExp]>([
    ['a cut line', 'cut-before', TryLater, /^连不上存储表“test-.+”（http.+（ECONNRESET）/u],
    ['500', { status: 500, type: 'InternalServerError' }, TryLater, /^连不上存储/u],
    ['503', { status: 503, type: 'ServiceUnavailable' }, TryLater, /^连不上存储/u],
    ['throttled', { status: 400, type: 'ProvisionedThroughputExceededException' }, TryLater, /过于繁忙/u],
    ['no access', { status: 400, type: 'AccessDeniedException' }, Refused, /^没有权限读写存储表“test-/u],
    ['expired', { status: 400, type: 'ExpiredTokenException' }, Refused, /凭证是否过期/u],
    ['no table', { status: 400, type: 'ResourceNotFoundException' }, Refused, /^找不到存储表“test-/u],
  ])('%s', async (_name, fault, kind, words) => {
    always(fault);
    const failure = await store.ledger.balances(YEAR).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(kind);
    expect((failure as Error).message).toMatch(words);
  });

  test('no answer within the limit', async () => {
    always('hang');
    const client = openClient(proxy.endpoint, { request: 150 });
    const hanging = dynamoStore({ endpoint: proxy.endpoint, client, table: 'xietong' });
    await expect(hanging.ledger.settle([change('P1')])).rejects.toThrow(/^连不上存储.+ETIMEDOUT/u);
    expect(proxy.operations()).toHaveLength(5);
  });

  test('nobody listens', async () => {
    const away = dynamoStore({ endpoint: 'http://127.0.0.1:49151', table: 'xietong' });
    await expect(away.runs.note('x')).rejects.toThrow(
      /^连不上存储表“xietong”（http:\/\/127\.0\.0\.1:49151）（ECONNREFUSED）/u,
    );
  });

  test('a table is made on this machine only', async () => {
    const cloud = dynamoStore({ endpoint: 'https://dynamodb.cn-north-1.amazonaws.com.cn', table: 'xietong' });
    await expect(cloud.ensureTable()).rejects.toBeInstanceOf(Refused);
    expect(cloud.requests()).toEqual({ read: 0, write: 0 });
  });

  test('what a newer version or a hand has written is refused by name', async () => {
    await store.ledger.settle([
      { ...change('P1'), balance: { ...change('P1').balance, pool: 7 as unknown as string } },
    ]);
    const failure = await store.ledger.balances(YEAR).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Refused);
    expect((failure as Error).message).toMatch(/账户余额读不懂：pool/u);
  });

  test('what is no JSON is refused without a word of what it holds', () => {
    expect(() => decoded(headSchema, '张三', { what: '台账版本记录', where: '表“xietong”' })).toThrow(
      /^存储表“xietong”中的台账版本记录读不懂：内容不是 JSON。请用写入它的软件版本运行/u,
    );
  });
});

test('one failed transaction of many: the others are whole, and nothing goes on behind the caller', async () => {
  const changes = Array.from({ length: 200 }, (_, number) => change(`P${number}`, { entries: awards(2) }));
  proxy.plan((request) => (request.number >= 3 ? 'cut-before' : null));
  await expect(store.ledger.settle(changes)).rejects.toBeInstanceOf(TryLater);
  proxy.plan(() => null);
  const balances = await store.ledger.balances(YEAR);
  expect(balances).toHaveLength(66);
  expect(proxy.operations()).toEqual(['Query']);
  expect(await store.ledger.settle(changes)).toEqual(NOTHING);
  expect(await store.ledger.balances(YEAR)).toHaveLength(200);
});
