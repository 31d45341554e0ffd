import { beforeAll, describe, expect, it } from 'vitest';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { FUNCTIONS } from '../../infra/tools/bundle.ts';
import { bundles, invoke, invokeInTurn } from '../support/bundles.ts';
import { useEngine } from '../support/engine.ts';
import { start } from './a-lab.ts';

const engine = useEngine();
let whole: Readonly<Record<string, string>>;

beforeAll(async () => {
  await bundles();
  whole = {
    DYNAMODB_ENDPOINT: engine.endpoint(),
    XIETONG_TABLE: await engine.table(),
    XIETONG_GOOGLE_API: 'http://127.0.0.1:49151',
    XIETONG_SCHOOL_WORKBOOK: 'a-school-workbook',
    XIETONG_WEBHOOK_URL: 'https://example.org/changed',
  };
}, 60_000);

/** Those of the webhook have events of a service, and tests of their own. */
const STEPS = FUNCTIONS.filter((name) => name !== 'receive-change' && name !== 'process-change');
const night = { runId: 'never', startedAt: '2026-07-14T18:00:03Z', asOf: 46_218, year: 2025 };

describe('a step', () => {
  it.each(STEPS)(
    '%s names the field of an event that it cannot read, and not what it holds',
    async (name) => {
      const { error, log } = await invoke(name, { scheduledAt: '张三', night: '张三', colleges: '张三' }, whole);
      expect(error?.type).toBe('BadEvent');
      expect(error?.message).toMatch(new RegExp(`^${name} was sent what it cannot read: (scheduledAt|night): `));
      expect(log.join() + error?.message).not.toContain('张三');
      expect(JSON.parse(log[0]!)).toMatchObject({ level: 'WARN', step: name, kind: 'BadEvent' });
    },
    60_000,
  );

  it('that was not deployed whole says what is missing', async () => {
    const { error, log } = await invoke('list-colleges', start('x'), { ...whole, XIETONG_SCHOOL_WORKBOOK: '' });
    expect(error).toEqual({
      type: 'NotDeployed',
      message: 'XIETONG_SCHOOL_WORKBOOK is not set: deploy the stack again',
    });
    expect(JSON.parse(log[0]!)).toMatchObject({ school: 'unknown', kind: 'NotDeployed' });
  }, 60_000);

  it('with a variable that cannot be used names it, every time', async () => {
    const environment = { ...whole, XIETONG_TABLE: '?' };
    for (const { error } of await invokeInTurn('list-colleges', [start('x'), start('y')], environment))
      expect(error).toMatchObject({ type: 'BadEnvironment', message: expect.stringContaining('XIETONG_TABLE') });
  }, 60_000);

  it('whose store is away asks for another try', async () => {
    const away = { ...whole, DYNAMODB_ENDPOINT: 'http://127.0.0.1:49151' };
    const { error } = await invoke(
      'publish-college',
      { night, failed: 0, results: [], ranking: { shows: true, isFirst: false }, college: null },
      away,
    );
    expect(error).toMatchObject({ type: 'TryLater', message: expect.stringMatching(/^连不上存储.+ECONNREFUSED/) });
  }, 60_000);

  it('that is to write what has not been drawn refuses', async () => {
    const event = { night, college: 'JSJ' };
    const { error } = await invoke('publish-college', event, whole);
    expect(error).toEqual({ type: 'Refused', message: '本次校验的结果已过保存期，没有写入。请重新运行校验。' });
  }, 60_000);

  it('that is to write what another version of the software has drawn refuses', async () => {
    const { images } = dynamoStore({ endpoint: engine.endpoint(), table: whole.XIETONG_TABLE ?? '' });
    await images.keep('deployed-meanwhile', 'JSJ', '{"pages":[]}', '2100-01-01T00:00:00.000Z');
    const own = { ...night, runId: 'deployed-meanwhile' };
    const event = { night: own, college: 'JSJ' };
    const { error } = await invoke('publish-college', event, whole);
    expect(error).toEqual({ type: 'Refused', message: '校验进行时程序换了版本，结果没有写入。请重新运行校验。' });
  }, 60_000);

  it('that judges a school which has never been read refuses', async () => {
    const { error } = await invoke('assess-school', { night, failed: 0, results: [] }, whole);
    expect(error).toEqual({ type: 'Refused', message: '这个表格还从未读取成功。' });
  }, 60_000);
});
