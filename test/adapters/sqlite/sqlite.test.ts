import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openOnOneMachine } from '../../../functions/adapters/sqlite/one-machine.ts';
import { openSqlite } from '../../../functions/adapters/sqlite/store.ts';
import { storeIn } from '../../../functions/adapters/store/store.ts';
import { Refused, TryLater } from '../../../shared/ports.ts';
import { change, noise, YEAR } from '../store/accounts.ts';

const SETTLER = fileURLToPath(new URL('./settler.ts', import.meta.url));
let stateFolder: string;

beforeEach(async () => {
  stateFolder = join(await mkdtemp(join(tmpdir(), '台账 store ')), '.xietong');
});
afterEach(() => rm(join(stateFolder, '..'), { recursive: true, force: true }));

async function open(options: { readonly readOnly?: boolean } = {}) {
  const { table, close } = await openSqlite({ stateFolder, ...options });
  return { store: storeIn(table), table, close };
}

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('what is stored is its owner’s only', () => {
  test('folder, database and the files beside it', async () => {
    const { store, close } = await open();
    await store.ledger.settle([change('P1')]);
    expect(modeOf(stateFolder)).toBe(0o700);
    const files = readdirSync(stateFolder);
    expect(files.map((name) => name.replace(/^lease-.+/u, 'lease')).toSorted()).toEqual([
      'lease',
      'xietong.db',
      'xietong.db-shm',
      'xietong.db-wal',
    ]);
    for (const file of files) expect([file, modeOf(join(stateFolder, file))]).toEqual([file, 0o600]);
    await close();
    expect(readdirSync(stateFolder)).toEqual(['xietong.db']);
  });

  test('also in a folder that was there, and where the file was open to all', async () => {
    mkdirSync(stateFolder, { mode: 0o755 });
    await writeFile(join(stateFolder, 'xietong.db'), '', { mode: 0o644 });
    await (await open()).close();
    expect([modeOf(stateFolder), modeOf(join(stateFolder, 'xietong.db'))]).toEqual([0o755, 0o600]);
  });
});

describe('a database of one process', () => {
  test('whose making was cut off is read as empty, and left as it is', async () => {
    mkdirSync(stateFolder, { mode: 0o700 });
    await writeFile(join(stateFolder, 'xietong.db'), '', { mode: 0o600 });
    const { store, close } = await open({ readOnly: true });
    expect(await store.runs.notes('')).toEqual([]);
    await close();
    expect(await readFile(join(stateFolder, 'xietong.db'), 'utf8')).toBe('');
    const made = await open();
    await made.store.ledger.settle([change('P1')]);
    await made.close();
    const read = await open({ readOnly: true });
    expect((await read.store.ledger.balances(YEAR)).length).toBe(1);
    await read.close();
  });

  test('keeps what was settled, also with blanks and Chinese in the path', async () => {
    const first = await open();
    await first.store.ledger.settle([change('P1')]);
    await first.close();
    await first.close();
    const second = await open();
    expect(await second.store.ledger.balances(YEAR)).toEqual([change('P1').balance]);
    await second.close();
  });

  test('forgets what has expired when it is opened', async () => {
    const first = await open();
    await first.store.runs.putNote('old', 'x', '2020-01-01T00:00:00Z');
    await first.store.runs.putNote('new', 'x', '2100-01-01T00:00:00Z');
    expect((await first.table.all()).map(({ sk }) => sk)).toEqual(['old', 'new']);
    await first.close();
    const second = await open();
    expect((await second.table.all()).map(({ sk }) => sk)).toEqual(['new']);
    await second.close();
  });

  test('says nothing on standard error, as on every supported Node', () => {
    const script = `const { openSqlite } = await import(${JSON.stringify(import.meta.resolve('../../../functions/adapters/sqlite/store.ts'))}); await (await openSqlite({ stateFolder: null })).close();`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });
});

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

describe('several processes on one state folder', () => {
  test('settle exactly', async () => {
    const settlers = ['a', 'b', 'c', 'd'].map((run) => startSettler(run, 25));
    expect(await Promise.all(settlers.map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
    await expectExactly(100, 100);
  }, 60_000);

  test.each([1, 2, 3])(
    'also when some are killed in the middle, time %i',
    async () => {
      const settlers = ['a', 'b', 'c', 'd', 'e'].map((run) => startSettler(run, 20));
      const [first, second] = settlers as [Settler, Settler];
      await Promise.all([first.until('settled', 2), second.until('settled', 4)]);
      first.child.kill('SIGKILL');
      second.child.kill('SIGKILL');
      await Promise.all(settlers.map(({ ended }) => ended));
      const acknowledged = settlers.flatMap(({ lines }) => lines()).filter((line) => line === 'settled').length;
      expect(acknowledged).toBeGreaterThanOrEqual(66);
      // A killed one may have had one increment written that it did not live to tell of.
      await expectExactly(acknowledged, acknowledged + 2);
    },
    60_000,
  );

  async function expectExactly(atLeast: number, atMost: number): Promise<void> {
    const { store, close } = await open();
    const [balance] = await store.ledger.balances(YEAR);
    const settlements = await store.ledger.settlements(YEAR, 'shared');
    await close();
    expect(balance?.total).toBeGreaterThanOrEqual(atLeast);
    expect(balance?.total).toBeLessThanOrEqual(atMost);
    expect(settlements.map(({ sequence }) => sequence)).toEqual(settlements.map((_, index) => index + 1));
    expect(settlements.flatMap(({ entries }) => entries).reduce((sum, { counted }) => sum + counted, 0)).toBe(
      balance?.total,
    );
    expect(balance?.version).toBe(balance?.total);
  }
});

describe('a second machine on a shared folder', () => {
  const lease = (): string => join(stateFolder, readdirSync(stateFolder).find((name) => name.startsWith('lease-'))!);
  const age = (file: string, seconds: number): void => {
    const then = Date.now() / 1_000 - seconds;
    utimesSync(file, then, then);
  };

  test('is refused with the name of the first and the time when it was last at work', async () => {
    mkdirSync(stateFolder);
    const first = openOnOneMachine(stateFolder, false, 'XB-PC-01');
    age(lease(), 60);
    for (const readOnly of [false, true]) {
      const failure = await open({ readOnly }).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(TryLater);
      expect((failure as Error).message).toMatch(
        /^电脑“XB-PC-01”正在使用这个状态文件夹（北京时间 \d{4}-\d\d-\d\d \d\d:\d\d 还在运行）。同一个文件夹同时只能由一台电脑运行：请等那台电脑上的程序结束；那台电脑已经断电或断网的，3 分钟后再试$/u,
      );
    }
    expect(readdirSync(stateFolder).filter((name) => name.startsWith('lease-'))).toHaveLength(1);
    first.close();
    await (await open()).close();
  });

  test('takes over three minutes after the first was last heard of, not before', async () => {
    mkdirSync(stateFolder);
    openOnOneMachine(stateFolder, false, 'XB-PC-01');
    age(lease(), 170);
    await expect(open()).rejects.toBeInstanceOf(TryLater);
    age(lease(), 190);
    const second = await open();
    expect(readdirSync(stateFolder).filter((name) => name.startsWith('lease-'))).toHaveLength(1);
    await second.close();
  });

  test('that has taken over is not overrun by the first when that one wakes up again', async () => {
    const { store, close } = await open();
    const own = lease();
    age(own, 600);
    const second = openOnOneMachine(stateFolder, false, 'XB-PC-02');
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 600_000);
    await expect(store.ledger.settle([change('P1')])).rejects.toThrow(/^电脑“XB-PC-02”正在使用/u);
    vi.restoreAllMocks();
    second.close();
    await close();
  });
});

describe('what cannot be used is said in plain words', () => {
  test('a folder that cannot be made', async () => {
    await writeFile(join(stateFolder, '..', 'file'), '');
    const inFile = join(stateFolder, '..', 'file', 'state');
    await expect(openSqlite({ stateFolder: inFile })).rejects.toThrow(/^无法写入状态文件夹“.+”（ENOTDIR）/u);
    await expect(openSqlite({ stateFolder: '/proc/xietong' })).rejects.toBeInstanceOf(Refused);
    await expect(openSqlite({ stateFolder: join(stateFolder, '..', 'file') })).rejects.toBeInstanceOf(Refused);
  });

  test('a damaged database is refused and left as it is', async () => {
    mkdirSync(stateFolder);
    const file = join(stateFolder, 'xietong.db');
    await writeFile(file, 'no database, no database, no database');
    const failure = await open().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Refused);
    expect((failure as Error).message).toBe(
      `存储文件“${file}”已损坏（file is not a database），没有改动它。请从备份恢复该文件；没有备份的，把它改名保留后重新运行，积分会按现有台账重新记入`,
    );
    expect(await readFile(file, 'utf8')).toBe('no database, no database, no database');
  });

  test('a database of a newer version is refused', async () => {
    await (await open()).close();
    const file = join(stateFolder, 'xietong.db');
    const sqlite = new DatabaseSync(file);
    sqlite.exec('PRAGMA user_version = 2');
    sqlite.close();
    await expect(open()).rejects.toThrow(
      `存储文件“${file}”是由更新版本的软件写的，本版本读不懂，没有改动它。请改用新版本运行`,
    );
  });

  test('a file that another program keeps locked', async () => {
    const { store, close } = await open();
    const other = new DatabaseSync(join(stateFolder, 'xietong.db'));
    other.exec('BEGIN IMMEDIATE');
    const waiting = expect(store.ledger.settle([change('P1')])).rejects.toThrow(/一直被另一个正在运行的程序占用/u);
    await waiting;
    other.exec('ROLLBACK');
    expect(await store.ledger.settle([change('P1')])).toEqual({ conflicts: [], stale: [] });
    other.close();
    await close();
  }, 60_000);

  test('a full disk', async (context) => {
    const disk = join(stateFolder, '..', 'disk');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', disk]).status === 0;
    if (!mounted) context.skip('not run: a small disk can be mounted by root only');
    const state = join(disk, '.xietong');
    try {
      const { table, close } = await openSqlite({ stateFolder: state });
      const { ledger } = storeIn(table);
      await ledger.settle([change('P1')]);
      const large = [{ ...change('P2').inForce[0]!, title: noise(500_000) }];
      const failure = await ledger.settle([change('P2', { entries: large })]).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(TryLater);
      expect((failure as Error).message).toBe(
        `磁盘空间不足，状态文件夹“${state}”写不进去。已经写入的内容不受影响；请在这块磁盘上腾出空间，再重新运行`,
      );
      expect((await ledger.balances(YEAR)).map(({ organization }) => organization)).toEqual(['P1']);
      await close();
      await writeFile(join(disk, 'filler'), Buffer.alloc(400_000)).catch(() => {});
      await expect(openSqlite({ stateFolder: join(disk, 'another') })).rejects.toThrow(/^磁盘空间不足/u);
    } finally {
      spawnSync('umount', [disk]);
    }
  });
});

describe('a state folder that may only be read', () => {
  test('is read as it stands', async (context) => {
    const { store, close } = await open();
    await store.ledger.settle([change('P1')]);
    await close();
    chmodSync(stateFolder, 0o500);
    if (process.getuid?.() === 0) {
      const done = spawnSync('mount', ['--bind', '-o', 'ro', stateFolder, stateFolder]).status === 0;
      if (!done) context.skip('not run: root writes everywhere, and could not mount the folder read-only');
    }
    try {
      const { store: read, close: end } = await open({ readOnly: true });
      expect(await read.ledger.balances(YEAR)).toEqual([change('P1').balance]);
      await end();
      expect(readdirSync(stateFolder)).toEqual(['xietong.db']);
    } finally {
      spawnSync('umount', [stateFolder]);
      chmodSync(stateFolder, 0o700);
    }
  });
});
