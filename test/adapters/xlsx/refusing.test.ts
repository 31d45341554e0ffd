import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { xlsxWorkbooks } from '../../../functions/adapters/xlsx/workbooks.ts';
import { Refused } from '../../../shared/ports.ts';
import { aFolder, anImage, folderWith, folderWithSmall, overview, smallWorkbook } from './support.ts';

async function refusal(name: string, bytes: Uint8Array | string): Promise<string> {
  const folder = await aFolder();
  await writeFile(join(folder, name), bytes);
  return messageOf(xlsxWorkbooks(folder).read(name));
}

async function messageOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Refused);
  return (error as Refused).message;
}

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

describe('files that are no readable workbook are refused by name, with what to do', () => {
  test('an empty file', async () => expect(await refusal('a.xlsx', '')).toMatch(/^工作簿“a.xlsx”：.*0 字节/));
  test('a page of a web site with another name', async () =>
    expect(await refusal('a.xlsx', '<html><table></table></html>')).toContain('不是 Excel 工作簿'));
  test('an .xls with another name', async () =>
    expect(await refusal('a.xlsx', Buffer.from([...OLE, ...new Array(600).fill(0)]))).toContain('旧版 .xls'));
  test('a file with a password', async () => {
    const bytes = Buffer.concat([Buffer.from(OLE), Buffer.alloc(100), Buffer.from('EncryptedPackage', 'utf16le')]);
    expect(await refusal('a.xlsx', bytes)).toContain('打开密码');
  });
  test('a zip without a workbook', async () =>
    expect(await refusal('a.xlsx', zipSync({ 'a.txt': new Uint8Array(3) }))).toContain('不是 Excel 工作簿'));
  test('an .ods with another name', async () =>
    expect(
      await refusal('a.xlsx', zipSync({ mimetype: new Uint8Array(3), 'content.xml': new Uint8Array(3) })),
    ).toContain('.ods'));
  test('a folder', async () => {
    const folder = await aFolder();
    await mkdir(join(folder, 'a.xlsx'));
    expect(await messageOf(xlsxWorkbooks(folder).read('a.xlsx'))).toContain('不是普通文件');
  });
  test('a file that is not there', async () =>
    expect(await messageOf(xlsxWorkbooks(await aFolder()).read('没有.xlsx'))).toContain('“没有.xlsx”：找不到该文件'));
  test('a tab whose XML breaks off', async () =>
    expect(
      await refusal('a.xlsx', smallWorkbook({ 甲: '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c>' })),
    ).toContain('sheet1.xml'));
});

test('a file cut off anywhere, or with any byte changed, is refused or read, never anything else', async () => {
  const { folder, path } = await folderWith('openpyxl.xlsx');
  const whole = await readFile(path);
  const workbooks = xlsxWorkbooks(folder);
  const image = anImage([overview('1', 1)]);
  const attempt = async (bytes: Buffer): Promise<void> => {
    await writeFile(path, bytes);
    for (const work of [() => workbooks.read('openpyxl'), () => workbooks.publish('openpyxl', image)]) {
      await work().catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error;
      });
      await writeFile(path, bytes);
    }
  };
  for (let at = 0; at < whole.length; at += 97) await attempt(whole.subarray(0, at));
  for (let at = 0; at < whole.length; at += 61) {
    const bytes = Buffer.from(whole);
    bytes[at] = bytes[at]! ^ 0x55;
    await attempt(bytes);
  }
});

test('a part whose contents do not match their checksum is refused, not read wrongly', async () => {
  const bytes = Buffer.from(
    zipSync(unzipSync(smallWorkbook({ 甲: '<row r="1"><c r="A1"><v>12345</v></c></row>' })), { level: 0 }),
  );
  bytes.write('54321', bytes.indexOf('12345'));
  expect(await refusal('a.xlsx', bytes)).toContain('sheet1.xml');
});

describe('a zip bomb is refused before it fills the memory', () => {
  const bomb = Buffer.from(smallWorkbook({ 甲: ' '.repeat(140 * 1024 * 1024) }));

  async function costOfRefusing(bytes: Buffer): Promise<{ message: string; growth: number }> {
    const folder = await aFolder();
    await writeFile(join(folder, 'a.xlsx'), bytes);
    const before = process.memoryUsage().arrayBuffers;
    const message = await messageOf(xlsxWorkbooks(folder).read('a.xlsx'));
    return { message, growth: (process.memoryUsage().arrayBuffers - before) / 1024 / 1024 };
  }

  test('one that says how large it is', async () => {
    const { message, growth } = await costOfRefusing(bomb);
    expect(message).toContain('sheet1.xml 解压后超过 128 MB 的上限');
    expect(growth).toBeLessThan(10);
  });

  test('one that lies about its size', async () => {
    const bytes = Buffer.from(bomb);
    // Unpacked size of the worksheet, in the directory at the end of the archive.
    bytes.writeUInt32LE(1000, bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 46 + 24);
    const { message, growth } = await costOfRefusing(bytes);
    expect(message).toContain('已损坏：部件 xl/worksheets/sheet1.xml');
    expect(growth).toBeLessThan(10);
  });
});

test('cells far apart do not fill the memory', async () => {
  const rows = Array.from({ length: 3_000 }, (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"><v>1</v></c></row>`).join(
    '',
  );
  expect(await refusal('a.xlsx', smallWorkbook({ 甲: rows }))).toContain('单元格总量超过上限');
});

describe('an id is a file name in the folder and nothing else', () => {
  test.each([
    '../a.xlsx',
    '/etc/passwd',
    'x/a.xlsx',
    'x\\a.xlsx',
    '..',
    '.',
    '',
    '.a.xlsx',
    'C:a.xlsx',
    'a\u0000.xlsx',
    '~$a.xlsx',
  ])('%j is refused', async (id) =>
    expect(await messageOf(xlsxWorkbooks(await aFolder()).read(id))).toContain('不是合法的文件名'),
  );
  test('a name with or without extension is accepted, .xlsm too', async () => {
    const { folder } = await folderWith('everything.xlsm');
    expect((await xlsxWorkbooks(folder).read('everything')).tabs).toHaveLength(3);
  });
  test('a link that leads out of the folder is refused', async () => {
    const { path } = await folderWith('openpyxl.xlsx');
    const folder = await aFolder();
    await symlink(path, join(folder, 'b.xlsx'));
    expect(await messageOf(xlsxWorkbooks(folder).read('b.xlsx'))).toContain('文件夹之外');
  });
  test('a link inside the folder is followed', async () => {
    const { folder, path } = await folderWith('openpyxl.xlsx');
    await symlink(path, join(folder, 'b.xlsx'));
    expect((await xlsxWorkbooks(folder).read('b.xlsx')).tabs[0]!.title).toBe('组织');
  });
});

test('a file marked read-only is read, but not written', async () => {
  const { folder, path } = await folderWith('openpyxl.xlsx');
  await chmod(path, 0o444);
  const workbooks = xlsxWorkbooks(folder);
  expect((await workbooks.read('openpyxl')).tabs).toHaveLength(2);
  expect(await messageOf(workbooks.publish('openpyxl', anImage([overview('1', 1)])))).toContain('只读');
});

describe('a sheet made to be read again and again from one place to its end is read once', () => {
  const rows = (cell: string): string => `<row>${cell}</row>`.repeat(200_000);
  test.each([
    ['cells without any attribute', smallWorkbook({ 甲: rows('<c><v>1</v></c>') })],
    ['cells whose end tag holds a space', smallWorkbook({ 甲: rows('<c r="A1"><v>1</v></c >') })],
  ])('%s', { timeout: 30_000 }, async (_, bytes) => {
    const folder = await aFolder();
    await writeFile(join(folder, 'a.xlsx'), bytes);
    expect((await xlsxWorkbooks(folder).read('a.xlsx')).tabs).toHaveLength(1);
  });

  test('merges whose tag never ends are a torn part', { timeout: 30_000 }, async () => {
    const sheet = `<worksheet><sheetData/></worksheet><mergeCells>${'<mergeCell '.repeat(200_000)}`;
    const { folder } = await folderWithSmall({ 甲: sheet });
    expect(await messageOf(xlsxWorkbooks(folder).read('a.xlsx'))).toBe(
      '工作簿“a.xlsx”：文件已损坏：部件 xl/worksheets/sheet1.xml 无法解读。请用 Excel 打开并修复，或从备份恢复',
    );
  });
});
