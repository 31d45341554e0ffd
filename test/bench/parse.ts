/**
 * How long parsing takes against what JSON.parse needs for the same cells: 100,000 rows × 12 columns of 花名册.
 * Limits: 0.7 of JSON.parse (0.75 in the first pass of a process, 1.0 with two per cent bad rows), 16 MB of heap above
 * the input. Run it on a quiet machine: `node --expose-gc test/bench/parse.ts`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import type { RawCell } from '../../shared/ports.ts';
import type { Column } from '../../shared/workbook/column.ts';
import { parseWorkbook } from '../../shared/workbook/parse-workbook.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';

const ROWS = 100_000;
const ROUNDS = 15;
const PROCESSES = 11;

const LEVELS = ['本科生', '硕士生', '博士生'];
const STATUSES = ['群众', '共青团员', '共青团员', '入党积极分子', '发展对象', '预备党员', '正式党员'];

function studentRow(index: number): RawCell[] {
  const status = STATUSES[index % STATUSES.length] ?? '';
  return [
    String(4_192_400_000 + index),
    `张${String.fromCharCode(0x4e00 + (index % 5000))}${index % 3 === 0 ? '' : '明'}`,
    index % 2 === 0 ? '男' : '女',
    LEVELS[index % LEVELS.length] ?? '',
    2020 + (index % 5),
    `C-${2300 + Math.floor(index / 35)}`,
    status,
    status.endsWith('党员') ? `P-${index % 50}` : null,
    37_000 + (index % 2000),
    index % 4 === 0 ? null : 42_000 + (index % 1000),
    index % 10 === 0 ? null : '在读',
    null,
  ];
}

/** @param badEvery one row in so many has a birth date that the calendar lacks; 0 = none */
function payload(badEvery: number): string {
  const headings = Object.values(TABS.students.columns).map(({ heading }) => heading);
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const row = studentRow(index);
    return badEvery > 0 && index % badEvery === 0 ? row.with(8, '2005-02-30') : row;
  });
  return JSON.stringify([headings, ...rows]);
}

function parse(rows: RawCell[][]): number {
  const { tabs } = parseWorkbook({ version: '', tabs: [{ title: TABS.students.title, rows, merges: [] }] }, 0, []);
  return tabs.students.rows.length;
}

function timed<Result>(work: () => Result): readonly [milliseconds: number, result: Result] {
  globalThis.gc?.();
  const begin = performance.now();
  const result = work();
  return [performance.now() - begin, result];
}

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const least = (values: readonly number[]): number => Math.min(...values);
const cells = (json: string): RawCell[][] => JSON.parse(json) as RawCell[][];

/** One JSON.parse and one parse, the first of the process; the text comes from a file, as a snapshot does. */
function firstPass(file: string): void {
  const json = readFileSync(file, 'utf8');
  const [reading, rows] = timed(() => cells(json));
  const [parsing] = timed(() => parse(rows));
  process.stdout.write(String(parsing / reading));
}

/** Heap that the parsed rows take above their input. */
function heapAbove(): void {
  const rows = cells(payload(0));
  parse(rows.slice(0, 100));
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const { tabs } = parseWorkbook({ version: '', tabs: [{ title: TABS.students.title, rows, merges: [] }] }, 0, []);
  globalThis.gc?.();
  const after = process.memoryUsage().heapUsed;
  if (tabs.students.rows.length + rows.length !== 2 * ROWS + 1) throw new Error('rows were lost');
  process.stdout.write(String((after - before) / 2 ** 20));
}

function inProcess(...args: readonly string[]): number {
  return Number(execFileSync(process.execPath, ['--expose-gc', import.meta.filename, ...args], { encoding: 'utf8' }));
}

/** The ratio in processes that have done nothing before. */
function firstPasses(json: string): readonly number[] {
  const folder = mkdtempSync(join(tmpdir(), 'parse-'));
  const file = join(folder, 'rows.json');
  writeFileSync(file, json);
  const ratios = Array.from({ length: PROCESSES }, () => inProcess('first', file));
  rmSync(folder, { recursive: true });
  return ratios;
}

/** The same columns as one zod schema a row: what the fast path is there to spare. */
function zodRow() {
  const columns = Object.values<Column<unknown>>(TABS.students.columns as never);
  const codecs = columns.map(({ type }) => z.union([z.null(), type.codec as z.ZodType]));
  return z.tuple(codecs as unknown as [z.ZodType]);
}

function report(name: string, values: readonly number[], base: readonly number[]): void {
  const ratios = `${(middle(values) / middle(base)).toFixed(2)} of JSON.parse (least ${(least(values) / least(base)).toFixed(2)})`;
  console.log(`${name.padEnd(34)} ${middle(values).toFixed(0).padStart(6)} ms  ${ratios}`);
}

function compare(): void {
  const [clean, bad] = [payload(0), payload(50)];
  const [json, ours, withFaults]: number[][] = [[], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    const [reading, rows] = timed(() => cells(clean));
    json?.push(reading);
    ours?.push(timed(() => parse(rows))[0]);
    const badRows = cells(bad);
    withFaults?.push(timed(() => parse(badRows))[0]);
  }
  const rows = cells(clean).slice(1);
  const schema = zodRow();
  const compiled = z.compile(schema);
  const plain = Array.from({ length: 3 }, () => timed(() => rows.every((row) => schema.safeParse(row).success))[0]);
  const fast = Array.from({ length: 3 }, () => timed(() => rows.every((row) => compiled.safeParse(row).success))[0]);
  const base = json ?? [];
  report('JSON.parse', base, base);
  report('parseWorkbook', ours ?? [], base);
  report('parseWorkbook, 2 % bad rows', withFaults ?? [], base);
  report('zod codecs, a tuple a row', plain, base);
  report('the same, compiled', fast, base);
  console.log(`first pass of a process            ${middle(firstPasses(clean)).toFixed(2)} of JSON.parse`);
  console.log(`heap above the input               ${inProcess('heap').toFixed(1)} MB`);
}

const [mode, file = ''] = process.argv.slice(2);
if (mode === 'first') firstPass(file);
else if (mode === 'heap') heapAbove();
else compare();
