import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { expect, onTestFinished, test } from 'vitest';
import { xlsxWorkbooks } from '../../functions/adapters/xlsx/workbooks.ts';
import { main } from '../../functions/cli/main.ts';
import { readEnvironment } from '../../functions/env.ts';
import { openGoogle } from '../../functions/wiring.ts';
import type { Workbooks } from '../../shared/ports.ts';
import type { RawCell } from '../../shared/sheet/raw.ts';
import { typeInto } from '../support/edit-workbook.ts';
import { sheetCalled, typeIn } from '../support/google-server/backend.ts';
import { copyFolder, idOfFile } from '../support/google-server/copy-folder.ts';
import { openGoogleServer } from '../support/google-server/server.ts';
import { copySample } from '../support/sample-school.ts';

const AS_OF = '2026-07-15';

interface AuditJson {
  readonly violations: readonly { readonly id: string; readonly state: string; readonly firstSeen: string }[];
  readonly points: unknown;
  readonly balances: unknown;
  readonly ranking: unknown;
  readonly ledger: { readonly awards: number; readonly reversals: number };
}

/** What a school knows of itself, wherever its workbooks are. */
const known = ({ violations, points, balances, ranking }: AuditJson) => ({ violations, points, balances, ranking });

/** Words of users in 问题清单 by 问题编号. */
async function remarks(workbooks: Workbooks, id: string): Promise<Record<string, RawCell>> {
  const { tabs } = await workbooks.read(id);
  const rows = tabs.find(({ output }) => output === 'violations')?.rows ?? [];
  const at = (heading: string): number => rows[0]!.indexOf(heading);
  const typed = rows.slice(1).filter((row) => (row[at('整改说明')] ?? null) !== null);
  return Object.fromEntries(typed.map((row) => [String(row[at('问题编号')]), row[at('整改说明')] ?? null]));
}

/** Saves every spreadsheet as a file, as “下载为 Excel” does: values, and nothing that only we put there. */
async function download(workbooks: Workbooks, files: readonly string[], folder: string): Promise<void> {
  mkdirSync(folder);
  const nameOf = new Map(files.map((file) => [idOfFile(file), file]));
  for (const file of files) {
    const { tabs } = await workbooks.read(idOfFile(file));
    const sheets = tabs.map(({ title, rows, merges }) => ({
      name: title,
      rows: rows.map((row) =>
        row.map((cell) => (typeof cell === 'object' ? (cell?.error ?? null) : (nameOf.get(String(cell)) ?? cell))),
      ),
      merges: merges.map(({ top, left, bottom, right }) => ({
        startRow: top,
        startCol: left,
        endRow: bottom,
        endCol: right,
      })),
    }));
    writeFileSync(join(folder, file), await writeXlsx({ sheets }));
  }
}

test('a school that moves from files to Google and back keeps its points, its violations and its words', async () => {
  const root = mkdtempSync(join(tmpdir(), 'moving-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, 'files');
  await copySample(folder, { colleges: 2, sample: 'moving', studentsPerCollege: 30, faults: true, asOf: 46_218 });
  const server = await openGoogleServer();
  onTestFinished(() => server.close());
  const environment = {
    XIETONG_GOOGLE_API: server.url,
    XIETONG_GOOGLE_PER_MINUTE: '6000',
    XIETONG_STATE: join(root, 'state'),
  };
  const audit = async (place: string): Promise<AuditJson> => {
    const json = join(root, 'audit.json');
    expect(await main(['audit', place, '--as-of', AS_OF, '--quiet', '--json', json], environment)).toBe(0);
    return JSON.parse(readFileSync(json, 'utf8')) as AuditJson;
  };
  const files = readdirSync(folder).filter((file) => file.endsWith('.xlsx'));
  const college = files.find((file) => file.endsWith('台账.xlsx'))!;

  const inFiles = await audit(folder);
  typeInto(join(folder, college), '问题清单', { G2: '下周换届' });
  const first = await remarks(xlsxWorkbooks(folder), college);
  expect(Object.values(first)).toEqual(['下周换届']);
  const settled = await audit(folder);

  const school = await copyFolder(folder, server, () => true);
  const atGoogle = await audit(`google:${school}`);
  expect(known(atGoogle)).toEqual(known(settled));
  expect(atGoogle.ledger).toMatchObject({ awards: 0, reversals: 0 });
  const { workbooks } = await openGoogle(readEnvironment(environment));
  expect(await remarks(workbooks, idOfFile(college))).toEqual(first);
  const titles = (id: string) => server.workbook(id).sheets.map(({ properties }) => properties.title);
  expect(titles(idOfFile(college)).filter((title) => title.includes('协同校验'))).toEqual([]);

  typeIn(sheetCalled(server.workbook(idOfFile(college)), '问题清单'), { G3: '已经补选' });
  const both = await remarks(workbooks, idOfFile(college));
  expect(Object.values(both)).toEqual(['下周换届', '已经补选']);
  const back = join(root, 'back');
  await download(workbooks, files, back);
  const again = await audit(back);
  expect(known(again)).toEqual(known(settled));
  expect(again.ledger).toMatchObject({ awards: 0, reversals: 0 });
  expect(await remarks(xlsxWorkbooks(back), college)).toEqual(both);
  expect(inFiles.ledger.awards).toBeGreaterThan(50);
}, 120_000);
