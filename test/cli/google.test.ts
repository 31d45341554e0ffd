import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xlsxWorkbooks } from '../../functions/adapters/xlsx/workbooks.ts';
import { main } from '../../functions/cli/main.ts';
import { readEnvironment } from '../../functions/env.ts';
import { openGoogle } from '../../functions/wiring.ts';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import type { RawWorkbook } from '../../shared/sheet/raw.ts';
import { bareTitle } from '../../shared/workbook/normalize.ts';
import { sheetCalled, stillLoading } from '../support/google-server/backend.ts';
import { copied } from '../support/google-server/copied.ts';
import { copyFolder, idOfFile } from '../support/google-server/copy-folder.ts';
import type { Sheet } from '../support/google-server/model.ts';
import { type GoogleServer, openGoogleServer } from '../support/google-server/server.ts';
import { copySample } from '../support/sample-school.ts';
import { shortenWaits } from '../support/shorten-waits.ts';

const AS_OF = '2026-07-15';
const NEXT_DAY = '2026-07-16';
const LATER = '2026-08-01';
let root = '';
let folder = '';
let server: GoogleServer;
let school = '';

let lengthenWaits = (): void => {};
beforeAll(async () => {
  lengthenWaits = shortenWaits();
  root = mkdtempSync(join(tmpdir(), 'xietong-google-'));
  folder = join(root, 'place');
  await copySample(folder, {
    colleges: 2,
    sample: 'google',
    studentsPerCollege: 60,
    faults: true,
    asOf: parseIsoDay(AS_OF)!,
  });
  server = await openGoogleServer();
  school = await copyFolder(folder, server);
}, 60_000);

afterAll(async () => {
  lengthenWaits();
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

interface Requests {
  readonly read: number;
  readonly write: number;
}

interface AuditJson {
  runId: string;
  workbooks: { workbook: string; error: string | null; requests: Requests; status: string }[];
  violations: object[];
  ledger: { readRequests: number; writeRequests: number };
}

async function audit(place: string, state: string, asOf = AS_OF): Promise<{ code: number; json: AuditJson }> {
  const file = join(root, `${state}.json`);
  const environment = {
    XIETONG_GOOGLE_API: server.url,
    XIETONG_GOOGLE_PER_MINUTE: '6000',
    XIETONG_STATE: join(root, state),
  };
  const code = await main(['audit', place, '--as-of', asOf, '--quiet', '--json', file], environment);
  return { code, json: JSON.parse(readFileSync(file, 'utf8')) as AuditJson };
}

/** What a chart is drawn from. */
function valuesIn({ rows }: Sheet, data: sheets_v4.Schema$ChartData | undefined): readonly unknown[] {
  const { startRowIndex, endRowIndex, startColumnIndex } = data!.sourceRange!.sources![0]!;
  return rows.slice(startRowIndex!, endRowIndex!).map((row) => {
    const value = row[startColumnIndex!]?.effectiveValue;
    return value?.stringValue ?? value?.numberValue;
  });
}

/** A college's workbook that somebody edits. */
const edited = (): string => idOfFile(readdirSync(folder).find((file) => file.endsWith('台账.xlsx')) ?? '');

/** Rows of the output tabs by their marks; the pages to be read name workbooks and minutes. */
function outputsOf({ tabs }: RawWorkbook): ReadonlyMap<string, unknown> {
  const outputs = tabs.filter(({ output }) => output !== undefined && !output.toLowerCase().includes('overview'));
  return new Map(
    outputs.map(({ output, rows }) => [
      output ?? '',
      rows.map((row) => JSON.stringify(row).replace(/(,null)+\]$/, ']')),
    ]),
  );
}

/** What was sent for each workbook, as the stand-in saw it. */
function logged(): Record<string, Requests> {
  const seen: Record<string, { read: number; write: number }> = {};
  for (const { method, path } of server.log) {
    const id = /spreadsheets\/([\w-]+)/.exec(path)?.[1] ?? path;
    seen[id] ??= { read: 0, write: 0 };
    seen[id][method === 'GET' ? 'read' : 'write']++;
  }
  return seen;
}

/** What the result says was sent, without the school workbook. */
function told({ workbooks }: AuditJson): Record<string, Requests> {
  return Object.fromEntries(workbooks.map(({ workbook, requests }) => [workbook, requests]));
}

function loggedForColleges(): Record<string, Requests> {
  return Object.fromEntries(Object.entries(logged()).filter(([id]) => id !== school));
}

/** Without what says where the workbooks are kept and how they are reached, and which run it was. */
function comparable({ runId: _, workbooks, ledger, ...rest }: AuditJson, ofPlace: Requests): unknown {
  const [readRequests, writeRequests] = [ledger.readRequests - ofPlace.read, ledger.writeRequests - ofPlace.write];
  return {
    ...rest,
    ledger: { ...ledger, readRequests, writeRequests },
    workbooks: workbooks.map(({ workbook: __, requests: ___, ...other }) => other),
  };
}

describe('a school at Google', () => {
  it('gives the same result as in a folder, but for where the workbooks are', async () => {
    const inFolder = await audit(folder, 'folder');
    const atGoogle = await audit(`google:${school}`, 'google');
    expect(atGoogle.code).toBe(0);
    expect(inFolder.json.violations.length).toBeGreaterThan(20);
    const colleges = atGoogle.json.workbooks.length;
    // At Google the numbers of each college's sheets are looked for and kept: messages lead to cells.
    const found = comparable(atGoogle.json, { read: colleges, write: colleges });
    // In a folder a note is kept about each file, including that of the school.
    expect(found).toEqual(comparable(inFolder.json, { read: 0, write: colleges + 1 }));
  }, 60_000);

  it('is not written again when nothing has changed', async () => {
    server.plan(() => null);
    const again = await audit(`google:${school}`, 'google');
    expect(again.code).toBe(0);
    expect(Object.values(logged())).toEqual(Array.from({ length: 3 }, () => ({ read: 1, write: 0 })));
    expect(told(again.json)).toEqual(loggedForColleges());
    expect(again.json.workbooks.map(({ status }) => status)).toEqual(['unchanged', 'unchanged']);
  }, 60_000);

  it('shows in its output tabs what the files show', async () => {
    const { workbooks } = await openGoogle(readEnvironment({ XIETONG_GOOGLE_API: server.url }));
    const files = readdirSync(folder).filter((file) => file.endsWith('.xlsx'));
    for (const file of files) {
      const inFolder = outputsOf(await xlsxWorkbooks(folder).read(file));
      expect([...inFolder.keys()].length).toBeGreaterThan(1);
      expect(outputsOf(await workbooks.read(idOfFile(file)))).toEqual(inFolder);
    }
  });

  it('takes one read and one write a workbook on a night on which only the day is another', async () => {
    server.plan(() => null);
    const nextDay = await audit(`google:${school}`, 'google', NEXT_DAY);
    expect(Object.values(logged())).toEqual(Array.from({ length: 3 }, () => ({ read: 1, write: 1 })));
    expect(told(nextDay.json)).toEqual(loggedForColleges());
  }, 60_000);

  it('reads a workbook once more before it puts rows or notes among what users have typed', async () => {
    server.plan(() => null);
    const roster = server.workbook(edited()).sheets.find(({ properties }) => properties.title.includes('花名册'));
    roster!.rows[3]![1] = {};
    const changed = await audit(`google:${school}`, 'google', NEXT_DAY);
    expect(told(changed.json)[edited()]).toEqual({ read: 2, write: 1 });
    expect(told(changed.json)).toEqual(loggedForColleges());
  }, 60_000);

  it('draws its charts beside their figures, later in place; what users have formatted and filtered by stays', async () => {
    const titled = (title: string): Sheet => sheetCalled(server.workbook(edited()), title);
    const ids = () => titled('概览').charts.map(({ chartId, spec }) => `${chartId} ${spec?.title}`);
    const roster = server.workbook(edited()).sheets.find(({ properties }) => properties.title.includes('花名册'));
    const bold = { textFormat: { bold: true } };
    roster!.rows[2]![0]!.userEnteredFormat = bold;
    const filterSpecs = [{ columnIndex: 1, filterCriteria: { hiddenValues: ['警告'] } }];
    titled('问题清单').basicFilter!.filterSpecs = filterSpecs;
    const protections = () => titled('问题清单').protectedRanges.map(({ protectedRangeId }) => protectedRangeId);
    const [before, locked] = [ids(), protections()];
    await audit(`google:${school}`, 'google', LATER);
    expect(ids()).toEqual(before);
    expect(titled('概览').charts.map(({ spec }) => spec?.title)).toEqual(['各工作表的问题（错误）']);
    for (const { spec } of titled('概览').charts) {
      const { domains, series } = spec!.basicChart!;
      const labels = valuesIn(titled('概览'), domains?.[0]?.domain);
      const figures = valuesIn(titled('概览'), series?.[0]?.series);
      expect(labels.every((label) => typeof label === 'string' && label !== '')).toBe(true);
      expect(figures.every((figure) => typeof figure === 'number')).toBe(true);
      expect(labels.length).toBeGreaterThan(1);
    }
    expect(titled('问题清单').basicFilter?.filterSpecs).toEqual(filterSpecs);
    expect(protections()).toEqual(locked);
    const after = server.workbook(edited()).sheets.find(({ properties }) => properties.title.includes('花名册'));
    expect(after?.rows[2]?.[0]?.userEnteredFormat).toEqual(bold);
  }, 60_000);

  it('judges nothing by a roster that is still being fetched, and books nothing back when it is there', async () => {
    const before = await audit(`google:${school}`, 'google', LATER);
    const roster = server.workbook(edited()).sheets.find(({ properties }) => properties.title.includes('花名册'))!;
    const rows = copied(roster.rows);
    // One formula fetches the whole tab: as long as it is computed, nothing else stands there.
    for (const row of roster.rows) row.length = 0;
    stillLoading(roster, 'A1');
    server.plan(() => null);
    const loading = await audit(`google:${school}`, 'google', LATER);
    expect(loading.code).toBe(1);
    const one = loading.json.workbooks.find(({ workbook }) => workbook === edited());
    expect(one).toMatchObject({
      status: 'failed',
      error: `Google 表格“${edited()}”：“${roster.properties.title}”表 A1 的公式还在加载（Loading…），等了几次仍没有算完，本次没有检查，稍后重试。如果一直这样，请打开表格看看该公式引用的表格是否还能访问`,
      requests: { read: 3, write: 0 },
    });
    expect(loading.json.ledger).toMatchObject({ awards: 0, reversals: 0 });
    roster.rows = rows;
    const after = await audit(`google:${school}`, 'google', LATER);
    expect(after.code).toBe(0);
    expect(after.json.violations).toEqual(before.json.violations);
    expect(after.json.ledger).toMatchObject({ awards: 0, reversals: 0 });
  }, 60_000);

  it('shows in 概览 what is due next, each with a link to the cell where it is typed', async () => {
    const { code } = await audit(`google:${school}`, 'due', '2026-10-25');
    expect(code).toBe(0);
    const { sheets } = server.workbook(edited());
    const { rows } = sheetCalled(server.workbook(edited()), '概览');
    const textAt = (row: number, column: number) => rows[row]?.[column]?.effectiveValue?.stringValue ?? '';
    const head = rows.findIndex((_, row) => textAt(row, 0) === '到期日');
    expect(textAt(head - 1, 0)).toBe('即将到期');
    for (let row = head + 1; row <= head + 5; row++) {
      expect(textAt(row, 0)).toMatch(/^2026-1[01]-\d\d$/);
      expect(textAt(row, 3)).toMatch(/（(还有 \d+ 天|今天)）$/);
      const uri = rows[row]?.[1]?.userEnteredFormat?.textFormat?.link?.uri ?? '';
      const [, gid, column, line] = /^#gid=(\d+)&range=([A-Z]+)(\d+)$/.exec(uri) ?? [];
      const tab = sheets.find(({ properties }) => properties.sheetId === Number(gid));
      expect(textAt(row, 1), uri).toContain(`${bareTitle(tab?.properties.title ?? '')}!${column}${line}`);
    }
  }, 60_000);

  it('says what is missing when nobody has set up the sign-in', async () => {
    const code = await main(['audit', `google:${school}`, '--quiet'], { XIETONG_STATE: join(root, 'none') });
    expect(code).toBe(2);
  });
});
