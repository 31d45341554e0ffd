import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import * as z from 'zod';
import type { RawCell } from '../../shared/sheet/raw.ts';
import type { Column } from '../../shared/workbook/column.ts';
import { parseWorkbook } from '../../shared/workbook/parse-workbook.ts';
import { TABS } from '../../shared/workbook/tabs/index.ts';
import { inTurns, median, QUICK, tell, timed } from './figure.ts';

/** How long parsing takes against what JSON.parse needs for the same cells, and what it keeps in memory. */
const ROWS = 100_000;
const ROUNDS = QUICK ? 5 : 11;
/** The slow peers. */
const PEER_ROUNDS = QUICK ? 3 : 5;
const PROCESSES = QUICK ? 3 : 5;

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

const cells = (json: string): RawCell[][] => JSON.parse(json) as RawCell[][];

/** One JSON.parse and one parse, the first of the process; the text comes from a file, as a snapshot does. */
async function firstPass(file: string): Promise<void> {
  const json = readFileSync(file, 'utf8');
  let rows: RawCell[][] = [];
  const reading = await timed(() => {
    rows = cells(json);
  });
  process.stdout.write(String((await timed(() => parse(rows))) / reading));
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

/** The same columns as one zod schema a row. */
function zodRow() {
  const columns = Object.values<Column<unknown>>(TABS.students.columns as never);
  const codecs = columns.map(({ type }) => z.union([z.null(), type.codec as z.ZodType]));
  return z.tuple(codecs as unknown as [z.ZodType]);
}

/** The same columns as a JSON schema of a row: words, whole numbers and texts, without their meaning. */
function ajvRow() {
  const schemas = Object.values<Column<unknown>>(TABS.students.columns as never).map(({ type }) => {
    if (type.choices.length > 0) return { enum: [null, ...type.choices] };
    if (type.kind === 'whole') return { type: ['integer', 'null'], minimum: 1990, maximum: 2100 };
    if (type.kind === 'date') return { type: ['integer', 'null'], minimum: 10_000, maximum: 73_050 };
    return { type: ['string', 'null'], minLength: 1 };
  });
  return new Ajv().compile({ type: 'array', items: schemas, minItems: schemas.length, maxItems: schemas.length });
}

async function compare(): Promise<void> {
  const [clean, bad] = [payload(0), payload(50)];
  const times: Record<'json' | 'clean' | 'bad', number[]> = { json: [], clean: [], bad: [] };
  for (let round = 0; round < ROUNDS; round++) {
    // Fresh cells every time, as a night has them.
    let rows: RawCell[][] = [];
    times.json.push(
      await timed(() => {
        rows = cells(clean);
      }),
    );
    times.clean.push(await timed(() => parse(rows)));
    const badRows = cells(bad);
    times.bad.push(await timed(() => parse(badRows)));
  }
  const ours = { json: median(times.json), clean: median(times.clean), bad: median(times.bad) };
  const ratio = (what: string, milliseconds: number, bound?: number): void =>
    tell(what, milliseconds / ours.json, '×', bound);
  ratio('parseWorkbook / JSON.parse', ours.clean, 0.7);
  ratio('parseWorkbook, 2 % bad rows / JSON.parse', ours.bad, 1);
  tell('parseWorkbook, first pass of a process / JSON.parse', median(firstPasses(clean)), '×', 0.75);
  const data = cells(clean).slice(1);
  const schema = zodRow();
  const compiled = z.compile(schema);
  const validate = ajvRow();
  if (!data.every((row) => validate(row)))
    throw new Error(`ajv refuses a good row: ${JSON.stringify(validate.errors)}`);
  const peers = await inTurns(
    {
      zod: () => data.every((row) => schema.safeParse(row).success),
      compiled: () => data.every((row) => compiled.safeParse(row).success),
      ajv: () => data.every((row) => validate(row)),
    },
    PEER_ROUNDS,
  );
  ratio('zod, a tuple a row / JSON.parse', peers.zod);
  ratio('z.compile of the same / JSON.parse', peers.compiled);
  ratio('ajv, validation only / JSON.parse', peers.ajv);
  tell('heap above the input', inProcess('heap'), 'MB', 16);
}

const [mode, file = ''] = process.argv.slice(2);
if (mode === 'first') await firstPass(file);
else if (mode === 'heap') heapAbove();
else await compare();
