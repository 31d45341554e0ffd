import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../functions/cli/main.ts';
import { sheetCalled } from '../support/google-server/backend.ts';
import { type GoogleServer, openGoogleServer } from '../support/google-server/server.ts';

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
  const code = await main([...args, '--as-of', '2026-07-15', '--quiet', '--json', file], environment);
  return { code, json: JSON.parse(readFileSync(file, 'utf8')) as Json };
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
      expect.arrayContaining(['填写说明', '组织', '花名册', '概览', '问题清单', '积分明细', '积分排名']),
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
    expect((await run<Made>('init', place)).code).toBe(2);
    expect(server.workbook('blank-college-1').version).toBe(before);
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
  it('names what is missing and who has to act', async () => {
    const { json } = await run<Made>('init', 'google:', '--colleges', '2');
    const [first, second] = json.workbooks.map(({ id }) => server.workbook(id));
    first!.access = 'reader';
    second!.sheets = second!.sheets.filter(({ properties }) => properties.title !== '花名册');
    const { code, json: doctor } = await run<Doctor>('doctor', `google:${json.school}`);
    expect([code, doctor.ok]).toEqual([1, false]);
    const wrong = doctor.checks.filter(({ ok }) => !ok).map(({ what, text }) => `${what} ${text}`);
    expect(wrong).toHaveLength(2);
    expect(wrong[0]).toMatch(/学院01的权限 只能查看.*编辑者/);
    expect(wrong[1]).toMatch(/学院02的工作表 缺少 花名册/);
  }, 60_000);
});
