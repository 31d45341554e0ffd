import { writeFile } from 'node:fs/promises';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { xlsxWorkbooks } from '../../../functions/adapters/xlsx/workbooks.ts';
import type { CellNote } from '../../../shared/sheet/image.ts';
import { anImage, editPart, folderWith, folderWithSmall, partsOf, partText } from './support.ts';

const ROW = '<row r="1"><c r="A1"><v>1</v></c></row>';
const note = (row: number, column: string, text: string, tab = '花名册'): CellNote => ({
  tab,
  row,
  column,
  text: `【协同校验】${text}`,
});

/** Texts of the comments by address, the character that ends ours left out. */
async function commentsOf(path: string, part = 'xl/comments1.xml'): Promise<Record<string, string>> {
  const xml = await partText(path, part);
  const comments = [...xml.matchAll(/<comment ref="(\w+)".*?<\/comment>/gs)];
  return Object.fromEntries(
    comments.map(([whole, ref]) => [
      ref,
      [...whole.matchAll(/<t[ >][^<]*/g)]
        .map(([t]) => t.replace(/^<t[^>]*>/, ''))
        .join('')
        .replaceAll('\u200b', ''),
    ]),
  );
}

test('notes come, change and go, and the file is as before in the end', async () => {
  const { folder, path } = await folderWithSmall({ 花名册: ROW });
  const workbooks = xlsxWorkbooks(folder);
  const before = await partsOf(path);
  await workbooks.publish('a', anImage([], [note(2, 'B', '缺班级'), note(3, 'A', '学号重复')]));
  expect(await commentsOf(path)).toEqual({ B2: '【协同校验】缺班级', A3: '【协同校验】学号重复' });
  const shapes = (await partText(path, 'xl/drawings/vmlDrawing1.vml')).match(
    /<x:Row>\d+<\/x:Row><x:Column>\d+<\/x:Column>/g,
  );
  expect(shapes).toEqual(['<x:Row>1</x:Row><x:Column>1</x:Column>', '<x:Row>2</x:Row><x:Column>0</x:Column>']);
  expect((await workbooks.publish('a', anImage([], [note(3, 'A', '学号重复'), note(2, 'B', '缺班级')]))).status).toBe(
    'unchanged',
  );
  await workbooks.publish('a', anImage([], [note(3, 'A', '学号不存在')]));
  expect(await commentsOf(path)).toEqual({ A3: '【协同校验】学号不存在' });
  expect((await workbooks.publish('a', anImage([], []))).status).toBe('written');
  const after = await partsOf(path);
  expect(Object.keys(after)).toEqual(Object.keys(before));
  expect(after['xl/worksheets/sheet1.xml']).toEqual(before['xl/worksheets/sheet1.xml']);
});

test("a user's comment keeps its text above ours, and is byte for byte the old one when ours goes", async () => {
  const { folder, path } = await folderWith('everything.xlsm');
  const workbooks = xlsxWorkbooks(folder);
  const [before, shapes] = [
    await partText(path, 'xl/comments1.xml'),
    await partText(path, 'xl/drawings/vmlDrawing1.vml'),
  ];
  await workbooks.publish('everything', anImage([], [note(4, 'B', '甲'), note(9, 'F', '乙')]));
  expect(await commentsOf(path)).toMatchObject({
    B4: '用户自己的批注\n第二行\n【协同校验】甲',
    C5: '另一条',
    F9: '【协同校验】乙',
  });
  await workbooks.publish('everything', anImage([], [note(4, 'B', '丙')]));
  expect(await commentsOf(path)).toMatchObject({ B4: '用户自己的批注\n第二行\n【协同校验】丙' });
  await workbooks.publish('everything', anImage([], null));
  expect(await partText(path, 'xl/comments1.xml')).toBe(before);
  expect(await partText(path, 'xl/drawings/vmlDrawing1.vml')).toBe(shapes);
});

test('with our last note its author goes, and authors behind it move up; a comment of the user keeps its own', async () => {
  const { folder, path } = await folderWith('openpyxl.xlsx');
  const part = 'xl/comments/comment1.xml';
  const workbooks = xlsxWorkbooks(folder);
  const before = await partText(path, part);
  await workbooks.publish('openpyxl', anImage([], [note(9, 'B', '甲', '组织')]));
  expect(await partText(path, part)).toContain('<author>协同校验</author></authors>');
  // What a program does where somebody comments meanwhile.
  await editPart(path, part, (xml) =>
    xml
      .replace('</authors>', '<author>后来的人</author></authors>')
      .replace(
        '</commentList>',
        '<comment ref="C1" authorId="2" shapeId="0"><text><t>后来的话</t></text></comment></commentList>',
      ),
  );
  await workbooks.publish('openpyxl', anImage([], []));
  const expected = before
    .replace('</authors>', '<author>后来的人</author></authors>')
    .replace(
      '</commentList>',
      '<comment ref="C1" authorId="1" shapeId="0"><text><t>后来的话</t></text></comment></commentList>',
    );
  expect(await partText(path, part)).toBe(expected);
  expect((await workbooks.publish('openpyxl', anImage([], []))).status).toBe('unchanged');
});

test("beside a user's button our shape type comes and goes with our notes", async () => {
  const { folder, path } = await folderWith('openpyxl.xlsx');
  const vml = Object.keys(await partsOf(path)).find((name) => name.endsWith('.vml'))!;
  const button =
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">' +
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201"/>' +
    '<v:shape id="_x0000_s1025" type="#_x0000_t201"><x:ClientData ObjectType="Button"><x:Row>8</x:Row><x:Column>1</x:Column></x:ClientData></v:shape></xml>';
  await editPart(path, vml, () => button);
  const workbooks = xlsxWorkbooks(folder);
  await workbooks.publish('openpyxl', anImage([], [note(9, 'B', '甲', '组织')]));
  expect(await partText(path, vml)).toContain('id="_x0000_t202"');
  await workbooks.publish('openpyxl', anImage([], []));
  expect(await partText(path, vml)).toBe(button);
});

test('a plain text of another program comes back as it was', async () => {
  const { folder, path } = await folderWith('openpyxl.xlsx');
  const part = 'xl/comments/comment1.xml';
  const before = await partText(path, part);
  const workbooks = xlsxWorkbooks(folder);
  await workbooks.publish('openpyxl', anImage([], [note(3, 'A', '甲', '组织')]));
  expect(await commentsOf(path, part)).toEqual({ A3: '老批注\n【协同校验】甲' });
  await workbooks.publish('openpyxl', anImage([], []));
  expect((await partText(path, part)).replace('<author>协同校验</author>', '')).toBe(before);
});

test('what a user types below our words stays when ours change and go', async () => {
  const { folder, path } = await folderWithSmall({ 花名册: ROW });
  const workbooks = xlsxWorkbooks(folder);
  await workbooks.publish('a', anImage([], [note(2, 'B', '缺班级')]));
  await editPart(path, 'xl/comments1.xml', (xml) => xml.replace('\u200b</t>', '\u200b\n已请示</t>'));
  await workbooks.publish('a', anImage([], [note(2, 'B', '班级不存在')]));
  expect((await commentsOf(path)).B2).toBe('【协同校验】班级不存在\n已请示');
  await workbooks.publish('a', anImage([], []));
  expect((await commentsOf(path)).B2).toBe('\n已请示');
});

test('threaded comments survive, and their cell gets no words of ours', async () => {
  const { folder, path } = await folderWith('everything.xlsm');
  await xlsxWorkbooks(folder).publish('everything', anImage([], [note(6, 'D', '甲')]));
  expect((await commentsOf(path)).D6).toBe('[线程批注]');
  expect(await partText(path, 'xl/threadedComments/threadedComment1.xml')).toContain('线程批注');
});

test('several notes on one cell stand below one another', async () => {
  const { folder, path } = await folderWithSmall({ 花名册: ROW });
  await xlsxWorkbooks(folder).publish('a', anImage([], [note(2, 'B', '甲'), note(2, 'B', '乙')]));
  expect((await commentsOf(path)).B2).toBe('【协同校验】甲\n【协同校验】乙');
});

test('notes for tabs that are not there, or for places that no sheet has, are passed over', async () => {
  const { folder } = await folderWithSmall({ 花名册: ROW });
  const outcome = await xlsxWorkbooks(folder).publish(
    'a',
    anImage([], [note(2, 'B', '甲', '没有'), note(0, 'B', '乙'), note(3, 'ZZZZ', '丙')]),
  );
  expect(outcome.status).toBe('unchanged');
});

test('two thousand notes get two thousand shapes with ids of their own', async () => {
  const { folder, path } = await folderWithSmall({ 花名册: ROW });
  await xlsxWorkbooks(folder).publish(
    'a',
    anImage(
      [],
      Array.from({ length: 2_000 }, (_, i) => note(i + 2, 'B', `第${i}`)),
    ),
  );
  const vml = await partText(path, 'xl/drawings/vmlDrawing1.vml');
  expect(new Set(vml.match(/id="_x0000_s\d+"/g)).size).toBe(2_000);
  expect(vml).toContain('data="1,2"');
});

test('a link to comments that are not there is mended: published again, nothing is written', async () => {
  const { folder, path } = await folderWithSmall({ 组织: '<row r="1"><c r="A1"><v>1</v></c></row>' });
  const image = anImage([], [{ tab: '组织', row: 1, column: 'A', text: '【协同校验】说明' }]);
  const workbooks = xlsxWorkbooks(folder);
  await workbooks.publish('a.xlsx', image);
  const parts = await partsOf(path);
  const { [Object.keys(parts).find((name) => name.startsWith('xl/comments')) ?? '']: _, ...rest } = parts;
  await writeFile(path, zipSync(rest));
  expect((await workbooks.publish('a.xlsx', image)).status).toBe('written');
  expect((await workbooks.publish('a.xlsx', image)).status).toBe('unchanged');
});
