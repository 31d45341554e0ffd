import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dynamoStore } from '../../../functions/adapters/dynamodb/store.ts';
import { findBinary } from '../../../functions/adapters/engine/binary.ts';
import { type Engine, openEngine } from '../../../functions/adapters/engine/engine.ts';
import { Refused } from '../../../shared/ports.ts';
import { change, YEAR } from '../dynamodb/accounts.ts';

const SETTLER = fileURLToPath(new URL('./settler.ts', import.meta.url));
let stateFolder: string;

beforeEach(async () => {
  stateFolder = join(await mkdtemp(join(tmpdir(), '台账 engine ')), '.xietong');
});
afterEach(() => rm(join(stateFolder, '..'), { recursive: true, force: true }));

function storeOn(engine: Engine) {
  return dynamoStore({ endpoint: engine.endpoint, table: 'xietong' });
}

interface Settler {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  lines(): readonly string[];
  until(line: string, count: number): Promise<void>;
}

function startSettler(run: string, times: number): Settler {
  const child = spawn(process.execPath, [SETTLER, stateFolder, run, String(times)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const lines = () => said.split('\n').filter((line) => line !== '');
  return {
    child,
    ended: new Promise((tell) => child.once('close', tell)),
    lines,
    async until(line, count) {
      while (lines().filter((each) => each === line).length < count && child.exitCode === null) await sleep(5);
    },
  };
}

/** Processes that run on the database of this test, by what the system lists. */
async function engineProcesses(): Promise<readonly number[]> {
  const database = join(stateFolder, 'dynamodb.db');
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/u.test(name)) continue;
    const words = (await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')).split('\0');
    if (words.includes(database)) found.push(Number(name));
  }
  return found;
}

async function untilNoEngine(limit = 8_000): Promise<readonly number[]> {
  for (let waited = 0; waited < limit; waited += 50) {
    if ((await engineProcesses()).length === 0) return [];
    await sleep(50);
  }
  return engineProcesses();
}

async function leases(): Promise<readonly string[]> {
  return (await readdir(stateFolder)).filter((name) => name.startsWith('engine-'));
}

describe('an engine of one process', () => {
  test('keeps what was settled in its state folder, also with blanks and Chinese in the path', async () => {
    const first = await openEngine({ stateFolder });
    await storeOn(first).ensureTable();
    await storeOn(first).ledger.settle([change('P1')]);
    await first.stop();
    expect(await engineProcesses()).toEqual([]);
    const second = await openEngine({ stateFolder });
    expect(await storeOn(second).ledger.balances(YEAR)).toEqual([change('P1').balance]);
    await second.stop();
    await second.stop();
    expect(await leases()).toEqual([]);
  });

  test('in memory it leaves no file', async () => {
    const engine = await openEngine({ stateFolder: null });
    expect(engine.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
    await storeOn(engine).ensureTable();
    await engine.stop();
  });

  test('killed itself, it loses nothing that it acknowledged', async () => {
    const sentences: string[] = [];
    const first = await openEngine({ stateFolder, log: (sentence) => sentences.push(sentence) });
    await storeOn(first).ensureTable();
    const changes = Array.from({ length: 100 }, (_, number) => change(`P${number}`));
    await storeOn(first).ledger.settle(changes);
    for (const pid of await engineProcesses()) process.kill(pid, 'SIGKILL');
    expect(await untilNoEngine()).toEqual([]);
    await expect.poll(() => sentences, { timeout: 10_000 }).toEqual([expect.stringMatching(/意外退出/u)]);
    await first.stop();
    const second = await openEngine({ stateFolder });
    expect(await storeOn(second).ledger.balances(YEAR)).toHaveLength(100);
    await second.stop();
  });

  test('whose supervisor was killed is ended by the next start', async () => {
    const first = await openEngine({ stateFolder });
    const [lease] = await leases();
    const { supervisor, engine } = JSON.parse(await readFile(join(stateFolder, lease!), 'utf8'));
    process.kill(supervisor, 'SIGKILL');
    await first.stop();
    expect(await engineProcesses()).toContain(engine);
    const sentences: string[] = [];
    const second = await openEngine({ stateFolder, log: (sentence) => sentences.push(sentence) });
    expect(sentences).toEqual([`已结束上次异常退出时留下的存储引擎进程 ${engine}`]);
    await second.stop();
    expect(await untilNoEngine()).toEqual([]);
    expect(await leases()).toEqual([]);
  });
});

describe('a process that ends', () => {
  test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('by %s takes its engine along', async (signal) => {
    const settler = startSettler('run', 1_000_000);
    await settler.until('settled', 3);
    settler.child.kill(signal);
    await settler.ended;
    expect(await untilNoEngine()).toEqual([]);
    expect(await leases()).toEqual([]);
  });
});

describe('several processes on one state folder', () => {
  test('settle exactly, each with an engine of its own on the same file', async () => {
    const settlers = ['a', 'b', 'c', 'd'].map((run) => startSettler(run, 12));
    expect(await Promise.all(settlers.map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
    await expectExactly(48, 48);
  }, 60_000);

  test('also when some are killed in the middle', async () => {
    const settlers = ['a', 'b', 'c', 'd', 'e'].map((run) => startSettler(run, 10));
    const [first, second] = settlers as [Settler, Settler];
    await Promise.all([first.until('settled', 2), second.until('settled', 4)]);
    first.child.kill('SIGKILL');
    second.child.kill('SIGKILL');
    await Promise.all(settlers.map(({ ended }) => ended));
    const acknowledged = settlers.flatMap(({ lines }) => lines()).filter((line) => line === 'settled').length;
    expect(acknowledged).toBeGreaterThanOrEqual(36);
    // A killed one may have had one increment applied whose answer it did not live to see.
    await expectExactly(acknowledged, acknowledged + 2);
    expect(await untilNoEngine()).toEqual([]);
  }, 60_000);

  async function expectExactly(atLeast: number, atMost: number): Promise<void> {
    const engine = await openEngine({ stateFolder });
    const { ledger } = storeOn(engine);
    const [balance] = await ledger.balances(YEAR);
    const settlements = await ledger.settlements(YEAR, 'shared');
    await engine.stop();
    expect(balance?.total).toBeGreaterThanOrEqual(atLeast);
    expect(balance?.total).toBeLessThanOrEqual(atMost);
    expect(settlements.map(({ sequence }) => sequence)).toEqual(settlements.map((_, index) => index + 1));
    expect(settlements.flatMap(({ entries }) => entries).reduce((sum, { counted }) => sum + counted, 0)).toBe(
      balance?.total,
    );
    expect(balance?.version).toBe(balance?.total);
  }
});

describe('what cannot be used is said in plain words', () => {
  test('a folder that cannot be made', async () => {
    await writeFile(join(stateFolder, '..', 'file'), '');
    const inFile = join(stateFolder, '..', 'file', 'state');
    await expect(openEngine({ stateFolder: inFile })).rejects.toThrow(/^无法写入状态文件夹“.+”（ENOTDIR）/u);
    await expect(openEngine({ stateFolder: '/proc/xietong' })).rejects.toBeInstanceOf(Refused);
    await expect(openEngine({ stateFolder: join(stateFolder, '..', 'file') })).rejects.toBeInstanceOf(Refused);
  });

  test('a damaged database is refused and left as it is', async () => {
    const engine = await openEngine({ stateFolder });
    await storeOn(engine).ensureTable();
    await engine.stop();
    const file = join(stateFolder, 'dynamodb.db');
    // An engine that ended at once may leave its log, from which the next one heals the file.
    await rm(`${file}-wal`, { force: true });
    await writeFile(file, 'no database, no database, no database');
    await expect(openEngine({ stateFolder })).rejects.toThrow(/^无法打开状态文件“.+dynamodb\.db”/u);
    expect(await readFile(file, 'utf8')).toBe('no database, no database, no database');
    expect(await untilNoEngine()).toEqual([]);
  });

  test('no program', async () => {
    await expect(findBinary(['/nowhere/dynoxide'])).rejects.toThrow(/npm ci.+DYNAMODB_ENDPOINT/u);
  });
});
