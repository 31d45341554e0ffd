import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshCopy } from '../support/fresh-folder.ts';

/** The command line as people run it: a process of its own, the embedded engine, real files. */
const AS_OF = '2026-07-15';
let root = '';
let made = '';

interface Violation {
  readonly id: string;
  readonly rule: string;
  readonly college: string | null;
}
interface AuditJson {
  readonly workbooks: readonly {
    readonly college: string;
    readonly workbook: string;
    readonly status: string;
    readonly error: string | null;
    readonly requests: object;
  }[];
  readonly violations: readonly Violation[];
  readonly balances: readonly { readonly organisation: string; readonly total: number }[];
  readonly ledger: {
    readonly awards: number;
    readonly reversals: number;
    readonly readRequests: number;
    readonly writeRequests: number;
  };
}

function run(...args: string[]) {
  const result = spawnSync(process.execPath, ['functions/cli/main.ts', ...args], {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'America/Lima' },
  });
  return { code: result.status, out: result.stdout, err: result.stderr };
}

function audit(folder: string, ...more: string[]) {
  const file = join(root, 'result.json');
  const result = run('audit', folder, '--as-of', AS_OF, '--quiet', '--json', file, ...more);
  const json = result.code === 2 || result.code === 3 ? null : (JSON.parse(readFileSync(file, 'utf8')) as AuditJson);
  return { ...result, json: json as AuditJson };
}

function freshPlace(name: string): string {
  return freshCopy(made, join(root, name));
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'xietong 校验-'));
  made = join(root, 'made');
  expect(run('init', made, '--sample', 'test', '--colleges', '3', '--students', '60', '--as-of', AS_OF).code).toBe(0);
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('audit on a folder of workbooks', () => {
  it('the second run writes nothing: no file, no store request, and finds the same', { timeout: 60_000 }, () => {
    const place = freshPlace('twice');
    const first = audit(place);
    expect(first.code).toBe(0);
    expect(first.json.ledger.awards).toBeGreaterThan(100);
    const files = first.json.workbooks
      .map(({ workbook }) => join(place, workbook))
      .concat(join(place, '校级总表.xlsx'));
    const times = files.map((file) => statSync(file).mtimeMs);
    const second = audit(place);
    // Heads, the notes beside them, balances, violations, what readings and runs that died have left; and for each
    // college its snapshot, since its file is not opened.
    expect(second.json.ledger).toEqual({ awards: 0, reversals: 0, readRequests: 10, writeRequests: 0 });
    expect(second.json.workbooks.map(({ status, requests }) => [status, requests])).toEqual(
      first.json.workbooks.map(() => ['unchanged', { read: 1, write: 0 }]),
    );
    expect(files.map((file) => statSync(file).mtimeMs)).toEqual(times);
    expect(second.json.violations).toEqual(first.json.violations);
    expect(second.json.balances).toEqual(first.json.balances);
  });

  it('a damaged workbook of three is named, the other two are done, exit code 1; mended, all is as if nothing had been', {
    timeout: 90_000,
  }, () => {
    const place = freshPlace('damaged');
    const sound = audit(place).json;
    const file = join(place, sound.workbooks[1]?.workbook ?? '');
    const content = readFileSync(file);
    truncateSync(file, 1000);
    const damaged = audit(place);
    expect(damaged.code).toBe(1);
    expect(damaged.json.workbooks.map(({ status }) => status)).toEqual(['unchanged', 'failed', 'unchanged']);
    expect(damaged.json.workbooks[1]?.error).toContain(sound.workbooks[1]?.workbook ?? '');
    const others = ({ violations }: AuditJson) =>
      violations.filter(({ college }) => college !== sound.workbooks[1]?.college);
    expect(others(damaged.json)).toEqual(others(sound));
    expect(damaged.json.violations.filter(({ college }) => college === sound.workbooks[1]?.college)).toEqual([]);
    expect(damaged.json.balances).toEqual(sound.balances);
    writeFileSync(file, content);
    const mended = audit(place);
    expect(mended.json.violations).toEqual(sound.violations);
    expect(mended.json.ledger).toMatchObject({ awards: 0, reversals: 0 });
  });

  it('--dry-run writes nothing anywhere', { timeout: 60_000 }, () => {
    const place = freshPlace('dry');
    const files = ['校级总表.xlsx'].map((file) => readFileSync(join(place, file)));
    const result = audit(place, '--dry-run');
    expect(result.code).toBe(0);
    const { out } = run('audit', place, '--as-of', AS_OF, '--json', join(root, 'dry.json'), '--dry-run');
    expect([out.includes('会写入'), out.includes('已写入')]).toEqual([true, false]);
    expect(result.json.violations.length).toBeGreaterThan(0);
    expect(() => statSync(join(place, '.xietong'))).toThrow();
    expect(readFileSync(join(place, '校级总表.xlsx')).equals(files[0] as Buffer)).toBe(true);
  });

  it('a file that is open in Excel is not overwritten: the run says so, exit code 1, and catches up next time', {
    timeout: 60_000,
  }, () => {
    const place = freshPlace('locked');
    const workbook = audit(made, '--dry-run').json.workbooks[0]?.workbook ?? '';
    writeFileSync(join(place, `~$${workbook}`), '');
    const before = readFileSync(join(place, workbook));
    const locked = audit(place);
    expect(locked.code).toBe(1);
    expect(locked.json.workbooks[0]?.error).toContain('正被打开');
    expect(readFileSync(join(place, workbook)).equals(before)).toBe(true);
    rmSync(join(place, `~$${workbook}`));
    expect(audit(place).code).toBe(0);
    expect(readFileSync(join(place, workbook)).equals(before)).toBe(false);
  });

  it('--only one college gives its findings as the whole run does', { timeout: 60_000 }, () => {
    const place = freshPlace('only');
    const all = audit(place).json;
    const college = all.workbooks[2]?.college ?? '';
    const only = audit(place, '--only', college);
    expect(only.code).toBe(0);
    expect(only.json.violations).toEqual(all.violations.filter((violation) => violation.college === college));
    expect(only.json.ledger).toMatchObject({ awards: 0, reversals: 0 });
  });

  it('--fail-on 错误 exits 4 when an error is open', { timeout: 60_000 }, () => {
    expect(audit(made, '--dry-run', '--fail-on', '错误').code).toBe(4);
  });

  it('wrong usage exits 2 with one line that says what to do', () => {
    const missing = run('audit', join(root, '没有'));
    expect(missing.code).toBe(2);
    expect(missing.err.trim().split('\n')).toHaveLength(1);
    expect(missing.err).toContain('找不到文件夹');
    expect(run('audit', made, '--as-of', '2026-02-30').code).toBe(2);
    expect(run('audit', made, '--year', '2025-2027').code).toBe(2);
    expect(run('nonsense').code).toBe(2);
  });
});

describe('the ledger speaks for itself', () => {
  it('why and history tell an organization’s account', { timeout: 60_000 }, () => {
    const place = freshPlace('why');
    const { organisation: organization, total } = audit(place).json.balances[0] ?? { organisation: '', total: 0 };
    const why = run('why', organization, '--place', place, '--as-of', AS_OF);
    expect(why.code).toBe(0);
    expect(why.out).toContain(`（${organization}）总分 ${(total / 100).toFixed(2)}`);
    const history = run('history', organization, '--place', place, '--as-of', AS_OF).out;
    expect(history).toMatch(/第 1 次 {2}\d{4}-\d\d-\d\d \d\d:\d\d（北京时间） {2}截至 .+\n {2}首次记账/);
    expect(run('why', 'NOBODY', '--place', place, '--as-of', AS_OF).code).toBe(2);
  });

  it('history without an organization lists the runs that changed something', { timeout: 60_000 }, () => {
    const place = freshPlace('runs');
    expect(run('history', '--place', place).out).toBe('还没有带来变化的运行。请先运行 audit。\n');
    const { ledger } = audit(place).json;
    audit(place);
    const { runs } = JSON.parse(run('history', '--place', place, '--quiet', '--json', '-').out);
    expect(runs).toMatchObject([{ trigger: 'command', academicYear: '2025-2026', asOf: AS_OF, awards: ledger.awards }]);
    expect(run('history', '--place', place).out).toContain('最近 1 次带来变化的运行：');
  });
});
