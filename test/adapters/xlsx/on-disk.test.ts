import { chmod, readdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSteadily, replaceFile } from '../../../functions/adapters/xlsx/disk.ts';
import { xlsxWorkbooks } from '../../../functions/adapters/xlsx/workbooks.ts';
import { Refused } from '../../../shared/ports.ts';
import { createWorkbook } from '../../support/create-workbook.ts';
import { aFolder, anImage, folderWith, overview, partText, violations } from './support.ts';

test.each(['~$openpyxl.xlsx', '.~lock.openpyxl.xlsx#', '.~openpyxl.xlsx'])(
  'while %s lies beside it, the file is not written',
  async (lock) => {
    const { folder, path } = await folderWith('openpyxl.xlsx');
    const before = await readFile(path);
    await writeFile(join(folder, lock), '');
    const workbooks = xlsxWorkbooks(folder);
    expect(await workbooks.publish('openpyxl', anImage([overview('1', 1)]))).toMatchObject({
      status: 'locked',
      requests: { write: 0 },
    });
    expect(await readFile(path)).toEqual(before);
    expect((await workbooks.read('openpyxl')).tabs).toHaveLength(2);
  },
);

test('the mode of the file stays, and no temporary file is left', async () => {
  const { folder, path } = await folderWith('openpyxl.xlsx');
  await chmod(path, 0o640);
  await xlsxWorkbooks(folder).publish('openpyxl', anImage([overview('1', 1)]));
  expect((await stat(path)).mode & 0o777).toBe(0o640);
  expect(await readdir(folder)).toEqual(['openpyxl.xlsx']);
});

test('a file that was saved after it was read is not overwritten', async () => {
  const { folder, path } = await folderWith('openpyxl.xlsx');
  const { stamp } = await readSteadily(path);
  await writeFile(join(folder, 'new'), 'saved by a person');
  await rename(join(folder, 'new'), path);
  expect(await replaceFile(path, [Buffer.from('ours')], stamp)).toBe('changed');
  expect(await readFile(path, 'utf8')).toBe('saved by a person');
  expect(await readdir(folder)).toEqual(['openpyxl.xlsx']);
});

test('a file opened while ours was being written is not overwritten', async () => {
  const { folder, path } = await folderWith('openpyxl.xlsx');
  const { bytes, stamp } = await readSteadily(path);
  await writeFile(join(folder, '~$openpyxl.xlsx'), '');
  expect(await replaceFile(path, [Buffer.from('ours')], stamp)).toBe('locked');
  expect(await readFile(path)).toEqual(bytes);
});

test('what a crash has left behind goes at the next write, a young one of another run stays', async () => {
  const { folder } = await folderWith('openpyxl.xlsx');
  const [old, young] = ['.openpyxl.xlsx.xietong-1.tmp', '.openpyxl.xlsx.xietong-2.tmp'];
  for (const name of [old, young]) await writeFile(join(folder, name), 'half');
  await utimes(join(folder, old), 1, 1);
  await xlsxWorkbooks(folder).publish('openpyxl', anImage([overview('1', 1)]));
  expect((await readdir(folder)).sort()).toEqual([young, 'openpyxl.xlsx'].sort());
});

test('runs side by side on one file leave a whole file', async () => {
  const { folder } = await folderWith('openpyxl.xlsx');
  const workbooks = xlsxWorkbooks(folder);
  const runs = Array.from({ length: 6 }, (_, i) => workbooks.publish('openpyxl', anImage([overview('1', i)])));
  for (const { status, reason } of (await Promise.allSettled(runs)) as PromiseRejectedResult[]) {
    if (status === 'rejected') expect(String(reason)).toContain('TryLater');
  }
  expect((await workbooks.read('openpyxl')).tabs.map((tab) => tab.title)).toEqual(['组织', '空', '概览']);
});

test('a new workbook has its tabs, helps with typing, and takes our output', async () => {
  const folder = await aFolder();
  const path = join(folder, '新.xlsx');
  const sheets = [
    {
      title: '花名册',
      guidance: ['请从第三行开始填写'],
      columns: [
        {
          heading: '学号*',
          width: 14,
          format: 'text',
          comment: '学校统一的学号',
          help: { title: '学号', text: '八位' },
        },
        { heading: '班级', width: 14, format: 'text', choices: { tab: '组织', column: 'A', firstRow: 2 } },
        { heading: '性别', width: 8, format: 'text', choices: ['男', '女'] },
        { heading: '出生日期', width: 14, format: 'date' },
      ],
      rows: [['=1', null, '男', 38000]],
    },
    { title: '组织', columns: [{ heading: '组织编号', width: 14, format: 'text' }] },
    { title: '问题清单', output: 'violations', columns: [{ heading: '问题编号', width: 14, format: 'text' }] },
  ] as const;
  await createWorkbook(path, sheets);
  const workbooks = xlsxWorkbooks(folder);
  const { tabs } = await workbooks.read('新');
  expect(tabs.map((tab) => [tab.title, tab.output])).toEqual([
    ['花名册', undefined],
    ['组织', undefined],
    ['问题清单', 'violations'],
  ]);
  expect(tabs[0]!.rows).toEqual([
    ['请从第三行开始填写'],
    ['学号*', '班级', '性别', '出生日期'],
    ['=1', null, '男', 38000],
  ]);
  const sheet = await partText(path, 'xl/worksheets/sheet1.xml');
  expect(sheet).toContain("<formula1>'组织'!$A$2:$A$5001</formula1>");
  expect(sheet).toContain('<formula1>"男,女"</formula1>');
  expect(await partText(path, 'xl/worksheets/sheet3.xml')).toContain('<sheetProtection sheet="1"');
  await workbooks.publish('新', anImage([violations([{ key: 'A-1', text: '甲' }])]));
  expect((await workbooks.read('新')).tabs.map((tab) => tab.title)).toEqual(['花名册', '组织', '问题清单']);
  await expect(createWorkbook(path, sheets)).rejects.toThrow(Refused);
});
