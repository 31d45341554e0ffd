import { readFile, writeFile } from 'node:fs/promises';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { xlsxWorkbooks } from '../../../functions/adapters/xlsx/workbooks.ts';
import type { CellNote } from '../../../shared/sheet/image.ts';
import { anImage, folderWithSmall, partText } from './support.ts';

/** What a hostile or a hard-used file may hold costs time in its measure, or is refused; the bounds are many times what is needed. */

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const row = (number: number): string => `<row r="${number}"><c r="A${number}"><v>1</v></c></row>`;
const rows = (count: number): string => Array.from({ length: count }, (_, at) => row(at + 1)).join('');

/** A workbook whose first tab has comments of a user in A1, A2, …, as a program writes them that draws no shapes. */
async function withComments(count: number, cells: string): Promise<{ folder: string; path: string }> {
  const { folder, path } = await folderWithSmall({ 花名册: cells });
  const comments = Array.from(
    { length: count },
    (_, at) => `<comment ref="A${at + 1}" authorId="0"><text><t>看</t></text></comment>`,
  );
  const links = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const parts = unzipSync(new Uint8Array(await readFile(path)));
  parts['xl/comments1.xml'] = strToU8(
    `<comments xmlns="${MAIN}"><authors><author>某人</author></authors><commentList>${comments.join('')}</commentList></comments>`,
  );
  parts['xl/worksheets/_rels/sheet1.xml.rels'] = strToU8(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${links}/comments" Target="../comments1.xml"/></Relationships>`,
  );
  await writeFile(path, zipSync(parts));
  return { folder, path };
}

const notesOn = (count: number, text: (at: number) => string): CellNote[] =>
  Array.from({ length: count }, (_, at) => ({
    tab: '花名册',
    row: at + 1,
    column: 'A',
    text: `【协同校验】${text(at)}`,
  }));

test('8,000 notes, half of them changed', { timeout: 40_000 }, async () => {
  const { folder, path } = await folderWithSmall({ 花名册: rows(8_000) });
  const workbooks = xlsxWorkbooks(folder);
  await workbooks.publish(
    'a',
    anImage(
      [],
      notesOn(8_000, (at) => `第${at}行`),
    ),
  );
  const changed = anImage(
    [],
    notesOn(8_000, (at) => (at % 2 === 0 ? `第${at}行` : `第${at}行改了`)),
  );
  expect((await workbooks.publish('a', changed)).status).toBe('written');
  expect((await partText(path, 'xl/comments1.xml')).match(/行改了/g)).toHaveLength(4_000);
  expect((await workbooks.publish('a', changed)).status).toBe('unchanged');
});

test('100,000 comments of a user', { timeout: 60_000 }, async () => {
  const { folder, path } = await withComments(100_000, rows(10));
  const before = await partText(path, 'xl/comments1.xml');
  const workbooks = xlsxWorkbooks(folder);
  expect((await workbooks.publish('a', anImage([], []))).status).toBe('unchanged');
  await workbooks.publish(
    'a',
    anImage(
      [],
      notesOn(1, () => '缺'),
    ),
  );
  await workbooks.publish('a', anImage([], []));
  expect(await partText(path, 'xl/comments1.xml')).toBe(before);
});

test('16,000 comments of a user, our notes below each of them', { timeout: 60_000 }, async () => {
  const { folder, path } = await withComments(16_000, rows(10));
  const before = await partText(path, 'xl/comments1.xml');
  const workbooks = xlsxWorkbooks(folder);
  await workbooks.publish(
    'a',
    anImage(
      [],
      notesOn(16_000, (at) => `第${at}行`),
    ),
  );
  expect((await partText(path, 'xl/comments1.xml')).match(/【协同校验】/g)).toHaveLength(16_000);
  await workbooks.publish(
    'a',
    anImage(
      [],
      notesOn(16_000, (at) => `又第${at}行`),
    ),
  );
  await workbooks.publish('a', anImage([], []));
  expect(await partText(path, 'xl/comments1.xml')).toBe(before);
});

const merged = (merges: string): string =>
  `<worksheet xmlns="${MAIN}"><sheetData>${rows(100)}</sheetData><mergeCells>${merges}</mergeCells></worksheet>`;
const pairs = (count: number): string =>
  Array.from({ length: count }, (_, at) => `<mergeCell ref="B${at + 1}:C${at + 1}"/>`).join('');

test('200,000 merged ranges are read, one more is refused with what to do', { timeout: 60_000 }, async () => {
  const most = await folderWithSmall({ 花名册: merged(pairs(200_000)) });
  expect((await xlsxWorkbooks(most.folder).read('a')).tabs[0]?.merges).toHaveLength(200_000);
  const more = await folderWithSmall({ 花名册: merged(pairs(200_001)) });
  await expect(xlsxWorkbooks(more.folder).read('a')).rejects.toThrow(
    '工作簿“a”：合并单元格超过 20 万处，或互相重叠，拒绝读取。请取消多余的合并单元格',
  );
});

test('1,000,000 merged ranges are refused before they fill the memory', { timeout: 60_000 }, async () => {
  const { folder } = await folderWithSmall({ 花名册: merged(pairs(1_000_000)) });
  await expect(xlsxWorkbooks(folder).read('a')).rejects.toThrow('合并单元格超过 20 万处');
});

test('merged ranges that lie over one another are refused by what they cover, not by their number', async () => {
  const cover = '<mergeCell ref="A1:A1048576"/>';
  // A hundred rows hold anything: 20,000 such ranges cover two million of them.
  const most = await folderWithSmall({ 花名册: merged(cover.repeat(20_000)) });
  expect((await xlsxWorkbooks(most.folder).read('a')).tabs[0]?.merges).toHaveLength(20_000);
  const more = await folderWithSmall({ 花名册: merged(cover.repeat(20_001)) });
  await expect(xlsxWorkbooks(more.folder).read('a')).rejects.toThrow('或互相重叠');
});

test('a tab of the user that is not asked for may hold as many merged ranges as it likes', async () => {
  const { folder } = await folderWithSmall({ 花名册: rows(1), 座位表: merged(pairs(200_001)) });
  const { tabs } = await xlsxWorkbooks(folder).read('a', (title) => title === '花名册');
  expect(tabs.map(({ rows: { length } }) => length)).toEqual([1, 0]);
});
