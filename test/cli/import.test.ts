import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xlsxWorkbooks } from '../../functions/adapters/xlsx/workbooks.ts';
import { parseIsoDay } from '../../shared/domain/calendar.ts';
import { inputTab, standingTab } from '../../shared/import/input-tab.ts';
import { isFilled, type RawWorkbook } from '../../shared/sheet/raw.ts';
import { freshCopy } from '../support/fresh-folder.ts';
import { runMain } from '../support/run-main.ts';
import { copySample } from '../support/sample-school.ts';

/** An export into the roster of a made-up college, as a clerk does it. */

const NEW = ['99990001', '新一', '男', '共青团员', '2005-03-12'];
let root: string;
let school: string;
let workbook: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'xietong-导入-'));
  school = join(root, 'school');
  const asOf = parseIsoDay('2026-06-30')!;
  await copySample(school, { colleges: 1, sample: 'import', studentsPerCollege: 60, faults: false, asOf });
  workbook = readdirSync(school).find((name) => name.endsWith('台账.xlsx'))!;
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const run = (...argv: readonly string[]) => runMain(argv);

function aCopy(name: string): string {
  return freshCopy(school, join(root, name));
}

function exportFile(folder: string, rows: readonly (readonly string[])[]): string {
  const file = join(folder, '导出.csv');
  writeFileSync(file, `\uFEFF${rows.map((row) => row.join(',')).join('\r\n')}`);
  return file;
}

const HEADINGS = ['学籍号', '团员姓名', '性别', '政治面貌', '出生年月日'];

const read = async (folder: string): Promise<RawWorkbook> => await xlsxWorkbooks(folder).read(workbook);
const filledCells = ({ tabs }: RawWorkbook, title: string) =>
  tabs
    .find((tab) => tab.title === title)!
    .rows.flatMap((cells, row) => cells.flatMap((cell, column) => (isFilled(cell) ? [[row, column, cell]] : [])));
const bytesOf = (folder: string) => readFileSync(join(folder, workbook));

describe('import', () => {
  it('shows first, writes with --yes into the named tab alone, and gives it back', async () => {
    const place = aCopy('whole');
    const before = await read(place);
    const roster = standingTab(before, inputTab('students'))!;
    const nameAt = roster.columns.get('name')!;
    const [row = 0] = [...roster.rows.values()].flatMap((at) => at ?? []);
    const standing = roster.raw.rows[row]!;
    const id = String(standing[roster.columns.get('id')!]);
    const file = exportFile(place, [HEADINGS, NEW, [id, '别名', '', '', ''], ['', '无号', '', '', '']]);
    const untouched = bytesOf(place);

    const preview = await run('import', file, '--into', place);
    expect(preview).toMatchObject({ code: 0 });
    expect(preview.said).toContain(
      `“${workbook}”的“${roster.raw.title}”表：新增 1 行，填写 0 行，相同 0 行，存疑 2 行（不写入）。`,
    );
    expect(preview.said).toContain('这是预览，没有写入。加上 --yes 才会写入这张填写表。');
    for (const secret of [NEW[0]!, '新一', '别名', '无号', id, String(standing[nameAt])])
      expect(preview.said).not.toContain(secret);
    expect(bytesOf(place)).toEqual(untouched);
    const exceptions = readFileSync(join(place, '导入例外-导出.csv'), 'utf8');
    expect(exceptions).toContain(`${String(standing[nameAt])},别名,编号相同，姓名不同，整行没有动`);

    const written = await run('import', file, '--into', place, '--yes');
    expect(written).toMatchObject({ code: 0 });
    expect(written.said).toContain('（只写了这张填写表）');
    const after = await read(place);
    const found = standingTab(after, inputTab('students'))!;
    const added = found.raw.rows[roster.nextRow]!;
    expect([added[found.columns.get('id')!], added[nameAt]]).toEqual(['99990001', '新一']);
    for (const { title } of before.tabs.filter((tab) => tab.title !== roster.raw.title))
      expect(filledCells(after, title)).toEqual(filledCells(before, title));
    expect((await run('import', file, '--into', place)).said).toContain('新增 0 行，填写 0 行，相同 1 行，存疑 2 行');

    expect((await run('import', '--undo', '--into', place)).said).toContain(
      '会改回 5 格，0 格不动。要撤销，请加上 --yes。',
    );
    expect((await run('import', '--undo', '--into', place, '--yes')).code).toBe(0);
    const back = await read(place);
    for (const { title } of before.tabs) expect(filledCells(back, title)).toEqual(filledCells(before, title));
    const [from, to] = [unzipSync(untouched), unzipSync(bytesOf(place))];
    const parts = Object.keys(from).filter((part) => Buffer.compare(from[part]!, to[part] ?? new Uint8Array()) !== 0);
    expect(parts.filter((part) => !/worksheets\/sheet\d+\.xml$|workbook\.xml$/.test(part))).toEqual([]);
    expect(parts.filter((part) => part.includes('worksheets')).length).toBe(1);
    expect((await run('import', '--undo', '--into', place)).said).toContain('没有可以撤销的导入');
  }, 60_000);

  it('asks for an unsure column, writes nothing meanwhile, and remembers the answer', async () => {
    const place = aCopy('unsure');
    const file = exportFile(place, [
      [...HEADINGS, '入党日期'],
      [...NEW, '2025-01-01'],
    ]);
    const untouched = bytesOf(place);
    expect(await run('import', file, '--into', place, '--yes')).toEqual({
      code: 2,
      said: '没有写入。拿不准的列：“入党日期”（F 列，可能是入团日期）。请加上 --map "入党日期=入团日期" 说明；不导入的写成“标题=”。\n',
    });
    expect(bytesOf(place)).toEqual(untouched);
    expect(existsSync(join(place, '.xietong'))).toBe(false);
    const json = join(place, 'result.json');
    const isWritten = (): unknown => (JSON.parse(readFileSync(json, 'utf8')) as { readonly written: unknown }).written;
    const again = ['import', file, '--into', place, '--yes', '--json', json];
    expect((await run(...again, '--map', '入党日期=')).code).toBe(0);
    expect(isWritten()).toBe(true);
    expect((await run(...again)).code).toBe(0);
    expect(isWritten()).toBe(false);
  }, 60_000);

  it('says that nothing was written where nothing was to write, and offers no undo', async () => {
    const folder = aCopy('twice');
    const file = exportFile(folder, [HEADINGS, NEW]);
    const argv = ['import', file, '--into', folder, '--map', '学籍号=学号,团员姓名=姓名,出生年月日=出生日期', '--yes'];
    expect((await run(...argv)).said).toContain('已写入');
    const { said } = await run(...argv);
    expect(said).toContain('没有要写的内容，');
    expect(said).not.toMatch(/已写入|--undo/u);
  });

  it('says of a file that it is missing, a folder or no table', async () => {
    const folder = aCopy('no table');
    writeFileSync(join(folder, '名单.docx'), 'text');
    const said = async (name: string) => (await run('import', join(folder, name), '--into', folder)).said;
    expect(await said('没有.xlsx')).toMatch(/^找不到“.+没有\.xlsx”。/u);
    expect(await said('.')).toMatch(/是文件夹。请写要导入的/u);
    expect(await said('名单.docx')).toMatch(/不是 \.xlsx 或 \.csv 文件。/u);
  });

  it('takes the list of an earlier import away where there are no exceptions any more, but no file of others', async () => {
    const place = aCopy('stale');
    const list = join(place, '导入例外-导出.csv');
    await run('import', exportFile(place, [HEADINGS, NEW, ['', '无号', '', '', '']]), '--into', place);
    expect(readFileSync(list, 'utf8')).toContain('存疑');
    const file = exportFile(place, [HEADINGS, NEW]);
    expect((await run('import', file, '--into', place)).said).toContain(
      `这次没有例外，已删去上次的例外清单“${list}”。`,
    );
    expect(existsSync(list)).toBe(false);
    writeFileSync(list, '别人的文件');
    expect((await run('import', file, '--into', place)).said).not.toContain('例外清单');
    expect(readFileSync(list, 'utf8')).toBe('别人的文件');
    expect(readdirSync(place).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  }, 60_000);

  it('says of an import of which nothing stands there that there is nothing to give back', async () => {
    const place = aCopy('gone');
    const untouched = bytesOf(place);
    expect((await run('import', exportFile(place, [HEADINGS, NEW]), '--into', place, '--yes')).code).toBe(0);
    // As if it had been cut off before it wrote.
    writeFileSync(join(place, workbook), untouched);
    expect(await run('import', '--undo', '--into', place)).toEqual({
      code: 0,
      said: '台账里没有最近一次导入的内容：它没有写成就中断了，或已经改回。没有什么要撤销；加上 --yes 会删去这条导入记录。\n',
    });
    expect(await run('import', '--undo', '--into', place, '--yes')).toEqual({
      code: 0,
      said: '台账里没有最近一次导入的内容：它没有写成就中断了，或已经改回。台账没有改动，这条导入记录已删去；要撤销更早的导入，请再运行一次。\n',
    });
    expect(bytesOf(place)).toEqual(untouched);
    expect((await run('import', '--undo', '--into', place)).said).toContain('没有可以撤销的导入');
  }, 60_000);

  it.each([
    [['import', '--into', '.'], '请写要导入的文件'],
    [['import', 'a.csv'], '请用 --into 写明'],
    [['import', 'a.csv', '--undo', '--into', '.'], '--undo 撤销最近一次导入，后面不写文件'],
    [['import', 'a.csv', '--into', '.', '--tab', '概览'], '没有名为“概览”的填写表'],
    [['import', 'a.csv', '--into', `google:${'x'.repeat(44)}`], 'import 目前只写 .xlsx 台账'],
  ])('%j is refused: %s', async (argv, words) => {
    const { code, said } = await run(...argv.map((one) => (one === '.' ? school : one)));
    expect(code).toBe(2);
    expect(said).toContain(words);
  });

  it.each([
    ['垃圾.csv', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xff]), '不是能认出的文字文件'],
    ['引号.csv', Buffer.from('学号,姓名\n1,"2\n'), '第 2 行有一个引号没有成对'],
    ['空.csv', Buffer.alloc(0), '里找不到表格'],
    ['垃圾.xlsx', Buffer.from('nothing'), '不是 Excel 工作簿'],
    ['别的.csv', Buffer.from('商品,价格\n纸,3\n'), '认不出“花名册”表每一行要靠它辨认的列：学号。没有写入。'],
  ])('%s is refused in a sentence', async (name, bytes, words) => {
    const file = join(root, name);
    writeFileSync(file, bytes);
    const { code, said } = await run('import', file, '--into', school, '--yes');
    expect({ code, said }).toEqual({ code: 2, said: expect.stringContaining(words) });
  });
});
