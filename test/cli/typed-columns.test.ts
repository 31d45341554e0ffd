import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xlsxWorkbooks } from '../../functions/adapters/xlsx/workbooks.ts';
import { main } from '../../functions/cli/main.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import { typeInto } from '../support/edit-workbook.ts';
import { copySample } from '../support/sample-school.ts';

const SCHOOL = '校级总表.xlsx';
const root = mkdtempSync(join(tmpdir(), 'typed-'));
const folder = join(root, 'place');
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface AuditJson {
  readonly violations: readonly { readonly id: string; readonly rule: string; readonly state: string }[];
  readonly workbooks: readonly { readonly status: string; readonly requests: { readonly write: number } }[];
}

async function audit(asOf: string): Promise<AuditJson> {
  const file = join(root, 'audit.json');
  expect(await main(['audit', folder, '--as-of', asOf, '--quiet', '--json', file], {})).toBe(0);
  return JSON.parse(readFileSync(file, 'utf8'));
}

async function rowsOf(workbook: string, output: string): Promise<readonly (readonly RawCell[])[]> {
  const { tabs } = await xlsxWorkbooks(folder).read(workbook);
  return tabs.find((tab) => tab.output === output)?.rows ?? [];
}

let college = '';
beforeAll(async () => {
  await copySample(folder, {
    colleges: 1,
    sample: 'typed',
    studentsPerCollege: 30,
    faults: true,
    asOf: 46_218,
    year: 2025,
  });
  college = readdirSync(folder).find((name) => name.endsWith('台账.xlsx')) ?? '';
  await audit('2026-07-15');
}, 120_000);

describe('what people type into the software’s own tabs', () => {
  it('整改期限: until its day nothing, after it 超期, first in its severity; it stays with the problem', async () => {
    const [headings = [], ...rows] = await rowsOf(college, 'violations');
    const at = (heading: string): number => headings.indexOf(heading);
    const last = rows.findLastIndex((row) => row[at('级别')] === '错误');
    const id = rows[last]?.[at('问题编号')];
    expect(last).toBeGreaterThan(0);
    typeInto(join(folder, college), '问题清单', { [`I${last + 2}`]: '2026-07-16' });
    const stateOf = ({ violations }: AuditJson) => violations.find((violation) => violation.id === id)?.state;
    expect(stateOf(await audit('2026-07-16'))).toBe('未整改');
    expect(stateOf(await audit('2026-07-17'))).toBe('超期');
    const [, first = []] = await rowsOf(college, 'violations');
    expect([first[at('问题编号')], first[at('状态')], first[at('整改期限')]]).toEqual([id, '超期', '2026-07-16']);
    const again = await audit('2026-07-17');
    expect(again.workbooks.map(({ status, requests }) => [status, requests.write])).toEqual([['unchanged', 0]]);
  }, 60_000);

  it('停用 in 规则一览 switches a rule off, and clearing it on again', async () => {
    const before = await audit('2026-07-17');
    const rule = before.violations[0]?.rule ?? '';
    const rows = await rowsOf(SCHOOL, 'ruleList');
    const at = rows.findIndex((row) => row[0] === rule);
    expect(rows[at]?.[3]).toBe('检查');
    typeInto(join(folder, SCHOOL), '规则一览', { [`E${at + 1}`]: '停用' });
    const off = await audit('2026-07-17');
    expect(off.violations.filter((violation) => violation.rule === rule)).toEqual([]);
    expect((await rowsOf(SCHOOL, 'ruleList')).find((row) => row[0] === rule)?.slice(3, 5)).toEqual(['停用', '停用']);
    typeInto(join(folder, SCHOOL), '规则一览', { [`E${at + 1}`]: '' });
    const on = await audit('2026-07-17');
    expect(on.violations.filter((violation) => violation.rule === rule).length).toBeGreaterThan(0);
  }, 60_000);
});
