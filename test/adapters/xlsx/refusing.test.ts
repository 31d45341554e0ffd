import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { openPackage } from '../../../functions/adapters/xlsx/package/package.ts';
import { writePackage } from '../../../functions/adapters/xlsx/package/write-package.ts';
import { withFileName } from '../../../functions/adapters/xlsx/problem.ts';
import { versionOf } from '../../../functions/adapters/xlsx/sheet/read-workbook.ts';
import { xlsxWorkbooks } from '../../../functions/adapters/xlsx/workbooks.ts';
import { Refused } from '../../../shared/ports.ts';
import { aFolder, anImage, editPart, folderWith, folderWithSmall, overview, smallWorkbook } from './support.ts';

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

describe('a table of another kind that lies where the workbook should be is named, with what to do', () => {
  test.each([
    ['台账.xls', '台账.xls'],
    ['台账.xls', '台账'],
    ['台账.XLS', '台账.xlsx'],
    ['台账.et', '台账'],
    ['台账.csv', '台账.xlsx'],
    ['台账.numbers', '台账.numbers'],
  ])('%s lies there, “%s” is registered', async (file, registered) => {
    const folder = await aFolder();
    await writeFile(join(folder, file), Uint8Array.of(...OLE));
    expect(await messageOf(xlsxWorkbooks(folder).read(registered))).toBe(
      `工作簿“${registered}”：文件夹里是“${file}”，不是 .xlsx 格式。请用 Excel 或 WPS 打开它，另存为“台账.xlsx”（Excel 工作簿），` +
        '并把 学院登记 里的文件名写成“台账.xlsx”',
    );
  });
  test('a table with a longer name is another one', async () => {
    const folder = await aFolder();
    await writeFile(join(folder, '台账2024.xls'), Uint8Array.of(...OLE));
    expect(await messageOf(xlsxWorkbooks(folder).read('台账'))).toContain('找不到该文件');
  });
  test('once it is saved as .xlsx beside the old one, that is read', async () => {
    const { folder, path } = await folderWith('openpyxl.xlsx');
    await writeFile(join(folder, 'openpyxl.xls'), Uint8Array.of(...OLE));
    expect((await xlsxWorkbooks(folder).read('openpyxl')).version).toBe(versionOf(await readFile(path)));
  });
});

describe('the encoding of a part is the one that it declares', () => {
  const declared = (encoding: string, text: Uint8Array | string): Promise<string> => {
    const parts = unzipSync(smallWorkbook({ 甲: '<row r="1"><c r="A1"><v>1</v></c></row>' }));
    const [head, body] = [
      `<?xml version="1.0" encoding="${encoding}"?>`,
      new TextDecoder().decode(parts['xl/worksheets/sheet1.xml']),
    ];
    const bytes =
      typeof text === 'string'
        ? Buffer.from(head + body + text, 'latin1')
        : Buffer.concat([Buffer.from(head + body), text]);
    return refusal('a.xlsx', zipSync({ ...parts, 'xl/worksheets/sheet1.xml': new Uint8Array(bytes) }));
  };
  const sentence = (encoding: string): string =>
    `工作簿“a.xlsx”：部件 xl/worksheets/sheet1.xml 的文字编码（${encoding}）无法解读。请用 Excel 或 WPS 打开，另存为“Excel 工作簿 (.xlsx)”`;
  test('one that nobody knows is refused by its name', async () => {
    expect(await declared('EBCDIC-CP-US', '')).toBe(sentence('EBCDIC-CP-US'));
  });
  test('a name that is none is cut and cleaned', async () => {
    expect(await declared(`x"'<>${'y'.repeat(50)}`.replaceAll('"', ''), '')).toContain(`（x???${'y'.repeat(36)}）`);
  });
  test('bytes that are not of the declared encoding are refused', async () => {
    expect(await declared('UTF-8', '<!-- \xd5\xc5 -->')).toBe(sentence('UTF-8'));
    expect(await declared('GB18030', Uint8Array.of(0xff, 0xff))).toBe(sentence('GB18030'));
  });
  test('UTF-32 is refused', async () => {
    const parts = unzipSync(smallWorkbook({ 甲: '' }));
    const text = new TextDecoder().decode(parts['xl/worksheets/sheet1.xml']);
    const wide = Uint8Array.from(Array.from(text).flatMap((letter) => [0, 0, 0, letter.charCodeAt(0)]));
    expect(await refusal('a.xlsx', zipSync({ ...parts, 'xl/worksheets/sheet1.xml': wide }))).toBe(sentence('UTF-32'));
  });
});

describe('what is written is parsed first, and a file that would be harmed stays', () => {
  test('a part that was damaged before is the file’s fault', async () => {
    const { folder, path } = await folderWithSmall({ 甲: '<row r="1"><c r="A1"><v>1</v></c></row>' });
    await editPart(path, 'xl/workbook.xml', (xml) => xml.replace('<sheets>', '<x:odd/><sheets>'));
    const before = await readFile(path);
    expect(await messageOf(xlsxWorkbooks(folder).publish('a', anImage([overview('1', 1)])))).toBe(
      '工作簿“a”：文件已损坏：部件 xl/workbook.xml 无法解读。请用 Excel 打开并修复，或从备份恢复',
    );
    expect(await readFile(path)).toEqual(before);
  });
  test('a part that we have made so is our defect, and says so', async () => {
    const pack = openPackage(Buffer.from(smallWorkbook({ 甲: '' })));
    const xml = pack.need('xl/workbook.xml');
    pack.put('xl/workbook.xml', xml.replace('</sheets>', '<sheet name="乙" sheetId="2" q:id="rId2"/></sheets>'));
    await expect(writePackage(pack)).rejects.toThrow(
      '要写入的部件 xl/workbook.xml 没有通过检查，没有写入，原文件没有动。这是本软件的缺陷，请把这句话和该文件交给管理员',
    );
  });
});

test('contents beyond what a text can be are the file’s; a stack that overflows is a defect and stays one', async () => {
  const thrown = (error: Error): Promise<unknown> => withFileName('a', () => Promise.reject(error));
  await expect(thrown(new RangeError('Invalid string length'))).rejects.toThrow('工作簿“a”：内容过大，拒绝读取');
  await expect(thrown(new RangeError('Maximum call stack size exceeded'))).rejects.toThrow(RangeError);
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
