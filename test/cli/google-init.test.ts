import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { workbookSecret } from '../../functions/adapters/webhook/verify.ts';
import { main } from '../../functions/cli/main.ts';
import { pictureOf, sheetCalled, typeIn } from '../support/google-server/backend.ts';
import { SERVICE_ACCOUNT } from '../support/google-server/batch.ts';
import { type GoogleServer, openGoogleServer } from '../support/google-server/server.ts';

/** Calls after which the command is ended in turn: all of them with `EVERY_CALL=1`. */
const STEP = process.env.EVERY_CALL === '1' ? 1 : 5;
let root = '';
let server: GoogleServer;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'xietong-google-init-'));
  server = await openGoogleServer();
});

afterEach(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

async function run<Json>(...args: string[]): Promise<{ code: number; json: Json }> {
  const file = join(root, 'out.json');
  const environment = {
    XIETONG_GOOGLE_API: server.url,
    XIETONG_GOOGLE_PER_MINUTE: '6000',
    XIETONG_STATE: join(root, 'state'),
  };
  const day = args[0] === 'doctor' ? [] : ['--as-of', '2026-07-15'];
  const code = await main([...args, ...day, '--quiet', '--json', file], environment);
  return { code, json: JSON.parse(readFileSync(file, 'utf8')) as Json };
}

async function code(...args: string[]): Promise<number> {
  const environment = {
    XIETONG_GOOGLE_API: server.url,
    XIETONG_GOOGLE_PER_MINUTE: '6000',
    XIETONG_STATE: join(root, 'state'),
  };
  return await main([...args, '--as-of', '2026-07-15', '--quiet'], environment);
}

/** A stand-in without workbooks but for blank ones, and no state. */
async function fresh(): Promise<void> {
  await server.close();
  server = await openGoogleServer();
  for (const id of ['blank-school-1', 'blank-college-1']) server.add(id, ['工作表1']);
  rmSync(join(root, 'state'), { recursive: true, force: true });
}

/** All workbooks of an `init` that comes to its end. */
async function anInit(place: string, options: readonly string[]) {
  const { code: done, json } = await run<Made>('init', place, ...options);
  expect(done).toBe(0);
  return json.workbooks.map(({ name, id }) => ({
    name,
    id,
    permissions: server.workbook(id).permissions,
    picture: pictureOf(server.workbook(id)),
  }));
}

interface Made {
  school: string;
  workbooks: { name: string; id: string }[];
}
interface Doctor {
  ok: boolean;
  checks: { what: string; ok: boolean; text: string }[];
}

describe('init google:', () => {
  it('makes and shares the workbooks, and registers the colleges by their ids; audit and doctor take them', async () => {
    const { code, json } = await run<Made>(
      'init',
      'google:',
      '--colleges',
      '2',
      '--share',
      'office@school.edu.cn，deputy@school.edu.cn',
    );
    expect(code).toBe(0);
    expect(json.workbooks.map(({ name }) => name)).toEqual(['学院01台账', '学院02台账', '校级总表']);
    const registrations = sheetCalled(server.workbook(json.school), '学院登记');
    const cells = registrations.rows.slice(1, 3).map((row) => row[2]?.effectiveValue?.stringValue);
    expect(cells).toEqual(json.workbooks.slice(0, 2).map(({ id }) => id));
    for (const { id } of json.workbooks)
      expect(server.workbook(id).permissions.map(({ role, emailAddress }) => `${role} ${emailAddress}`)).toEqual([
        'writer office@school.edu.cn',
        'writer deputy@school.edu.cn',
      ]);
    const titles = server.workbook(json.workbooks[0]!.id).sheets.map(({ properties }) => properties.title);
    expect(titles).toEqual(
      expect.arrayContaining(['填写说明', '组织', '花名册', '概览', '即将到期', '问题清单', '积分明细', '积分排名']),
    );
    expect(titles).not.toContain('Sheet1');
    const audited = await run<{ workbooks: { error: string | null }[] }>('audit', `google:${json.school}`);
    expect(audited.json.workbooks.map(({ error }) => error)).toEqual([null, null]);
    expect(audited.code).toBe(0);
    const { code: healthy, json: doctor } = await run<Doctor>('doctor', `google:${json.school}`);
    expect([healthy, doctor.ok]).toEqual([0, true]);
  }, 60_000);

  it('offers drop-downs, ids as text, and frozen headings', async () => {
    const { json } = await run<Made>('init', 'google:', '--colleges', '1');
    const roster = sheetCalled(server.workbook(json.workbooks[0]!.id), '花名册');
    expect(roster.properties.gridProperties.frozenRowCount).toBe(1);
    const cell = roster.rows[5]?.find((one) => one?.dataValidation?.condition?.type === 'ONE_OF_LIST');
    expect(cell?.dataValidation?.strict).toBe(false);
    expect(roster.rows[5]?.[0]?.userEnteredFormat?.numberFormat?.type).toBe('TEXT');
  }, 60_000);

  it('fills blank workbooks that somebody else has made, and nothing that has content', async () => {
    for (const id of ['blank-school-1', 'blank-college-1']) server.add(id, ['工作表1']);
    const place = 'google:blank-school-1,blank-college-1';
    expect((await run<Made>('init', place)).code).toBe(0);
    expect(sheetCalled(server.workbook('blank-school-1'), '学院登记').rows[1]?.[2]?.effectiveValue?.stringValue).toBe(
      'blank-college-1',
    );
    const before = server.workbook('blank-college-1').version;
    // However often it is tried; and nothing is left to be resumed.
    for (let times = 1; times <= 3; times++) expect(await code('init', place)).toBe(2);
    expect(server.workbook('blank-college-1').version).toBe(before);
    expect(existsSync(join(root, 'state', 'init-google.json'))).toBe(false);
  }, 60_000);

  it.each([
    ['new workbooks', 'google:', ['created-workbook-3', 'created-workbook-4']],
    [
      'workbooks that somebody else has made',
      'google:blank-school-1,blank-college-1',
      ['blank-college-1', 'blank-school-1'],
    ],
  ])(
    'that ends at any call is brought to its end by the same command: %s',
    async (_, place, ids) => {
      const share = ['--colleges', '1', '--share', 'office@school.edu.cn'];
      await fresh();
      const undisturbed = await anInit(place, share);
      const calls = server.log.length;
      expect(calls).toBeGreaterThan(8);
      for (let number = 1; number <= calls; number += STEP) {
        await fresh();
        server.plan((request) => (request.number === number ? 401 : null));
        expect([number, await code('init', place, ...share)]).toEqual([number, 2]);
        server.plan(() => null);
        const again = await anInit(place, share);
        // Matchers look at each of some hundred thousand values with care: only where there is something to show.
        if (!isDeepStrictEqual(again, undisturbed)) expect([number, again]).toEqual([number, undisturbed]);
      }
      expect(undisturbed.map(({ id }) => id)).toEqual(ids);
    },
    120_000,
  );

  it('makes no workbook twice where the answer to its making was lost', async () => {
    server.plan(({ path, number }) => (path === '/drive/v3/files' && number > 4 ? 'cut-after' : null));
    expect(await code('init', 'google:', '--colleges', '1')).toBe(3);
    server.plan(() => null);
    const { code: again, json } = await run<Made>('init', 'google:', '--colleges', '1');
    expect([again, json.workbooks.map(({ id }) => id)]).toEqual([0, ['created-workbook-1', 'created-workbook-2']]);
    expect(server.log.filter(({ method, path }) => method === 'POST' && path === '/drive/v3/files')).toEqual([]);
  }, 60_000);

  it('goes on after an account that nothing can be shared with, when another one is named', async () => {
    expect(await code('init', 'google:', '--colleges', '1', '--share', 'nobody@school.invalid')).toBe(2);
    const { json } = await run<Made>('init', 'google:', '--colleges', '1', '--share', 'office@school.edu.cn');
    expect(json.workbooks.map(({ id }) => id)).toEqual(['created-workbook-1', 'created-workbook-2']);
  }, 60_000);

  it('asks for the same options while an earlier one has not come to its end, and begins anew afterwards', async () => {
    // The sign-in ends before anything has been made: nothing to be brought to its end.
    server.plan(({ number }) => (number === 1 ? 401 : null));
    expect(await code('init', 'google:', '--colleges', '3')).toBe(2);
    server.plan(({ number }) => (number === 3 ? 401 : null));
    expect(await code('init', 'google:', '--colleges', '2')).toBe(2);
    server.plan(() => null);
    expect(await code('init', 'google:', '--colleges', '3')).toBe(2);
    expect(server.log).toEqual([]);
    const first = (await run<Made>('init', 'google:', '--colleges', '2')).json;
    const second = (await run<Made>('init', 'google:', '--colleges', '1')).json;
    expect([first, second].map(({ workbooks }) => workbooks.map(({ id }) => id.slice(-1)))).toEqual([
      ['1', '2', '3'],
      ['4', '5'],
    ]);
  }, 60_000);

  it('fills in the sample, which audit takes', async () => {
    const { code, json } = await run<Made>(
      'init',
      'google:',
      '--sample',
      'seed',
      '--colleges',
      '1',
      '--students',
      '40',
    );
    expect(code).toBe(0);
    const audited = await run<{ violations: object[] }>('audit', `google:${json.school}`);
    expect(audited.code).toBe(0);
    expect(audited.json.violations.length).toBeGreaterThan(10);
  }, 60_000);
});

describe('doctor google:', () => {
  /** What is wrong, as the doctor says it. */
  async function wrong(school: string): Promise<readonly string[]> {
    const { code: ended, json } = await run<Doctor>('doctor', `google:${school}`);
    const found = json.checks.filter(({ ok }) => !ok).map(({ what, text }) => `${what} ${text}`);
    expect([ended, json.ok]).toEqual(found.length === 0 ? [0, true] : [1, false]);
    return found;
  }

  /** A school whose 学院登记 names blank workbooks with the required tabs. */
  function aSchoolAtGoogle(): string {
    const school = server.add('the-school-workbook', ['学院登记']);
    typeIn(school.sheets[0]!, { A1: '学院编号', B1: '学院名称', C1: '表格', D1: '启用' });
    typeIn(school.sheets[0]!, { A2: 'A', B2: '文学院', C2: 'college-workbook-a', D2: '是' });
    typeIn(school.sheets[0]!, { A3: 'B', B3: '理学院', C3: 'college-workbook-b', D3: '是' });
    for (const id of ['college-workbook-a', 'college-workbook-b'])
      server.add(id, ['组织', '花名册', '任职', '活动台账']);
    return 'the-school-workbook';
  }

  it('writes the secret of every workbook into a new file for nobody else, and shows none of them', async () => {
    const key = 'a key that is long enough to be kept';
    const file = join(root, 'secrets.txt');
    const environment = { XIETONG_GOOGLE_API: server.url, XIETONG_STATE: join(root, 'state') };
    const doctor = (variables: Readonly<Record<string, string>>, place: string): Promise<number> =>
      main(['doctor', place, '--script-secrets', file, '--json', join(root, 'out.json')], variables);
    const place = `google:${aSchoolAtGoogle()}`;
    const shown = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const complained = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await doctor(environment, place)).toBe(2);
    expect(existsSync(file)).toBe(false);
    const keyed = { ...environment, XIETONG_WEBHOOK_SECRET: key };
    expect(await doctor(keyed, place)).toBe(0);
    const ids = ['the-school-workbook', 'college-workbook-a', 'college-workbook-b'];
    const names = ['校级总表', '文学院', '理学院'];
    const lines = ids.map((id, at) => `${names[at]}\t${id}\t${workbookSecret(key, id)}\n`);
    expect(readFileSync(file, 'utf8')).toBe(lines.join(''));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await doctor(keyed, place)).toBe(2);
    const said = JSON.stringify([...shown.mock.calls, ...complained.mock.calls]);
    expect(said).toContain('3 个表格的密钥已写入');
    expect(said).toContain('那里已经有同名的文件');
    expect(said).toContain('没有设置 XIETONG_WEBHOOK_SECRET');
    for (const id of ids) expect(said).not.toContain(workbookSecret(key, id));
    expect(said).not.toContain(key);
    vi.restoreAllMocks();
  });

  it('lists account, scopes, quota, sharing, rights, tabs and the detection of changes', async () => {
    const { json } = await run<Doctor>('doctor', `google:${aSchoolAtGoogle()}`);
    const texts = Object.fromEntries(json.checks.map(({ what, text }) => [what, text]));
    expect(texts).toMatchObject({
      授权范围: 'spreadsheets、drive.metadata.readonly、drive.file',
      文学院: `可以读取“college-workbook-a”，共享给 1 个账号：${SERVICE_ACCOUNT}`,
      文学院的权限: '可以编辑',
      文学院的共享: '没有对外公开',
      文学院的工作表: '组织、花名册、任职、活动台账',
      修改检测: '一次请求看得到全部 3 个表格',
    });
    expect(texts.请求额度).toMatch(/每分钟读、写各 6000 次.*超过默认值/);
    expect(await wrong('the-school-workbook')).toEqual([]);
  });

  it.each<[string, () => void, RegExp[]]>([
    [
      'a workbook that may only be looked at',
      () => {
        server.workbook('college-workbook-a').access = 'reader';
      },
      [/^文学院的权限 只能查看，写不进结果。请表格的所有者把.*改为“编辑者”。$/],
    ],
    [
      'a workbook that is not shared',
      () => {
        server.workbook('college-workbook-a').access = 'none';
      },
      [
        /^文学院 Google 表格“college-workbook-a”：没有读取权限。请表格的所有者把它共享给.*编辑者/,
        /^修改检测 .*college-workbook-a/,
      ],
    ],
    [
      'a workbook that whoever has its address may open',
      () => {
        server.workbook('college-workbook-b').permissions.push({ type: 'anyone', role: 'reader', emailAddress: '' });
      },
      [/^理学院的共享 知道链接的人都能打开.*改为“受限”。$/],
    ],
    [
      'a tab that is missing',
      () => {
        const workbook = server.workbook('college-workbook-b');
        workbook.sheets = workbook.sheets.filter(({ properties }) => properties.title !== '花名册');
      },
      [/^理学院的工作表 缺少 花名册。请检查工作表的名称，或表格 id 是否填错。$/],
    ],
    [
      'an id that is not there',
      () => {
        typeIn(server.workbook('the-school-workbook').sheets[0]!, { C3: 'not-there-at-all' });
      },
      [/^理学院 Google 表格“not-there-at-all”：找不到，或没有共享给.*核对表格 id/, /^修改检测 .*not-there-at-all/],
    ],
    [
      'a workbook that is registered twice',
      () => {
        typeIn(server.workbook('the-school-workbook').sheets[0]!, { C3: 'college-workbook-a' });
      },
      [/^学院登记 .*college-workbook-a.*请/],
    ],
    [
      'no college that is switched on',
      () => {
        typeIn(server.workbook('the-school-workbook').sheets[0]!, { D2: '否', D3: '否' });
      },
      [/^学院登记 没有启用的学院。请在校级总表的“学院登记”里填写/],
    ],
    [
      'interfaces that are switched off',
      () => server.plan(() => 'api-off'),
      [/^校级总表 .*没有启用 Google Sheets API 或 Google Drive API。请管理员在 Google Cloud 控制台启用/],
    ],
    [
      'a sign-in that Google does not accept',
      () => server.plan(() => 401),
      [/^校级总表 .*不接受.*登录凭据。请管理员检查 XIETONG_GOOGLE_CREDENTIALS/],
    ],
    [
      'scopes that are missing',
      () => server.plan(() => 'no-scope'),
      [/^校级总表 .*缺少授权范围，需要 spreadsheets 和 drive\.metadata\.readonly。请管理员/],
    ],
    [
      'a file that is no spreadsheet of Google',
      () =>
        server.plan(({ path }) =>
          path.endsWith('/college-workbook-a') && path.startsWith('/v4') ? 'not-sheet' : null,
        ),
      [/^文学院 .*不是 Google 表格（可能是上传的 Excel 文件）.*另存为 Google 表格/],
    ],
    [
      'a list of Drive that is not to be had',
      () => server.plan(({ path }) => (path === '/drive/v3/files' ? 'no-scope' : null)),
      [/^修改检测 .*缺少授权范围.*改动要等每日校验才会发现。$/],
    ],
  ])('names %s, and who has to do what', async (_, spoil, expected) => {
    const school = aSchoolAtGoogle();
    spoil();
    const found = await wrong(school);
    expect(found).toHaveLength(expected.length);
    for (const [at, words] of expected.entries()) expect(found[at]).toMatch(words);
  });
});
