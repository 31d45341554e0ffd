import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FunctionName } from '../../infra/tools/bundle.ts';
import { alarmsSetOff, type Datum, dataIn } from '../support/alarm-states.ts';
import { aCloud, type Call, type Cloud, NIGHT } from '../support/cloud.ts';
import { useEngine } from '../support/engine.ts';
import { permissionsOf } from '../support/permissions.ts';
import type { Execution } from '../support/state-machine/execute.ts';
import { templatesOf } from '../support/templates.ts';

const engine = useEngine();
const { stateless } = templatesOf();
const LONG = 120_000;

async function cloudOf(colleges: number): Promise<Cloud> {
  return await aCloud({ engine: engine.endpoint(), table: await engine.table(), colleges });
}

/** What Step Functions counts of an execution. */
function countedOf({ status }: Execution): readonly Datum[] {
  const dimensions = 'StateMachineArn=<xietong-example-night>';
  return status === 'FAILED' ? [{ namespace: 'AWS/States', metric: 'ExecutionsFailed', dimensions, value: 1 }] : [];
}

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

  it('sends nothing to the table but what the roles of its functions allow', () => {
    for (const name of ['list-colleges', 'read-college', 'assess-school', 'publish-college', 'close-year'] as const) {
      const seen = cloud
        .operationsOf(name)
        .map((operation) => (operation === 'TransactWriteItems' ? 'PutItem' : operation));
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.filter((action) => !granted(name).includes(action))).toEqual([]);
    }
  });

  it('logs numbers and ids, and no text of a workbook', () => {
    const log = cloud.calls.flatMap((call) => call.log).join('\n');
    const texts = others.flatMap((workbook) => textsOf(cloud, workbook, '花名册').split(/[|\n]/));
    const names = texts.filter((text) => /^\p{Script=Han}{2,4}$/u.test(text));
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => log.includes(name))).toEqual([]);
  });
});

/** DynamoDB actions that a function's role allows. */
function granted(name: FunctionName): readonly string[] {
  const own = permissionsOf(stateless).filter((line) => line.startsWith(`${name}: dynamodb:`));
  return own.map((line) => /dynamodb:(\w+)/.exec(line)?.[1] ?? '');
}
