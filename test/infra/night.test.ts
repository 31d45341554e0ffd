import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deployedFor, type FunctionName } from '../../infra/tools/bundle.ts';
import { signedChange } from '../functions/a-gateway.ts';
import { alarmsSetOff, type Datum, dataIn } from '../support/alarm-states.ts';
import { aCloud, type Call, type Cloud, NIGHT } from '../support/cloud.ts';
import { useEngine } from '../support/engine.ts';
import { isGrantedBy, permissionsOf } from '../support/permissions.ts';
import { openQueueServer } from '../support/queue-server.ts';
import type { Execution } from '../support/state-machine/execute.ts';
import { templatesOf } from '../support/templates.ts';

const engine = useEngine();
const FUNCTIONS = deployedFor('google');
const { stateless } = templatesOf();
const PERMISSIONS = permissionsOf(stateless);
const LONG = 120_000;

async function cloudOf(colleges: number): Promise<Cloud> {
  return await aCloud({ engine: engine.endpoint(), table: await engine.table(), colleges });
}

/** What Step Functions counts of an execution, and of the year-end of that day. */
function countedOf({ status }: Execution): readonly Datum[] {
  const count = (metric: string, machine: string): Datum => ({
    namespace: 'AWS/States',
    metric,
    dimensions: `StateMachineArn=<xietong-example-${machine}>`,
    value: 1,
  });
  const expected = [count('ExecutionsStarted', 'year-end'), RENEWED];
  return status === 'FAILED' ? [...expected, count('ExecutionsFailed', 'night')] : expected;
}

/** What a renewal of channels has told that day. */
const RENEWED: Datum = { namespace: 'Xietong', metric: 'ChannelHours', dimensions: 'school=example', value: 24 };

function alarmsOf(calls: readonly Call[], execution: Execution): readonly string[] {
  return alarmsSetOff(stateless, dataIn(calls.flatMap(({ log }) => log)), countedOf(execution));
}

/** Titles of the tabs that the program has written into a workbook. */
function outputTabs(cloud: Cloud, workbook: string): readonly string[] {
  const { sheets } = cloud.server.workbook(workbook);
  return sheets
    .filter(({ developerMetadata }) => developerMetadata.length > 0)
    .map(({ properties }) => properties.title);
}

function textsOf(cloud: Cloud, workbook: string, tab: string): string {
  const sheet = cloud.server.workbook(workbook).sheets.find(({ properties }) => properties.title.includes(tab));
  const rows = sheet?.rows ?? [];
  return rows.map((row) => row.map((cell) => cell?.userEnteredValue?.stringValue ?? '').join('|')).join('\n');
}

function namesOf(calls: readonly Call[]): Partial<Record<FunctionName, number>> {
  const counts = Map.groupBy(calls, ({ name }) => name);
  return Object.fromEntries([...counts].map(([name, list]) => [name, list.length]));
}

describe('a night, as the template defines it, with the bundles that are deployed', () => {
  let cloud: Cloud;
  let execution: Execution;
  let locked = '';
  const others: string[] = [];

  beforeAll(async () => {
    cloud = await cloudOf(3);
    const [first, ...rest] = [...cloud.workbooks.values()];
    locked = first ?? '';
    others.push(...rest);
    cloud.server.workbook(locked).access = 'none';
    execution = await cloud.run('night', NIGHT);
  }, LONG);
  afterAll(() => cloud.close());

  it('comes to its end though one workbook cannot be opened', () => {
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: { failed: 1 } });
    expect(namesOf(cloud.calls)).toEqual({
      'list-colleges': 1,
      'read-college': 3,
      'assess-school': 1,
      'publish-college': 3,
    });
  });

  it('writes the workbooks of the other colleges, and leaves that one as it is', () => {
    expect(others).toHaveLength(2);
    for (const workbook of others) expect(outputTabs(cloud, workbook)).toContain('问题清单');
    expect(outputTabs(cloud, locked)).toEqual([]);
  });

  it('tells in the school workbook which one failed and what is to be done', () => {
    const lines = textsOf(cloud, cloud.school, '概览').split('\n');
    // The school workbook has a line of its own, for what is wrong with it.
    const colleges = lines.filter((line) => !line.startsWith('校级总表|'));
    const told = colleges.filter((line) => /已检查|读取权限/.test(line)).map((line) => line.split('|')[1]);
    expect(told).toEqual([
      `Google 表格“${locked}”：没有读取权限。请表格的所有者把它共享给运行本软件的服务账号，权限选“编辑者”`,
      '已检查',
      '已检查',
    ]);
  });

  it('sets off the alarm about failed workbooks, and no other', () => {
    expect(alarmsOf(cloud.calls, execution)).toEqual(['FailedWorkbooks']);
  });

  it(
    'brings that workbook up to date the next time, when it has been shared; nobody is alarmed',
    async () => {
      cloud.server.workbook(locked).access = 'writer';
      const before = cloud.calls.length;
      const next = await cloud.run('night', NIGHT);
      expect(next).toMatchObject({ status: 'SUCCEEDED', output: { failed: 0 } });
      expect(outputTabs(cloud, locked)).toContain('问题清单');
      expect(alarmsOf(cloud.calls.slice(before), next)).toEqual([]);
    },
    LONG,
  );

  it(
    'writes nothing to any workbook when nothing has changed since',
    async () => {
      // 概览 compares with the run before, so the night after a change still has that to write.
      await cloud.run('night', NIGHT);
      cloud.server.plan(() => null);
      const before = cloud.calls.length;
      await cloud.run('night', NIGHT);
      expect(cloud.server.log.filter(({ method }) => method !== 'GET')).toEqual([]);
      const unchanged = dataIn(cloud.calls.slice(before).flatMap(({ log }) => log)).filter(
        ({ metric, dimensions }) => metric === 'UnchangedWorkbooks' && dimensions === 'school=example',
      );
      expect(unchanged.map(({ value }) => value)).toEqual([1, 1, 1, 1]);
    },
    LONG,
  );

  it(
    'on 1 September is followed by the sealing of the year that ended',
    async () => {
      const sealing = await cloud.run('year-end', '2026-08-31T21:00:00Z');
      expect(sealing).toMatchObject({
        status: 'SUCCEEDED',
        output: { academicYear: '2025-2026', state: 'sealed', failed: 0 },
      });
      expect(outputTabs(cloud, locked)).toContain('年度考核');
    },
    LONG,
  );

  it(
    'sends nothing to the table but what the roles of its functions allow, in the partitions that they name',
    async () => {
      await sendByDay(cloud);
      for (const name of FUNCTIONS) {
        const seen = cloud.accessesOf(name);
        expect([name, seen.length]).not.toEqual([name, 0]);
        expect([name, seen.filter((access) => !isGrantedBy(PERMISSIONS, name, access))]).toEqual([name, []]);
      }
    },
    LONG,
  );

  it('and the roles allow no partition that its functions have no business in', () => {
    const ledger = ['PutItem BALANCE#2025', 'BatchWriteItem LEDGER#2025#T1', 'PutItem MANIFEST#2025#T1'];
    const all = [...ledger, 'PutItem SEAL#2025', 'PutItem VIOLATIONS#2025', 'PutItem HEAD', 'GetItem SNAPSHOT#ab'];
    const granted = FUNCTIONS.map((name) => [
      name,
      all.filter((access) => isGrantedBy(PERMISSIONS, name, access)).join(),
    ]);
    expect(Object.fromEntries(granted)).toEqual({
      'list-colleges': 'PutItem HEAD,GetItem SNAPSHOT#ab',
      'read-college': 'PutItem HEAD,GetItem SNAPSHOT#ab',
      'assess-school': [...ledger, 'PutItem VIOLATIONS#2025', 'GetItem SNAPSHOT#ab'].join(),
      'publish-college': 'PutItem VIOLATIONS#2025',
      'close-year': all.join(),
      'process-change': all.filter((access) => access !== 'PutItem SEAL#2025').join(),
      'renew-watches': 'GetItem SNAPSHOT#ab',
      'receive-change': '',
      'send-digests': 'GetItem SNAPSHOT#ab',
      'make-pages': 'GetItem SNAPSHOT#ab',
    });
  });

  it('logs numbers and ids, and no text of a workbook', () => {
    const log = cloud.calls.flatMap((call) => call.log).join('\n');
    const texts = others.flatMap((workbook) => textsOf(cloud, workbook, '花名册').split(/[|\n]/));
    const names = texts.filter((text) => /^\p{Script=Han}{2,4}$/u.test(text));
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => log.includes(name))).toEqual([]);
  });
});

/** What the functions do by day, so that their accesses are seen as well. */
async function sendByDay(cloud: Cloud): Promise<void> {
  const queue = await openQueueServer();
  const [workbook = ''] = cloud.workbooks.values();
  const secret = 'x'.repeat(48);
  const event = { scheduledAt: NIGHT, startedAt: NIGHT, execution: 'by-day' };
  const webhook = { XIETONG_QUEUE_URL: queue.url, XIETONG_WEBHOOK_SECRET: secret };
  const told = await cloud.send('receive-change', signedChange(workbook, secret), webhook);
  expect(told.answer).toEqual({ statusCode: 202 });
  const Records = [{ messageId: '1', body: JSON.stringify({ workbook }), attributes: { SentTimestamp: '1' } }];
  expect((await cloud.send('process-change', { Records })).answer).toEqual({ batchItemFailures: [] });
  await cloud.send('renew-watches', event, { XIETONG_WEBHOOK_URL: 'https://example.org/changes' });
  await cloud.send('send-digests', { ...event, scheduledAt: '2026-07-15T01:07:00Z' });
  // Nothing listens at its bucket: what it asks of the table comes before.
  const pages = { XIETONG_PAGES_BUCKET: 'a-bucket', XIETONG_S3_ENDPOINT: 'http://127.0.0.1:9' };
  expect((await cloud.send('make-pages', event, pages)).error?.type).toBe('TryLater');
  await queue.close();
}
