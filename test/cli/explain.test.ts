import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import { copySample } from '../support/sample-school.ts';

const AS_OF = '2026-07-15';
let root = '';
let place = '';

interface Problem {
  readonly id: string;
  readonly rule: string;
  readonly tab: string;
  readonly row: number | null;
  readonly column: string | null;
  readonly message: string;
  readonly advice: string;
  readonly basis: string;
  readonly severity: string;
  readonly state: string;
}

function run(...args: string[]) {
  const result = spawnSync(process.execPath, ['functions/cli/main.ts', ...args], { encoding: 'utf8' });
  return { code: result.status, out: result.stdout, err: result.stderr };
}
function json<T>(...args: string[]): T {
  const file = join(root, 'result.json');
  expect(run(...args, '--quiet', '--json', file)).toMatchObject({ code: 0, err: '' });
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

let problems: readonly Problem[] = [];

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'xietong 解释-'));
  place = join(root, 'place');
  const asOf = parseIsoDay(AS_OF)!;
  await copySample(place, { colleges: 2, sample: 'explain', studentsPerCollege: 60, faults: true, asOf });
  problems = json<{ violations: readonly Problem[] }>('audit', place, '--as-of', AS_OF).violations;
}, 180_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('explain 问题编号', () => {
  it('prints the very sentence, advice, place and basis of 问题清单, and writes no workbook', {
    timeout: 180_000,
  }, () => {
    const books = readdirSync(place).filter((name) => name.endsWith('.xlsx'));
    const written = () => books.map((name) => [name, statSync(join(place, name)).mtimeMs]);
    const before = written();
    // One with an edition of 细则 in its basis, one at a cell, one at a tab.
    const asked = [
      problems.find(({ basis }) => basis.includes('细则')),
      problems.find(({ rule }) => rule === 'DAT-07'),
      problems.find(({ row }) => row === null),
    ].flatMap((problem) => problem ?? []);
    expect(asked).toHaveLength(3);
    for (const { id, tab, row, column, message, advice, basis, severity, state } of asked) {
      const { code, out } = run('explain', id.toLowerCase(), '--place', place, '--as-of', AS_OF);
      expect(code).toBe(0);
      expect(out.split('\n\n')[1]?.split('\n').slice(0, 5)).toEqual([
        `${id}（${severity}，${state}）`,
        `位置：${row === null ? `“${tab}”表` : `${tab}!${column}${row}`}`,
        `问题：${message}`,
        `怎么改：${advice}`,
        `依据：${basis}`,
      ]);
      const { problem } = json<{ problem: Problem }>('explain', id, '--place', place, '--as-of', AS_OF);
      expect(problem).toMatchObject({ id, message, advice, basis });
    }
    expect(written()).toEqual(before);
  });

  it('reads a number that was copied with what nobody sees', () => {
    const id = problems[0]?.id ?? '';
    const { out } = run('explain', `\u200b${id}\u202c`, '--place', place, '--as-of', AS_OF);
    expect(out).toContain(`问题：${problems[0]?.message}`);
  });

  it('says so where there is no such problem', () => {
    const { code, out } = run('explain', 'ORG-06-ZZZZZ', '--place', place, '--as-of', AS_OF);
    expect([code, out]).toEqual([0, expect.stringContaining('本学年没有编号为 ORG-06-ZZZZZ 的问题')]);
  });
});

describe('why', () => {
  it('says where the organisation stands, and its JSON is spelled as the contract is', () => {
    const { balances } = json<{ balances: { organisation: string }[] }>('audit', place, '--as-of', AS_OF);
    const organisation = balances[0]?.organisation ?? '';
    const { out } = run('why', organisation, '--place', place, '--as-of', AS_OF);
    expect(out.split('\n')[1]).toMatch(/^(?:党支部|团支部|班级|功能型).*：(?:第 \d+ 名|不参评)/);
    const why = json<Record<string, unknown>>('why', organisation, '--place', place, '--as-of', AS_OF);
    expect(why).toMatchObject({ organisation, balance: { organisation }, settlements: [{ organisation }] });
    expect(JSON.stringify(why)).not.toContain('"organization"');
  });
});
