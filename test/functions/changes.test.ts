import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { DynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { itemsAt } from '../adapters/dynamodb/raw-items.ts';
import { bundles, openSandbox } from '../support/bundles.ts';
import { useEngine } from '../support/engine.ts';
import type { SampleOptions } from '../support/sample-school.ts';
import { signedBy } from '../support/signed-by.ts';
import { httpEvent } from './a-gateway.ts';
import * as labs from './a-lab.ts';

const engine = useEngine();
let lab: labs.Lab;
let store: DynamoStore;
let workbook = '';
let table = '';

beforeAll(async () => {
  await bundles();
  await openSchool(labs.SMALL);
  await labs.night(lab, 'the night before');
  workbook = (await store.snapshots.heads()).find(({ college }) => college === 'JSJ')!.workbook;
}, 120_000);
afterAll(() => lab.close());
beforeEach(() => {
  lab.queue.batch();
  lab.server.plan(() => null);
});

async function openSchool(sample: SampleOptions): Promise<void> {
  table = await engine.table();
  lab = await labs.openLab(engine.endpoint(), table, sample);
  store = dynamoStore({ endpoint: engine.endpoint(), table });
  workbook = labs.workbookOf(lab, 'JSJ');
}

interface Message {
  readonly body: string;
  readonly timestamp: string;
  readonly nonce: string;
}

function message(change: Partial<Message> = {}): Message {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  return { body: JSON.stringify({ workbook }), timestamp, nonce: randomUUID(), ...change };
}

function signed(given: Message, secret = labs.SECRET): object {
  return httpEvent(
    'POST',
    {
      'content-type': 'application/json',
      'x-xietong-timestamp': given.timestamp,
      'x-xietong-nonce': given.nonce,
      'x-xietong-signature': signedBy(secret, given),
    },
    given.body,
  );
}

async function status(event: unknown, more: Readonly<Record<string, string>> = {}): Promise<number> {
  return labs.answerOf<{ readonly statusCode: number }>(await lab.send('receive-change', event, more)).statusCode;
}

describe('the webhook', () => {
  it('takes a signed message once: a mark first, then a message for the worker', async () => {
    const event = signed(message());
    expect(await status(event)).toBe(202);
    expect(await store.runs.note(`dirty/${workbook}`)).toMatch(/^\d{4}-.+Z [\w-]{36}$/);
    const group = createHash('sha256').update(workbook).digest('hex');
    expect(lab.queue.messages).toMatchObject([{ body: JSON.stringify({ workbook }), group }]);
    expect(await status(event)).toBe(403);
    expect(lab.queue.messages).toHaveLength(1);
  }, 60_000);

  it.each<[string, number, () => object]>([
    ['signed with another secret', 403, () => signed(message(), 'another secret, also long enough')],
    ['six minutes old', 403, () => signed(message({ timestamp: String(Math.floor(Date.now() / 1_000) - 360) }))],
    ['about no workbook', 403, () => signed(message({ body: '{}' }))],
    ['without a signature', 403, () => httpEvent('POST', {}, '{}')],
    ['one byte too long', 413, () => signed(message({ body: 'x'.repeat(4_097) }))],
    [
      'of a size that is not even decoded',
      413,
      () => ({ ...httpEvent('POST', {}, 'x'.repeat(1_000_000)), isBase64Encoded: true }),
    ],
    [
      'that says it is a text',
      415,
      () => {
        const event = signed(message()) as { readonly headers: object };
        return { ...event, headers: { ...event.headers, 'content-type': 'text/plain' } };
      },
    ],
    ['by another method', 405, () => httpEvent('GET', {})],
    ['that is no HTTP event', 400, () => ({ Records: [] })],
    [
      'of a channel that nobody has opened',
      403,
      () =>
        httpEvent('POST', { 'x-goog-channel-id': 'nobody', 'x-goog-message-number': '2', 'x-goog-channel-token': 'x' }),
    ],
    ['of a channel, without a number', 400, () => httpEvent('POST', { 'x-goog-channel-id': 'nobody' })],
  ])(
    'refuses a message %s, and does nothing',
    async (_name, expected, event) => {
      const before = await store.runs.note(`dirty/${workbook}`);
      expect(await status(event())).toBe(expected);
      expect(lab.queue.messages).toEqual([]);
      expect(await store.runs.note(`dirty/${workbook}`)).toBe(before);
    },
    60_000,
  );

  it('lets nobody in without a secret', async () => {
    expect(await status(signed(message(), ''), { XIETONG_WEBHOOK_SECRET: '' })).toBe(403);
  }, 60_000);

  it('asks to come again when the queue is away, and takes the same message then', async () => {
    const event = signed(message());
    lab.queue.fail(503, 503, 503);
    expect(await status(event)).toBe(503);
    expect(await status(event)).toBe(202);
    expect(lab.queue.messages).toHaveLength(1);
  }, 60_000);

  it('takes the repetition of a message during whose first coming the function died, and no third one', async () => {
    const given = message();
    await store.runs.claimNote(`nonce/${given.nonce}`, 'begun');
    expect(await status(signed(given))).toBe(202);
    expect(await status(signed(given))).toBe(403);
    expect(lab.queue.messages).toHaveLength(1);
  }, 60_000);

  it('says 503 where it was not deployed whole', async () => {
    expect(await status(signed(message()), { XIETONG_QUEUE_URL: '' })).toBe(503);
  }, 60_000);

  it('says in its log why a message could not be taken', async () => {
    lab.queue.fail(503, 503, 503);
    const away = await lab.send('receive-change', signed(message()));
    const undeployed = await lab.send('receive-change', signed(message()), { XIETONG_QUEUE_URL: '' });
    expect([...away.log, ...undeployed.log].map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { kind: 'TryLater', message: 'the queue of changes did not take the message (ServiceUnavailable)' },
      { kind: 'NotDeployed', message: 'XIETONG_QUEUE_URL is not set: deploy the stack again' },
    ]);
  }, 60_000);
});

let typed = 0;

/** Types a gender that there is not, another one each time. */
function type(id: string, value = `性别${++typed}`): void {
  const sheet = lab.server.workbook(id).sheets.find(({ properties }) => properties.title.endsWith('花名册'))!;
  const cell = sheet.rows[2]!.find((one) => /^[男女]$|^性别|^不详$/.test(one?.effectiveValue?.stringValue ?? ''));
  Object.assign(cell!, { userEnteredValue: { stringValue: value }, effectiveValue: { stringValue: value } });
  lab.server.workbook(id).version += 1;
}

describe('the worker', () => {
  /** A user's edit, told by the Apps Script. */
  async function edit(): Promise<void> {
    type(workbook);
    expect(await status(signed(message()))).toBe(202);
  }

  const reads = (): readonly string[] =>
    lab.server.log.flatMap(({ method, path }) => (method === 'GET' ? [path.replace('/v4/spreadsheets/', '')] : []));

  it('reads the one workbook and the school workbook, and tells how long it took', async () => {
    await edit();
    const { answer, log } = await lab.send('process-change', lab.queue.batch());
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(new Set(reads())).toEqual(new Set([lab.school, workbook]));
    expect(JSON.parse(log[0]!)).toMatchObject({ step: 'process-change', Lag: expect.any(Number), FailedWorkbooks: 0 });
  }, 60_000);

  it('serves a burst with one run', async () => {
    for (let count = 0; count < 3; count++) await edit();
    const { log } = await lab.send('process-change', lab.queue.batch());
    expect(log).toHaveLength(1);
  }, 60_000);

  it('runs again for an edit during a run, also when its message was swallowed', async () => {
    await edit();
    let edited = false;
    lab.server.before(({ method, path }) => {
      if (edited || method !== 'POST' || !path.includes(workbook)) return;
      edited = true;
      type(workbook);
      void store.runs.putNote(`dirty/${workbook}`, 'an edit during the run');
    });
    const { log } = await lab.send('process-change', lab.queue.batch());
    expect(log).toHaveLength(2);
    expect(await store.runs.note(`checked/${workbook}`)).toBe('an edit during the run');
    lab.server.before(() => {});
  }, 60_000);

  it('gives back the message of a workbook that cannot be written now, and does it when it comes again', async () => {
    type(workbook, '不详');
    expect(await status(signed(message()))).toBe(202);
    const { Records } = lab.queue.batch();
    lab.server.plan(({ method }) => (method === 'POST' ? 503 : null));
    const worker = await openSandbox('process-change', lab.environment, 0);
    const [{ messageId }] = Records as readonly [{ readonly messageId: string }];
    expect((await worker.send({ Records })).answer).toEqual({ batchItemFailures: [{ itemIdentifier: messageId }] });
    lab.server.plan(() => null);
    expect((await lab.send('process-change', { Records })).answer).toEqual({ batchItemFailures: [] });
    expect(labs.cellsOf(lab, workbook, '问题清单').join()).toContain('不详');
  }, 60_000);

  it('gives back a message that it cannot read, and those after it', async () => {
    await edit();
    const { Records } = lab.queue.batch();
    const bad = { messageId: 'bad', body: '姓名：张三', attributes: { SentTimestamp: '1' } };
    const { answer, log } = await lab.send('process-change', { Records: [bad, ...Records] });
    expect(answer).toEqual({
      batchItemFailures: [bad, ...Records].map((record) => ({ itemIdentifier: (record as typeof bad).messageId })),
    });
    expect(log.join()).not.toContain('张三');
  }, 60_000);

  it('does nothing for a workbook of another school', async () => {
    await store.runs.putNote('dirty/another-workbook', 'mark');
    const attributes = { SentTimestamp: String(Date.now()) };
    const Records = [{ messageId: '1', body: JSON.stringify({ workbook: 'another-workbook' }), attributes }];
    expect((await lab.send('process-change', { Records })).answer).toEqual({ batchItemFailures: [] });
    expect(reads()).toEqual([]);
  }, 60_000);
});

describe('an own write that comes back', () => {
  const ids = async (): Promise<readonly string[]> =>
    (await store.snapshots.heads()).map(({ workbook: id }) => id).toSorted();

  /** Every one of the workbooks is said to have changed; gives what the worker has done, and its requests to Google. */
  async function told(workbooks: readonly string[]) {
    lab.queue.batch();
    for (const id of workbooks)
      expect(await status(signed(message({ body: JSON.stringify({ workbook: id }) })))).toBe(202);
    lab.server.plan(() => null);
    const { answer, log } = await lab.send('process-change', lab.queue.batch());
    expect(answer).toEqual({ batchItemFailures: [] });
    const lines = log.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    return {
      judged: lines.filter(({ Lag }) => Lag !== undefined).length,
      echoes: lines.filter(({ Echoes }) => Echoes === 1).length,
      requests: lab.server.log.map(({ method, path }) => `${method} ${path.replace('/v4/spreadsheets/', '')}`),
    };
  }

  it('costs one request and no judgement after a night that has written all workbooks', async () => {
    for (const id of await ids()) if (id !== lab.school) type(id);
    await labs.night(lab, 'the night of the echoes');
    const all = await ids();
    expect(all).toHaveLength(3);
    const { judged, echoes, requests } = await told(all);
    expect({ judged, echoes }).toEqual({ judged: 0, echoes: 3 });
    expect(requests.toSorted()).toEqual(all.map((id) => `GET ${id}`).toSorted());
  }, 90_000);

  it('costs no judgement after a run for an edit; nor does a second message about that edit', async () => {
    type(workbook);
    expect(await told([workbook])).toMatchObject({ judged: 1, echoes: 0 });
    expect(await told([workbook])).toMatchObject({ judged: 0, echoes: 1, requests: [`GET ${workbook}`] });
  }, 90_000);

  it('costs one judgement for each edit of a day, however often each is told', async () => {
    const colleges = (await ids()).filter((id) => id !== lab.school);
    const day = { judged: 0, echoes: 0 };
    for (const id of [...colleges, ...colleges.toReversed()]) {
      type(id);
      // `onEdit`, `onChange`, and Drive about the edit and about our own write, each worked off before the next one comes.
      for (let message = 0; message < 4; message++) {
        const { judged, echoes } = await told([id]);
        day.judged += judged;
        day.echoes += echoes;
      }
    }
    expect(day).toEqual({ judged: 4, echoes: 12 });
  }, 90_000);

  it('leaves the first edit of a day one college to judge', async () => {
    const standing = { lab, store, workbook, table };
    // A sample without faults: no college names anybody of another one.
    await openSchool({ ...labs.SMALL, faults: false });
    onTestFinished(async () => {
      await lab.close();
      ({ lab, store, workbook, table } = standing);
    });
    await labs.night(lab, 'the night of the day', new Date().toISOString());
    const keptOf = (college: string) => itemsAt(engine.endpoint(), table, `IMAGE#kept#${college}`);
    const [own, other] = [await keptOf('JSJ'), await keptOf('JX')];
    expect([own.length, other.length]).toEqual([1, 1]);
    type(workbook);
    expect(await told([workbook])).toMatchObject({ judged: 1, echoes: 0 });
    // Whoever is judged is kept anew.
    expect(await keptOf('JSJ')).not.toEqual(own);
    expect(await keptOf('JX')).toEqual(other);
  }, 90_000);

  it('is told from an edit that was made after it', async () => {
    type(workbook);
    await labs.night(lab, 'a night before an edit');
    type(workbook);
    expect(await told([workbook])).toMatchObject({ judged: 1, echoes: 0 });
  }, 90_000);

  it.each(['花名册', '问题清单'])(
    'is told from an edit of %s that was made between the reading and the write',
    async (title) => {
      type(workbook);
      const assessed = await labs.assess(lab, `a night with an edit of ${title}`);
      if (title === '花名册') type(workbook);
      else {
        const sheet = lab.server.workbook(workbook).sheets.find(({ properties }) => properties.title === title)!;
        const heading = sheet.rows[0]!.findIndex((one) => one?.effectiveValue?.stringValue === '整改期限');
        sheet.rows[1]![heading] = { ...sheet.rows[1]![heading], effectiveValue: { numberValue: 46_000 + ++typed } };
      }
      await labs.publish(lab, assessed);
      expect(await told([workbook])).toMatchObject({ judged: 1, echoes: 0 });
      expect(await told([workbook])).toMatchObject({ judged: 0, echoes: 1 });
    },
    90_000,
  );

  it('is judged where the run that wrote could not come to its end', async () => {
    type(workbook);
    expect(await status(signed(message()))).toBe(202);
    const { Records } = lab.queue.batch();
    lab.server.plan(({ method }) => (method === 'POST' ? 503 : null));
    const worker = await openSandbox('process-change', lab.environment, 0);
    expect((await worker.send({ Records })).answer).toMatchObject({ batchItemFailures: [{}] });
    lab.server.plan(() => null);
    const { log } = await lab.send('process-change', { Records });
    expect(log.map((line) => (JSON.parse(line) as { readonly Lag?: number }).Lag)).toEqual([expect.any(Number)]);
  }, 90_000);
});
