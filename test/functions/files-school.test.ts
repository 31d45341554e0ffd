import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { main } from '../../functions/cli/main.ts';
import { deployedFor } from '../../infra/tools/bundle.ts';
import { bundles, invoke } from '../support/bundles.ts';
import { typeInto } from '../support/edit-workbook.ts';
import { useEngine } from '../support/engine.ts';
import type { Fault } from '../support/faulty-proxy.ts';
import {
  MOTO,
  type OtherServer,
  RCLONE,
  startMoto,
  startRclone,
  startWsgidav,
  WSGIDAV,
} from '../support/other-servers.ts';
import { isGrantedBy, isGrantedInBucket, permissionsOf } from '../support/permissions.ts';
import { aFilesConfig, templatesOf } from '../support/templates.ts';
import { findTool, notRun } from '../support/tools.ts';
import * as labs from './a-files-lab.ts';
import { type Assessed, answerOf, start } from './a-lab.ts';

/** The functions as they are deployed, for a school on a campus disk (WsgiDAV) and in a bucket (moto). */

const engine = useEngine();
const LONG = 120_000;
const ACCOUNT = { user: 'xietong', password: 'geheim' };
/** A person types what there is not: the edit that every school here meets by day. */
const EDIT = { H3: '共青团圆' };
const FILES = [labs.SCHOOL, labs.COLLEGE];
const NOW = new Date().toISOString();

let school: string;
/** What the command line makes of the same school in a folder: after a night, and of the college's workbook after the edit. */
let byNight: Readonly<Record<string, unknown>>;
let byDay: unknown;

beforeAll(async () => {
  school = await labs.makeSchool();
  const twin = labs.copyOf(school);
  const shown = (name: string): unknown => labs.cellsOf(readFileSync(join(twin, name)));
  expect(await main(['audit', twin, '--quiet'], {})).toBe(0);
  byNight = Object.fromEntries(FILES.map((name) => [name, shown(name)]));
  typeInto(join(twin, labs.COLLEGE), '花名册', EDIT);
  expect(await main(['audit', twin, '--quiet'], {})).toBe(0);
  byDay = shown(labs.COLLEGE);
  labs.remove(twin);
  await bundles();
}, LONG);
afterAll(() => labs.remove(school));

async function shownAt(lab: labs.FilesLab): Promise<Readonly<Record<string, unknown>>> {
  const files = FILES.map(async (name) => [name, labs.cellsOf(await lab.bytes(name))] as const);
  return Object.fromEntries(await Promise.all(files));
}

function edited(bytes: Buffer): Buffer {
  const folder = labs.copyOf(school);
  const path = join(folder, labs.COLLEGE);
  try {
    writeFileSync(path, bytes);
    typeInto(path, '花名册', EDIT);
    return readFileSync(path);
  } finally {
    labs.remove(folder);
  }
}

type Planted = readonly [what: string, fault: Fault, kind: string | undefined];
const OF_BOTH: readonly Planted[] = [
  ['a lost answer', 'cut-after', undefined],
  ['a file that others have changed (412)', { status: 412, type: '' }, undefined],
];
/** What befalls the first write, and the failure by which the state machine tries again; the others come to their end at once. */
const FAULTS: Readonly<Record<'disk' | 'bucket', readonly Planted[]>> = {
  bucket: OF_BOTH,
  disk: [
    ...OF_BOTH,
    ['a file that somebody has open (423)', { status: 423, type: '' }, undefined],
    ['too many requests (429)', { status: 429, type: '' }, 'TryLater'],
    ['a disk that is full (507)', { status: 507, type: '' }, 'TryLater'],
  ],
};

const look = (execution: string): object => start(execution, new Date().toISOString());

describe.each([
  { what: 'a campus disk', kind: 'disk', tool: WSGIDAV, open: startWsgidav },
  { what: 'a bucket', kind: 'bucket', tool: MOTO, open: startMoto },
] as const)('a school on $what', ({ kind, tool, open }) => {
  const missing = findTool(tool.name) === null ? notRun(tool.name, tool.how) : null;
  let server: OtherServer | null = null;
  let lab: labs.FilesLab;
  let assessed: Assessed;

  beforeAll(async () => {
    server = missing === null ? await open() : null;
    if (server === null) return;
    const table = await engine.table();
    lab = await labs.openFilesLab(server, kind, school, { engine: engine.endpoint(), table, account: ACCOUNT });
  }, LONG);
  afterAll(async () => {
    if (server !== null) await lab.close();
    await server?.stop();
  });

  it('is shown by a night what the command line shows in a folder', { timeout: LONG }, async ({ skip }) => {
    if (server === null) return skip(missing ?? '');
    const [first] = await lab.send('look-at-place', look('before there is anything'));
    expect(first?.answer).toEqual({ seen: true, changed: 0 });
    assessed = await labs.night(lab, 'night', NOW);
    expect(await shownAt(lab)).toEqual(byNight);
  });

  it('does not take its own writes for edits', { timeout: LONG }, async ({ skip }) => {
    if (server === null) return skip(missing ?? '');
    // Some time later: versions that are made of seconds are not told before.
    for (const name of FILES) await lab.save(name, await lab.bytes(name));
    await workOff('after the night');
    expect(judged()).toBe(0);
    const [again] = await lab.send('look-at-place', look('once more'));
    expect(again?.answer).toEqual({ seen: true, changed: 0 });
  });

  it('sees an edit by day, and shows what follows', { timeout: LONG }, async ({ skip }) => {
    if (server === null) return skip(missing ?? '');
    await lab.save(labs.COLLEGE, edited(await lab.bytes(labs.COLLEGE)));
    expect(await workOff('after the edit')).toBe(1);
    expect(judged()).toBe(1);
    // The school workbook waits for the night.
    expect(labs.cellsOf(await lab.bytes(labs.COLLEGE))).toEqual(byDay);
    expect(JSON.stringify(byDay)).toContain('政治面貌“共青团圆”不在可选项中');
  });

  it.each(FAULTS[kind])(
    'is written after %s, and nothing that was typed is lost',
    {
      timeout: LONG,
    },
    async (_, fault, expected) => {
      if (server === null) return;
      const original = readFileSync(join(school, labs.COLLEGE));
      await lab.save(labs.COLLEGE, original);
      let writes = 0;
      lab.plan(({ method }) => (method === 'PUT' && ++writes === 1 ? fault : null));
      const event = { night: assessed.night, college: 'JSJ' };
      const [spoilt, second] = await lab.send('publish-college', event, event);
      lab.plan(() => null);
      expect(spoilt?.error?.type).toBe(expected);
      expect(answerOf(second!)).toBeNull();
      expect(labs.cellsOf(await lab.bytes(labs.COLLEGE))).toEqual(byNight[labs.COLLEGE]);
    },
  );

  it('asks nothing of the table and of the bucket but what the roles allow', { timeout: LONG }, ({ skip }) => {
    if (server === null) return skip(missing ?? '');
    const permissions = permissionsOf(templatesOf(aFilesConfig('s3://a-bucket/school/')).stateless);
    for (const name of deployedFor('files')) {
      const { table, place } = lab.accessesOf(name);
      expect([name, table.filter((access) => !isGrantedBy(permissions, name, access))]).toEqual([name, []]);
      if (kind === 'bucket')
        expect([name, place.filter((access) => !isGrantedInBucket(permissions, name, access))]).toEqual([name, []]);
    }
    expect(lab.accessesOf('assess-school').place).toEqual([]);
  });

  let judgements = 0;
  /** One look, and the queue worked off; gives how many messages there were. */
  async function workOff(execution: string): Promise<number> {
    const [seen] = await lab.send('look-at-place', look(execution));
    expect(seen?.answer).toMatchObject({ seen: true });
    const batch = lab.queue.batch();
    judgements = 0;
    if (batch.Records.length === 0) return 0;
    const [worked] = await lab.send('process-change', batch);
    expect(worked?.answer).toEqual({ batchItemFailures: [] });
    judgements = (worked?.log ?? []).filter((line) => line.includes('"Lag"')).length;
    return batch.Records.length;
  }
  const judged = (): number => judgements;
});

describe('a place that cannot be looked at', () => {
  const environment = async (): Promise<Readonly<Record<string, string>>> => ({
    DYNAMODB_ENDPOINT: engine.endpoint(),
    XIETONG_TABLE: await engine.table(),
    XIETONG_QUEUE_URL: 'http://127.0.0.1:9/000000000000/changes.fifo',
    XIETONG_DAV_CREDENTIALS: JSON.stringify(ACCOUNT),
  });

  it.each([
    ['away', 'TryLater', '连不上网盘，稍后重试', { XIETONG_PLACE: 'dav+http://127.0.0.1:49151/' }],
    [
      'whose password nobody has typed in',
      'BadEnvironment',
      '环境变量 XIETONG_DAV_CREDENTIALS 的值不能用：应为一个 JSON 文件的路径，里面有 user 和 password（云端为密钥的内容）。请改正或删除这个变量。',
      { XIETONG_PLACE: 'dav+https://disk.invalid/', XIETONG_DAV_CREDENTIALS: '{}' },
    ],
  ])(
    '%s, is no failure of the function: its log says why, and no look is counted',
    {
      timeout: LONG,
    },
    async (_, kind, message, more) => {
      const own = { ...(await environment()), ...more };
      const { answer, error, log } = await invoke('look-at-place', look('away'), own);
      expect([answer, error]).toEqual([{ seen: false, changed: 0 }, null]);
      expect(log.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ level: 'WARN', kind, message }]);
      expect(log.join()).not.toMatch(/Looks|geheim/);
    },
  );

  it('whose server overwrites what others save is only read, and the operator hears of it', {
    timeout: LONG,
  }, async ({ skip }) => {
    const server = await startRclone();
    if (server === null) return skip(notRun(RCLONE.name, RCLONE.how));
    const table = await engine.table();
    const lab = await labs.openFilesLab(server, 'disk', school, {
      engine: engine.endpoint(),
      table,
      account: ACCOUNT,
    });
    try {
      const [seen] = await lab.send('look-at-place', look('a liar'));
      expect(seen?.answer).toEqual({ seen: true, changed: 0 });
      expect(seen?.log.join('\n')).toMatch(/只读取、不写入[\s\S]*"Looks":1,"ReadOnlyPlace":1/);
      const [listed] = await lab.send('list-colleges', start('night', NOW));
      expect(listed?.error).toBeNull();
      const store = dynamoStore({ endpoint: engine.endpoint(), table });
      expect((await store.runs.notes('probe/')).map(({ value }) => JSON.parse(value) as unknown)).toMatchObject([
        { refusesOld: false },
      ]);
      for (const name of FILES) expect(await lab.bytes(name)).toEqual(readFileSync(join(school, name)));
    } finally {
      await lab.close();
      await server.stop();
    }
  });
});
