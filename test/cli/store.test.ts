import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import { findEngine, openEngine } from '../support/engine-process.ts';
import { freshCopy } from '../support/fresh-folder.ts';
import { MOTO, startMoto } from '../support/other-servers.ts';
import { runMain } from '../support/run-main.ts';
import { copySample } from '../support/sample-school.ts';
import { findTool, notRun } from '../support/tools.ts';

/** The same school on every kind of store, and from one to another. */

const SEALING = '2026-09-01';
const AUDIT = ['--as-of', '2026-07-15', '--quiet'];
let root: string;
let school: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'xietong-moving-'));
  school = join(root, 'school');
  const asOf = parseIsoDay('2026-07-15')!;
  await copySample(school, { colleges: 2, sample: 'moving', studentsPerCollege: 60, faults: true, asOf });
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

function aCopy(name: string): string {
  return freshCopy(school, join(root, name));
}

/** One command; what it writes to the terminal. */
async function run(argv: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const { code, said } = await runMain(argv, variables);
  return { code, said: said.trim() };
}

interface Told {
  /** The audit's JSON without what differs by run and kind of store. */
  readonly audit: string;
  /** What was sealed, line by line: people by digests of a salt that no two stores share. */
  readonly sealed: readonly string[];
}

/** An audit, and the seal of the year. */
async function tell(name: string, variables: Readonly<Record<string, string>>): Promise<Told> {
  const folder = aCopy(name);
  const json = join(root, `${name}.json`);
  const audited = await run(['audit', folder, ...AUDIT, '--json', json], variables);
  expect(audited).toEqual({ code: 0, said: '' });
  const audit = readFileSync(json, 'utf8')
    .replaceAll(/"(runId|startedAt|finishedAt|readRequests|writeRequests|place|checkedAt)": [^\n]*/gu, '')
    .replaceAll(folder, '');
  const sealed = await run(['year-end', folder, '--seal', '--as-of', SEALING, '--quiet'], variables);
  expect(sealed.code).toBe(0);
  const manifest = readdirSync(folder).find((file) => file.startsWith('封存-'))!;
  expect(statSync(join(folder, manifest)).mode & 0o777).toBe(0o600);
  const { content } = JSON.parse(readFileSync(join(folder, manifest), 'utf8')) as { readonly content: object };
  const lines = JSON.stringify(content, null, 1)
    .replaceAll(/#[0-9a-f]{24}/gu, '#')
    .split('\n');
  return { audit, sealed: lines.toSorted() };
}

describe('one school', () => {
  it('is told of alike whichever store it has', async (context) => {
    const embedded = await tell('embedded', {});
    expect(embedded.sealed.length).toBeGreaterThan(100);
    const others = [
      { name: 'dynoxide', missing: findEngine() === null, how: 'npm ci, on Linux x64', start: openEngine },
      {
        name: MOTO.name,
        missing: findTool(MOTO.name) === null,
        how: MOTO.how,
        start: async () => {
          const { url, stop } = (await startMoto())!;
          return { endpoint: url, stop };
        },
      },
    ];
    for (const { name, start } of others.filter(({ missing }) => !missing)) {
      const { endpoint, stop } = await start();
      try {
        expect([name, await tell(name, { DYNAMODB_ENDPOINT: endpoint })]).toEqual([name, embedded]);
      } finally {
        await stop();
      }
    }
    const absent = others.filter(({ missing }) => missing);
    if (absent.length > 0) context.skip(absent.map(({ name, how }) => notRun(name, how)).join('; '));
  }, 240_000);
});

describe('a store that moves', () => {
  it('to another place: the next run there finds nothing to book, and the history is there', async () => {
    const from = aCopy('from');
    await run(['audit', from, ...AUDIT]);
    const file = join(root, 'store.jsonl');
    const exported = await run(['store', 'export', file, '--place', from]);
    expect(exported).toEqual({
      code: 0,
      said: expect.stringMatching(/^已导出 \d+ 条记录、\d+ 个账户到“.+”。里面有学号，请妥善保管。$/u),
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const to = aCopy('to');
    for (const _ of ['once', 'twice']) {
      const imported = await run(['store', 'import', file, '--place', to]);
      expect(imported).toEqual({
        code: 0,
        said: expect.stringMatching(/^已迁入 \d+ 条记录、\d+ 个账户，逐户核对一致。原文件“.+”没有改动。$/u),
      });
    }
    const json = join(root, 'after.json');
    expect((await run(['audit', to, ...AUDIT, '--json', json])).code).toBe(0);
    expect(readFileSync(json, 'utf8')).toMatch(/"awards": 0,\s+"reversals": 0/u);
    const again = join(root, 'again.jsonl');
    await run(['store', 'export', again, '--place', from]);
    expect(readFileSync(again, 'utf8') === readFileSync(file, 'utf8')).toBe(true);
  }, 120_000);

  it.each<[string, (text: string) => string, RegExp]>([
    ['cut short', (text) => text.slice(0, text.length / 2), /^要迁入的文件(第 \d+ 行读不懂|不完整)/u],
    ['without its last line', (text) => text.slice(0, text.lastIndexOf('\n', text.length - 2)), /^要迁入的文件不完整/u],
    [
      'with a changed total',
      (text) => text.replace(/\\"total\\":(\d)/u, '\\"total\\":1$1'),
      /^存储（要迁入的文件）中组织“.+”的账户与导出时不一致，核对没有通过。请重新导出$/u,
    ],
    ['that is something else', () => '[]\n', /^这个文件不是 store export 导出的/u],
  ])(
    'is refused as a file %s, and nothing is written',
    async (name, change, words) => {
      const from = aCopy(`from ${name}`);
      await run(['audit', from, ...AUDIT]);
      const file = join(root, `${name}.jsonl`);
      await run(['store', 'export', file, '--place', from, '--quiet']);
      writeFileSync(file, change(readFileSync(file, 'utf8')));
      const to = aCopy(`to ${name}`);
      const outcome = await run(['store', 'import', file, '--place', to]);
      expect(outcome).toEqual({ code: 2, said: expect.stringMatching(words) });
      const history = await run(['history', '--place', to]);
      expect(history.said).toBe('还没有带来变化的运行。请先运行 audit。');
    },
    60_000,
  );

  it('never into a store that holds other things', async () => {
    const [one, other] = [aCopy('one'), aCopy('other')];
    for (const folder of [one, other]) await run(['audit', folder, ...AUDIT]);
    const file = join(root, 'one.jsonl');
    await run(['store', 'export', file, '--place', one, '--quiet']);
    expect(await run(['store', 'import', file, '--place', other])).toEqual({
      code: 2,
      said: expect.stringMatching(/^存储文件“.+”里已经有别的记录，什么也没有写入。请迁入一个还没有用过的存储$/u),
    });
  }, 60_000);

  it('says in plain words why a file cannot be written or read', async () => {
    expect(await run(['store', 'export', join(root, 'nowhere', 'x'), '--place', school])).toEqual({
      code: 2,
      said: `无法写入“${join(root, 'nowhere', 'x')}”：它所在的文件夹不存在。请换一个可以写的位置。`,
    });
    expect(await run(['store', 'import', join(root, 'nowhere'), '--place', school])).toEqual({
      code: 2,
      said: `打不开“${join(root, 'nowhere')}”。请检查路径和读取权限。`,
    });
  });

  it('says what an unknown action should be', async () => {
    expect(await run(['store', 'copy', 'x', '--place', school])).toEqual({
      code: 2,
      said: '不认识的动作“copy”。请写 store export 文件，或 store import 文件。',
    });
  });
});

describe('the file of the former embedded store', () => {
  /** As the engine laid it out. */
  function engineFile(file: string): void {
    const sqlite = new DatabaseSync(file);
    sqlite.exec('CREATE TABLE _tables (table_name TEXT PRIMARY KEY)');
    sqlite.exec(
      'CREATE TABLE "xietong" (pk TEXT NOT NULL, sk TEXT NOT NULL, item_json TEXT NOT NULL, PRIMARY KEY (pk, sk))',
    );
    sqlite.exec("INSERT INTO _tables VALUES ('xietong')");
    const put = sqlite.prepare('INSERT INTO "xietong" VALUES (?, ?, ?)');
    for (const name of ['a', 'b']) {
      const item = { pk: { S: 'NOTE' }, sk: { S: name }, text: { S: `text of ${name}` }, writer: { S: 'x' } };
      put.run('S:NOTE', `S:${name}`, JSON.stringify(item));
    }
    sqlite.close();
  }

  it('is found and offered in one sentence; once it is imported, runs go on', async () => {
    const folder = aCopy('former');
    await run(['audit', folder, ...AUDIT]);
    const state = join(folder, '.xietong');
    rmSync(state, { recursive: true });
    mkdirSync(state);
    const file = join(state, 'dynamodb.db');
    engineFile(file);
    const before = readFileSync(file);
    expect(await run(['audit', folder, ...AUDIT])).toEqual({
      code: 2,
      said: `这里有旧版软件的存储文件“${file}”，里面的积分流水和封存还没有迁过来。请先运行 store import "${file}"（加 --place 指明台账的位置）；确定不要旧记录的，请把这个文件移到别处`,
    });
    expect(readdirSync(state)).toEqual(['dynamodb.db']);
    expect(await run(['store', 'import', file, '--place', folder])).toEqual({
      code: 0,
      said: `已迁入 2 条记录、0 个账户，逐户核对一致。原文件“${file}”没有改动。`,
    });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect((await run(['audit', folder, ...AUDIT])).code).toBe(0);
  }, 60_000);

  it('with two tables is refused, as any other database is', async () => {
    const file = join(root, 'dynamodb.db');
    engineFile(file);
    const sqlite = new DatabaseSync(file);
    sqlite.exec("INSERT INTO _tables VALUES ('another')");
    sqlite.close();
    expect((await run(['store', 'import', file, '--place', school])).said).toBe(
      `旧的存储文件“${file}”里有 2 张表，不知道要迁哪一张；应当只有一张。请先从备份取只存这一所学校的文件`,
    );
    const other = join(root, 'other.db');
    const database = new DatabaseSync(other);
    database.exec('CREATE TABLE t (a)');
    database.close();
    expect((await run(['store', 'import', other, '--place', school])).said).toBe(
      `“${other}”不是本软件的存储文件，也不是导出的文件`,
    );
  });
});
