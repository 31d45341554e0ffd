import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { xlsxWorkbooks } from '../../functions/adapters/xlsx/workbooks.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import { typeInto } from '../support/edit-workbook.ts';
import { freshCopy } from '../support/fresh-folder.ts';
import { madeOnce } from '../support/made-once.ts';

/** A school at the end of its academic year: processes of their own, real files, the embedded engine. */
export const SCHOOL = '校级总表.xlsx';
export const SEALED_ON = '2026-09-01';
export const YEAR = '2025-2026';
export const MANIFEST = `封存-${YEAR}-1.json`;
export let root = '';
/** A school that has been audited in July, and the same once it has been sealed. */
export let audited = '';
export let sealed = '';

export interface Standing {
  readonly pool: string;
  readonly rank: number | null;
  readonly organization: string;
  readonly total: number;
  readonly grade: string | null;
}
export interface Manifest {
  readonly hash: string;
  readonly content: {
    readonly kind: string;
    readonly asOf: string;
    readonly ranking: readonly Standing[];
    readonly balances: readonly {
      readonly organization: string;
      readonly total: number;
      readonly adjustments: number;
      readonly sections: Readonly<Record<string, number>>;
    }[];
    readonly workbooks: readonly { readonly workbook: string; readonly college: string }[];
    readonly adjustments: readonly { readonly organization: string; readonly hundredths: number }[];
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly violations: readonly unknown[];
    readonly numbers: readonly unknown[];
  };
}

export function run(...args: string[]) {
  return runWith({}, ...args);
}

export function runWith(env: Readonly<Record<string, string>>, ...args: string[]) {
  const result = spawnSync(process.execPath, ['functions/cli/main.ts', ...args], {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'America/Lima', ...env },
  });
  return { code: result.status, out: result.stdout, err: result.stderr };
}

export function json<Result>(...args: string[]): Result {
  const file = join(root, 'result.json');
  const { code, err } = run(...args, '--quiet', '--json', file);
  expect([0, 1], err).toContain(code);
  return JSON.parse(readFileSync(file, 'utf8')) as Result;
}

export function manifestOf(place: string, name = MANIFEST): Manifest {
  return JSON.parse(readFileSync(join(place, name), 'utf8')) as Manifest;
}

/** A manifest of two schools that are the same: digests have a salt of their own in each. */
export function withoutDigests(place: string): unknown {
  const { content } = manifestOf(place);
  const violations = content.violations.map((one) => JSON.stringify(one).replace(/#[0-9a-f]{24}/g, '#'));
  const numbers = JSON.stringify(content.numbers).replace(/#[0-9a-f]{24}/g, '#');
  return { ...content, numbers, violations: violations.sort() };
}

export function copyOf(place: string, name: string): string {
  return freshCopy(place, join(root, name));
}

/** Hashes of all files of a place, pages of 报告 included, but those of the store. */
export function files(place: string): Record<string, string> {
  const names = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !name.startsWith('.xietong') && statSync(join(place, name)).isFile(),
  );
  const hash = (name: string): string =>
    createHash('sha256')
      .update(readFileSync(join(place, name)))
      .digest('hex');
  return Object.fromEntries(names.map((name) => [name, hash(name)]));
}

export async function rowsOf(place: string, workbook: string, title: string): Promise<readonly (readonly RawCell[])[]> {
  const { tabs } = await xlsxWorkbooks(place).read(workbook);
  return tabs.find((tab) => tab.title === title)?.rows ?? [];
}

/** The ledger's balances of the year, as a run that writes nothing reports them. */
export function balancesNow(place: string): readonly { organization: string; total: number }[] {
  const { balances } = json<{ balances: { organisation: string; total: number }[] }>(
    'audit',
    place,
    '--dry-run',
    '--as-of',
    SEALED_ON,
    '--year',
    YEAR,
  );
  return balances.map(({ organisation, total }) => ({ organization: organisation, total }));
}

export function seal(place: string, ...more: string[]) {
  return run('year-end', place, '--seal', '--as-of', SEALED_ON, ...more);
}

export function finalize(place: string, asOf = '2026-09-10', ...more: string[]) {
  return run('year-end', place, '--final', '--as-of', asOf, ...more);
}

export const collegesOf = (place: string) => readdirSync(place).filter((name) => name.endsWith('台账.xlsx'));

/** The columns of a tab: where its headings stand, and the letter of the one with such words (the sample plants titles and signs). */
export async function tableOf(place: string, workbook: string, title: RegExp, first: string) {
  const { tabs } = await xlsxWorkbooks(place).read(workbook);
  const tab = tabs.find((candidate) => title.test(candidate.title));
  const rows = tab?.rows ?? [];
  const at = rows.findIndex((row) => row.some((cell) => String(cell).startsWith(first)));
  const index = (heading: string): number => (rows[at] ?? []).findIndex((cell) => String(cell).includes(heading));
  return {
    title: tab?.title ?? '',
    /** Row of the sheet in which the first row of data stands. */
    from: at + 2,
    rows: rows.slice(at + 1),
    index,
    letter: (heading: string): string => String.fromCharCode(65 + index(heading)),
  };
}

/** A row of 申诉. */
export function appeal(
  place: string,
  row: number,
  organization: string,
  raisedOn: string,
  points: number,
  why: string,
): void {
  typeInto(join(place, SCHOOL), '申诉', {
    [`A${row}`]: YEAR,
    [`B${row}`]: organization,
    [`C${row}`]: `${why}，请复核`,
    [`D${row}`]: raisedOn,
    [`E${row}`]: '调整',
    [`F${row}`]: points,
    [`H${row}`]: why,
  });
}

async function makeSealedSchool(folder: string): Promise<void> {
  const [before, after] = [join(folder, 'audited'), join(folder, 'sealed')];
  const asOf = '2026-07-15';
  const made = run('init', before, '--sample', 'seal', '--colleges', '2', '--students', '60', '--as-of', asOf);
  expect(made.code, made.err).toBe(0);
  const night = run('audit', before, '--as-of', asOf, '--quiet');
  expect(night.code, night.err).toBe(0);
  cpSync(before, after, { recursive: true });
  const done = seal(after);
  expect(done.code, done.err).toBe(0);
}

/** Copies the school before the tests of a file, and takes the copies away after them. */
export function useSealedSchool(): void {
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'xietong 年终-'));
    [audited, sealed] = [join(root, 'audited'), join(root, 'sealed')];
    cpSync(await madeOnce('sealed-school', makeSealedSchool), root, { recursive: true });
  }, 120_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));
}
